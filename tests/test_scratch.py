"""Folders of a run's own: locked, removed, swept."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from slakit import scratch
from slakit.scratch import PREFIX, folder, sweep, write_aside

HOLD = """
import sys, time
from pathlib import Path
from slakit.scratch import folder
with folder(Path(sys.argv[1])) as own:
    (own / "spill").mkdir()
    (own / "spill" / "block").write_text("x")
    print(own, flush=True)
    time.sleep(60)
"""


def holder(parent: Path) -> tuple["subprocess.Popen[str]", Path]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(parent)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_dead_run_is_swept_and_a_live_one_is_not(tmp_path: Path) -> None:
    dead, left = holder(tmp_path)
    live, held = holder(tmp_path)
    dead.send_signal(signal.SIGKILL)
    dead.communicate()
    try:
        assert (left / "spill" / "block").exists()
        sweep(tmp_path)
        assert not left.exists()
        assert (held / "spill" / "block").exists()
    finally:
        live.kill()
        live.communicate()
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    kept = [tmp_path / ".slakit-notes", tmp_path / "slakit-abc", tmp_path / ".slakit-unlocked"]
    kept[0].write_text("a file")
    for path in kept[1:]:
        path.mkdir()
        (path / "mine").write_text("x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "lock").write_text("")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "elsewhere")
    sweep(tmp_path)
    assert all(path.exists() for path in kept)
    assert (tmp_path / "elsewhere" / "lock").exists()


def test_one_killed_at_its_first_step_is_swept(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}0000").mkdir()
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_two_at_once_in_one_process(tmp_path: Path) -> None:
    with folder(tmp_path) as one, folder(tmp_path) as two:
        assert one != two
        assert one.is_dir()
    assert not list(tmp_path.iterdir())


def test_discarding_all(tmp_path: Path) -> None:
    with folder(tmp_path) as own:
        (own / "x").write_text("x")
        scratch.discard_all()
        assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")
    target.chmod(0o640)

    def fails(aside: str) -> None:
        Path(aside).write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_aside(target, fails)
    assert target.read_text() == "old"
    write_aside(target, lambda aside: Path(aside).write_text("new"))
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]
