"""What one run of a process costs, and the limits within which it may run."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_COMPILED = tempfile.TemporaryDirectory(prefix="slakit-bench-")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.004
"""Seconds between two looks at a running process: what `wall` may be too long by."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """CPU seconds (user and system, its children's included), seconds on the clock, and peak memory in MB (10^6)."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """A run without a result: over a limit, or failed. `why` says which, to stand in a table."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many seconds on the clock and how many bytes of memory a process may take."""

    seconds: float = 3600
    memory: float = float("inf")


def run(command: Sequence[str], *, allowed: Sequence[int] = (0,), limits: Limits | None = None) -> Cost | Stopped:
    """Run a command to its end, its output thrown away, and say what it cost.

    The system counts the caller's own memory into the peak of what it starts: call this from a small process.
    Modules are compiled once and kept, as in an installed package; a first, uncounted run does it.
    """
    limits = limits or Limits()
    began = time.monotonic()
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=_environment()) as process,
    ):
        over = ""
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            over = over or _over(process.pid, time.monotonic() - began, limits)
            if over:
                process.kill()
            time.sleep(_EVERY)
        wall = time.monotonic() - began
        _, status, usage = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        if over:
            return Stopped(why=over)
        if process.returncode not in allowed:
            return Stopped(why=f"failed with {process.returncode}: {_last_line(errors)}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall, peak=usage.ru_maxrss * 1024 / 1e6)


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": _COMPILED.name}


def _over(process: int, seconds: float, limits: Limits) -> str:
    if seconds > limits.seconds:
        return f"over {limits.seconds:g} s"
    if limits.memory < float("inf") and _resident(process) > limits.memory:
        return f"over {limits.memory / 1e9:g} GB after {seconds:.0f} s"
    return ""


def _resident(process: int) -> int:
    """The memory that a process holds now; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
