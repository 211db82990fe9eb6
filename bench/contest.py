"""A job at a size: the log, the rounds in which its contenders take turns, and the comparison of their verdicts."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from cost import Cost, Limits, Stopped, run
from jobs import FLOOR, HERE, SLAKIT, Contender, Job
from results import Entry, number

CHECKED = "13K"
"""The size at which everything is run once before it is measured."""
Tell = Callable[[str], None]


def log_of(job: Job, size: str, folder: Path) -> dict[str, str]:
    """The job's log of that size in the folder, made if it is not there, and the roster, if it has one."""
    kind = "reference" if job.reference else "two"
    log, people = folder / f"{kind}-{size}.parquet", folder / "people.csv"
    if not log.exists() or (job.reference and not people.exists()):
        made = log.with_suffix(".part")
        command = [sys.executable, str(HERE / "make_log.py"), str(number(size)), str(made)]
        subprocess.run([*command, *(("--reference", str(people)) if job.reference else ())], check=True)
        made.rename(log)
    with log.open("rb") as file:  # so that no contender is the first to read it
        while file.read(1 << 24):
            pass
    return {"LOG": str(log), "PEOPLE": str(people)}


def taking_part(job: Job, size: str, only: Sequence[str] = ()) -> tuple[list[Contender], dict[str, str]]:
    """Who runs at that size, and who does not, with the reason."""
    asked = [one for one in job.contenders if (not only or one.name in only) and one.smallest <= number(size)]
    out = {one.name: one.missing() for one in asked if one.missing()}
    return [one for one in asked if one.name not in out], out


def check(job: Job, folder: Path, only: Sequence[str], tell: Tell) -> dict[str, str]:
    """Run every contender on a small log, uncounted; who failed or has other verdicts than slakit, with the reason."""
    contenders, _ = taking_part(job, CHECKED, only)
    places = log_of(job, CHECKED, folder)
    with tempfile.TemporaryDirectory(dir=folder) as temp:
        costs = [(one, _turn(one, job, places, Path(temp), Limits(seconds=120))) for one in contenders]
        failed = {one.name: cost.why for one, cost in costs if isinstance(cost, Stopped)}
        failed |= _different(job, [one.name for one in contenders if one.name not in failed], Path(temp))
    for one in contenders:
        tell(f"{job.name} {CHECKED}: {one.name}: {failed.get(one.name, 'ok')}")
    return failed


def measure(
    job: Job,
    blank: Entry,
    *,
    runs: int,
    folder: Path,
    limits: Limits,
    only: Sequence[str],
    save: Callable[[Entry], None],
    tell: Tell,
) -> Entry:
    """`runs` rounds of all contenders in turn, `blank` filled in; saved after every round.

    One that is over a limit, fails, or has other verdicts in its first round is left out of the next.
    """
    places = log_of(job, blank.size, folder)
    contenders, stopped = taking_part(job, blank.size, only)
    rounds: dict[str, list[Cost]] = {one.name: [] for one in contenders}
    entry = blank
    for turn in range(runs):
        with tempfile.TemporaryDirectory(dir=folder) as temp:
            for one in [one for one in contenders if one.name not in stopped]:
                cost = _turn(one, job, places, Path(temp), limits)
                tell(f"{job.name} {blank.size}: round {turn + 1} of {runs}: {one.name}: {_said(cost)}")
                if isinstance(cost, Stopped):
                    stopped[one.name] = cost.why
                else:
                    rounds[one.name].append(cost)
                if not job.compared:  # the disk need not hold all of them at once
                    (Path(temp) / f"{one.name}{job.ending}").unlink(missing_ok=True)
            if turn == 0:
                stopped |= _different(job, [name for name in rounds if name not in stopped], Path(temp))
        entry = replace(
            blank, rounds={name: costs for name, costs in rounds.items() if name not in stopped}, stopped=dict(stopped)
        )
        save(entry)
    return entry


def _turn(one: Contender, job: Job, places: dict[str, str], temp: Path, limits: Limits) -> Cost | Stopped:
    out = temp / f"{one.name}{job.ending}"
    command = one.filled({**places, "OUT": str(out), "TEMP": str(temp)})
    return run(command, allowed=one.allowed, limits=limits)


def _different(job: Job, names: Sequence[str], temp: Path) -> dict[str, str]:
    """Those who wrote something else than slakit, of the contenders that write verdicts."""
    ours = temp / f"{SLAKIT}{job.ending}"
    found: dict[str, str] = {}
    for name in names if SLAKIT in names else ():
        theirs = temp / f"{name}{job.ending}"
        if job.compared and name not in (SLAKIT, FLOOR):
            found |= _other_rows(name, ours, theirs)
    return found


def _other_rows(name: str, ours: Path, theirs: Path) -> dict[str, str]:
    """The difference, if there is one; found by another process, lest this one grow and with it its children's peak."""
    command = [sys.executable, str(HERE / "same_rows.py"), str(ours), str(theirs)]
    done = subprocess.run(command, capture_output=True, text=True)
    return {name: f"other verdicts than slakit's: {done.stdout.strip() or 'unreadable'}"} if done.returncode else {}


def _said(cost: Cost | Stopped) -> str:
    if isinstance(cost, Stopped):
        return cost.why
    return f"CPU {cost.cpu:.2f} s, wall {cost.wall:.2f} s, peak {cost.peak:.0f} MB"
