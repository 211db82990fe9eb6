"""Folders without room: what is said names them, and nothing is left in them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.robustness.kills import AGREEMENT, make_log

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="mounts and limits of POSIX")
SLAKIT = (sys.executable, "-m", "slakit")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only root may mount a small file system")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    make_log(tmp_path / "log.csv", 20_000)
    return ["evaluate", str(tmp_path / "agreement.yaml"), "--events", str(tmp_path / "log.csv")]


def run(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    command, environ = [*SLAKIT, *arguments], {**os.environ, **environment}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_outcomes_on_a_full_disk(suffix: str, small: Path, inputs: list[str]) -> None:
    target = small / f"outcomes.{suffix}"
    (small / "ballast").write_bytes(bytes(1_000_000))
    ended = run([*inputs, "--outcomes", str(target)])
    assert ended.returncode == 2
    advice = f"No space left on device: free space in {small} or write to another disk"
    assert ended.stderr == f"Error: {target} cannot be written: {advice}\n"
    assert [path.name for path in small.iterdir()] == ["ballast"]


def test_an_old_file_on_a_full_disk_stays(small: Path, inputs: list[str]) -> None:
    target = small / "outcomes.csv"
    target.write_bytes(b"old" * 200_000)
    assert run([*inputs, "--outcomes", str(target)]).returncode == 2
    assert target.read_bytes() == b"old" * 200_000
    assert list(small.iterdir()) == [target]


def test_standard_input_in_a_full_temporary_folder(small: Path, inputs: list[str], tmp_path: Path) -> None:
    (small / "ballast").write_bytes(bytes(900_000))
    command = [*SLAKIT, *inputs[:-1], "-", "--temp-dir", str(small)]
    with (tmp_path / "log.csv").open("rb") as log:
        ended = subprocess.run(command, stdin=log, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == (
        f"Error: temporary files cannot be written in {small}: No space left on device: free space there, or name"
        " another folder with --temp-dir (or TMPDIR)\n"
    )
    assert [path.name for path in small.iterdir()] == ["ballast"]


def test_a_temporary_folder_too_small_to_spill_into(small: Path) -> None:
    code = """
import sys, duckdb
from slakit.engine.memory import Resources, shortage
with Resources(memory=200_000_000, temp_dir=sys.argv[1]).folder() as folder:
    with duckdb.connect() as connection:
        Resources(memory=200_000_000).configure(connection, folder)
        connection.execute(f"SET max_temp_directory_size = '{sys.argv[2]}'")
        try:
            connection.execute("CREATE TABLE t AS SELECT hash(i) AS h, i FROM range(40000000) AS r(i)")
        except duckdb.Error as error:
            print(shortage(error, folder))
"""
    for size in ("500KB", "10GB"):  # what the engine allows itself runs out, or the disk does
        ended = subprocess.run([sys.executable, "-c", code, small, size], capture_output=True, text=True, check=True)
        assert ended.stdout == f"temporary files cannot be written in {small}: No space left on device\n"
        assert not list(small.iterdir())


def test_a_limit_on_the_size_of_files(tmp_path: Path, inputs: list[str]) -> None:
    target = tmp_path / "outcomes.parquet"
    command = [*SLAKIT, *inputs, "--outcomes", str(target)]
    code = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    code += "; os.execv(sys.argv[1], sys.argv[1:])"
    ended = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == f"Error: {target} cannot be written: File too large\n"
    assert not target.exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".slakit-")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--memory", "lots"], "--memory: 'lots' is not a size; write for example 500MB, 2GB or 1.5GiB"),
        (["--memory", "0"], "--memory: '0' is not a size"),
        (["--memory", "-1"], "--memory: '-1' is not a size"),
        (["--memory", "20MB"], "--memory: '20MB' is too little; give at least 200 MB"),
        (["--temp-dir", "no/such"], "no/such: No such file or directory: name a folder that can be written"),
        (["--temp-dir", "agreement.yaml"], "agreement.yaml: Not a directory: name a folder that can be written"),
    ],
)
def test_what_cannot_be_used_is_refused(
    arguments: list[str], said: str, inputs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run([*inputs, *arguments])
    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
