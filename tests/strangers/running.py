"""A case of strangers' input: the command that meets it, run under limits, and what is wrong with how that went."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.formats.hostile import steers

CPU_SECONDS = 2.0
PEAK_BYTES = 500_000_000
"""What every case may take."""
LOOP_SECONDS = 0.022
"""What the loop of `limited.calibrated` takes on a machine that has nothing else to do."""
MOST_SLOWNESS = 4.0

_HARD_SECONDS = 30
_HARD_SPACE = 8_000_000_000
"""Limits of the process: address space that is only reserved counts, threads and the engine reserve much."""
_LIMITED = Path(__file__).with_name("limited.py")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A command in the folder that a case has filled: `slakit` and `arguments`, and what must come of it.

    `code` is the exit code, or those that are right. `says` must each stand in what it prints (both streams),
    `silent` must not.
    """

    arguments: Sequence[str]
    code: int | tuple[int, ...] = 1
    says: Sequence[str] = ()
    silent: Sequence[str] = ()
    stdin: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a run ended: exit code (negative: the signal), CPU seconds as on a quiet machine, peak bytes, the streams."""

    code: int
    cpu: float
    peak: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Both streams; what is not UTF-8 shows as a lone surrogate."""
        return (self.out + self.err).decode("utf-8", errors="surrogateescape")


def run(arguments: Sequence[str], folder: Path, stdin: bytes = b"") -> Ran:
    """Run `slakit` in `folder` as a process of its own under limits."""
    with tempfile.TemporaryDirectory(prefix="slakit-strangers-") as aside:
        report = Path(aside) / "report.json"
        out, err = Path(aside) / "out", Path(aside) / "err"
        limits = (str(_HARD_SECONDS), str(_HARD_SPACE), str(CPU_SECONDS))
        command = [sys.executable, "-S", "-E", str(_LIMITED), *limits, str(report)]
        command += [sys.executable, "-m", "slakit", *arguments]
        with out.open("wb") as to_out, err.open("wb") as to_err:
            ended = subprocess.run(
                command, cwd=folder, env=_environment(), input=stdin, stdout=to_out, stderr=to_err, check=False
            )
        if ended.returncode:
            raise AssertionError(f"the run could not be watched: {err.read_text(errors='replace')}")
        found = json.loads(report.read_text())
        slowness = min(MOST_SLOWNESS, max(1.0, (found["loop"] or 0) / LOOP_SECONDS))
        return Ran(
            code=found["code"],
            cpu=found["cpu"] / slowness,
            peak=found["peak"],
            out=out.read_bytes(),
            err=err.read_bytes(),
        )


def wrong(case: Case, ran: Ran) -> list[str]:
    """Everything about a run that is not as it should be."""
    codes = (case.code,) if isinstance(case.code, int) else case.code
    found = [] if ran.code in codes else [f"exit code {ran.code} instead of {case.code}"]
    for sign in ("Traceback", "internal error"):
        if sign in ran.text:
            found.append(f"it printed {sign!r}: {_around(ran.text, sign)}")
    if acting := steers(ran.text):
        found.append(f"it printed what a terminal acts on, or not UTF-8: {sorted(acting)!r}")
    found += [f"it does not say {part!r}" for part in case.says if part not in ran.text]
    found += [f"it says {part!r}" for part in case.silent if part in ran.text]
    if ran.cpu > CPU_SECONDS:
        found.append(f"it took {ran.cpu:.2f} s of CPU")
    if ran.peak > PEAK_BYTES:
        found.append(f"it took {ran.peak / 1e6:.0f} MB")
    if found and len(ran.text) < 4_000:
        found.append(f"it printed: {ran.text}")
    elif found:
        found.append(f"it printed {len(ran.text):,} characters: {ran.text[:600]} … {ran.text[-600:]}")
    return found


def judged(case: Case, folder: Path) -> tuple[Ran, list[str]]:
    """Run a case; one that took too long is run again, for a busy machine has slow moments."""
    ran = run(case.arguments, folder, case.stdin)
    for _ in range(2):
        if ran.cpu <= CPU_SECONDS:
            break
        ran = run(case.arguments, folder, case.stdin)
    return ran, wrong(case, ran)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLAKIT_", "GITHUB_"))}
    return {**kept, "NO_COLOR": "1", "TZ": "UTC"}


def _around(text: str, sign: str) -> str:
    begin = text.index(sign)
    return text[begin : begin + 2_000]
