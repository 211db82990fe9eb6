"""Signals at moments where a run cannot be left as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from slakit import scratch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

HEARD = "import os, signal, sys; signal.signal(signal.SIGTERM, signal.SIG_DFL); sys.argv[0] = 'slakit'\n"


def run(code: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A program of its own in `folder`, run to its end."""
    return subprocess.run(
        [sys.executable, "-c", HEARD + code], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_an_import_is_finished_before_a_signal_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "native.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGTERM)\ntime.sleep(0.2)\nprint('made')\n"
    )
    code = """
import time
from slakit.cli import signals
try:
    with signals.handled():
        import native
        time.sleep(20)
        print("never")
except signals.Stopped:
    print("stopped by", signals.received())
"""
    ended = run(code, tmp_path)
    assert ended.stdout == "made\nstopped by 15\n"
    assert ended.stderr == ""


def test_a_signal_that_the_interpreter_ignores_comes_again(tmp_path: Path) -> None:
    code = """
import time
from slakit.cli import signals
class Left:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)
try:
    with signals.handled():
        Left()
        time.sleep(20)
        print("never")
except signals.Stopped:
    print("stopped by", signals.received())
"""
    ended = run(code, tmp_path)
    assert (ended.stdout, ended.stderr) == ("stopped by 15\n", "")


def test_a_second_signal_while_the_first_ends_the_run_changes_nothing(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from slakit import scratch
from slakit.cli import signals
closed, close = [], os.close
def closing(descriptor):
    close(descriptor)
    closed.append(descriptor)
    os.kill(os.getpid(), signal.SIGTERM)
os.close = closing
try:
    with signals.handled(), scratch.folder(Path.cwd()):
        os.kill(os.getpid(), signal.SIGTERM)
except signals.Stopped:
    signals.hold()
    scratch.discard_all()
    print(len(closed), "closed,", len(os.listdir()), "left")
"""
    ended = run(code, tmp_path)
    assert ended.stdout == "1 closed, 0 left\n"
    assert ended.stderr == ""


def test_a_stopped_run_does_not_take_apart_what_was_cut_short(tmp_path: Path) -> None:
    code = """
from slakit.cli import entry
class Part:
    def __del__(self):
        print("taken apart")
def cut_short(given):
    entry.kept = Part()
    os.kill(os.getpid(), signal.SIGTERM)
entry.slakit.main = lambda **_: cut_short(_)
print("said before", end="")
entry.run()
"""
    ended = run(code, tmp_path)
    assert ended.returncode == 143
    assert (ended.stdout, ended.stderr) == ("said before", "slakit: terminated\n")


def test_an_engine_that_hangs_is_given_up(tmp_path: Path) -> None:
    code = """
import ctypes, threading
from pathlib import Path
from slakit import scratch
from slakit.cli import entry, signals
signals._PATIENCE = 0.2
class Engine:
    def interrupt(self):
        pass
def hang(given):
    library, lock = ctypes.CDLL(None), ctypes.create_string_buffer(128)
    library.pthread_mutex_init(lock, None)
    with signals.interrupting(Engine()), scratch.folder(Path.cwd()):
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()
        library.pthread_mutex_lock(lock)
        library.pthread_mutex_lock(lock)  # for ever, whatever signal comes
entry.slakit.main = lambda **_: hang(_)
entry.run()
"""
    ended = run(code, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (143, "", "slakit: terminated\n")
    assert not list(tmp_path.iterdir())


def test_only_a_process_of_our_own_is_ended_when_the_engine_hangs(tmp_path: Path) -> None:
    code = """
import time
from slakit.cli import entry, signals
signals._PATIENCE = 0.1
class Engine:
    def interrupt(self):
        pass
def slow(given):
    with signals.interrupting(Engine()):
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            time.sleep(0.5)
entry.slakit.main = lambda **_: slow(_)
print("ended with", entry.run(["evaluate"]))
"""
    ended = run(code, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "ended with 143\n", "slakit: terminated\n")


def test_what_a_stopped_run_leaves_half_done_is_not_complained_of(tmp_path: Path) -> None:
    code = """
from slakit.cli import signals
class Half:
    def __del__(self):
        raise RuntimeError("already closed")
try:
    with signals.handled():
        Half()
        half = Half()
        os.kill(os.getpid(), signal.SIGTERM)
        print("never")
except signals.Stopped:
    pass
with signals.handled():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except signals.Stopped:
        half = None
    print("stopped by", signals.received())
"""
    ended = run(code, tmp_path)
    assert ended.stdout == "stopped by 15\n"
    assert ended.stderr.count("already closed") == 1


def test_ctrl_c_while_starting_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    code = "signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom slakit.cli import main\nmain()\n"
    ended = run("sys.path.insert(0, '.')\n" + code, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-2, "", "")


def test_a_folder_that_was_begun_when_a_signal_came_is_discarded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(BaseException):
        pass

    def opened(*_: object) -> int:
        raise Stop

    monkeypatch.setattr("os.open", opened)
    with pytest.raises(Stop), scratch.folder(tmp_path):
        pass
    monkeypatch.undo()
    assert len(list(tmp_path.iterdir())) == 1
    scratch.discard_all()
    assert not list(tmp_path.iterdir())
