"""What a process costs, and what ends it."""

import subprocess
import sys
from pathlib import Path

import cost
import pytest
from cost import Cost, Limits, Stopped, run


def python(program: str, *, allowed: tuple[int, ...] = (0,), limits: Limits | None = None) -> Cost | Stopped:
    """Run a program of one line."""
    return run([sys.executable, "-c", program], allowed=allowed, limits=limits)


BUSY = "import time; kept = bytearray(200_000_000)\nwhile time.process_time() < 0.2: pass"


def test_cpu_and_memory_are_counted() -> None:
    """Asked in a process of its own, for that of the tests may be larger than what is measured."""
    asked = (
        f"import sys; from cost import run; cost = run([sys.executable, '-c', {BUSY!r}]); print(cost.peak, cost.cpu)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, encoding="utf-8", check=True, cwd=Path(cost.__file__).parent
    )
    peak, cpu = (float(figure) for figure in done.stdout.split())
    assert cpu >= 0.2
    assert 200 <= peak < 400


def test_children_are_counted() -> None:
    inner = "import time\\nwhile time.process_time() < 0.3: pass"
    found = python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{inner}'])")
    assert isinstance(found, Cost)
    assert found.cpu >= 0.3


def test_waiting_is_no_cpu() -> None:
    found = python("import time; time.sleep(0.5)")
    assert isinstance(found, Cost)
    assert found.wall - found.cpu >= 0.4


@pytest.mark.parametrize(("code", "allowed"), [(0, (0,)), (1, (0, 1))])
def test_what_it_may_exit_with(code: int, allowed: tuple[int, ...]) -> None:
    assert isinstance(python(f"raise SystemExit({code})", allowed=allowed), Cost)


def test_a_failure_is_told_by_its_last_line() -> None:
    assert python("raise ValueError('no log')") == Stopped(why="failed with 1: ValueError: no log")


def test_a_run_over_its_time_is_ended() -> None:
    assert python("import time; time.sleep(60)", limits=Limits(seconds=0.3)) == Stopped(why="over 0.3 s")


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_a_run_over_its_memory_is_ended() -> None:
    stopped = python("import time; kept = b'x' * 300_000_000; time.sleep(60)", limits=Limits(memory=2e8))
    assert isinstance(stopped, Stopped)
    assert stopped.why.startswith("over 0.2 GB after ")
