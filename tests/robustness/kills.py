"""Runs of `evaluate` killed at random moments: the file under the final name is the old one, the new one, or none."""

import hashlib
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

AGREEMENT = """\
apiVersion: slakit/v1
kind: Agreement
metadata: {name: kills, title: Kills, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: America/New_York}
parties: {sales: {title: Sales}}
calendars: {business: {timezone: America/New_York, hours: {mon-fri: ["09:00-17:00"]}}}
events: {handoff: {event: assigned}, attempt: {event: call}}
responses: {first_attempt: {by: sales, starts: handoff, stops: attempt, within: 6 business hours}}
cadences: {persistence: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 2}, within: 5 days}}
"""
WORDS = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated", signal.SIGHUP: "hung up"}
OLD = b"what was there before\n"


@dataclass
class Report:
    """What was found under the final name after each kill, and everything that was wrong."""

    found: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str) -> None:
        """One more kill after which `what` was there."""
        self.found[what] = self.found.get(what, 0) + 1


def make_log(path: Path, leads: int) -> None:
    """A CSV log of three rows per lead, the same every time."""
    begin, rows = datetime(2027, 1, 4, 14, tzinfo=UTC), ["lead_id,event,at,owner\n"]
    for lead in range(leads):
        started = begin + timedelta(minutes=lead % 200_000)
        for event, minutes in (("assigned", 0), ("call", 7 * (lead % 400)), ("call", 11 * (lead % 900))):
            rows.append(f"L{lead},{event},{started + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ},rep{lead % 9}\n")
    path.write_text("".join(rows), encoding="utf-8")


class Killing:
    """A command, its right result and how long it takes; then runs of it that are killed."""

    def __init__(self, folder: Path, *, leads: int, suffix: str = "csv") -> None:
        (folder / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
        make_log(folder / "log.csv", leads)
        self.outputs, self.temporary = folder / "out", folder / "temporary"
        self.outputs.mkdir()
        self.temporary.mkdir()
        self.target = self.outputs / f"outcomes.{suffix}"
        self.command = [sys.executable, "-m", "slakit", "evaluate", str(folder / "agreement.yaml"), "--events"]
        self.command += [str(folder / "log.csv"), "--outcomes", str(self.target), "--temp-dir", str(self.temporary)]
        self.command += ["--memory", "200MB"]
        self.takes = 0.0
        self._finish()
        self.right = _digest(self.target)

    def kill(self, number: signal.Signals, delay: float, *, before: bytes | None, report: Report) -> None:
        """Run, kill after `delay` seconds, look; then run to the end and look again."""
        self.target.unlink(missing_ok=True)
        if before is not None:
            self.target.write_bytes(before)
        with subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            time.sleep(delay)
            process.send_signal(number)
            _, said = process.communicate(timeout=120)
        when = f"{number.name} after {delay:.3f} s"
        report.count(self._found(before, when, report))
        if number is not signal.SIGKILL:
            self._look_at_ending(process.returncode, number, said, when, report)
            if left := self.litter():
                report.wrong.append(f"{when}: left {left}")
        self._finish()
        if _digest(self.target) != self.right:
            report.wrong.append(f"{when}: the next run's file is not right")
        if left := self.litter():
            report.wrong.append(f"{when}: the next run left {left}")

    def litter(self) -> list[str]:
        """What is in the folders beside the file."""
        return [
            str(path) for place in (self.outputs, self.temporary) for path in place.iterdir() if path != self.target
        ]

    def _found(self, before: bytes | None, when: str, report: Report) -> str:
        if not self.target.exists():
            if before is not None:
                report.wrong.append(f"{when}: the old file is gone")
            return "nothing"
        if _digest(self.target) == self.right:
            return "the new file"
        if before is not None and self.target.read_bytes() == before:
            return "the old file"
        report.wrong.append(f"{when}: a file of {self.target.stat().st_size} bytes that is neither")
        return "something else"

    def _look_at_ending(self, code: int, number: signal.Signals, said: str, when: str, report: Report) -> None:
        """Stopped with its code and one line, too early to be handled, or done by then."""
        finished = code in (0, 1)
        if code == 128 + number and not said.endswith(f"slakit: {WORDS[number]}\n"):
            report.wrong.append(f"{when}: said {said!r}")
        if code != 128 + number and code != -number and not finished:
            report.wrong.append(f"{when}: exit code {code}, said {said!r}")

    def _finish(self) -> None:
        """Run to the end, and note how long it takes now."""
        started = time.monotonic()
        ended = subprocess.run(self.command, capture_output=True, text=True, check=False)
        if ended.returncode not in (0, 1):
            raise AssertionError(f"an undisturbed run failed with {ended.returncode}: {ended.stderr}")
        self.takes = time.monotonic() - started


def kill_often(folder: Path, *, times: int, leads: int, seed: int) -> Report:
    """`times` kills, SIGKILL and SIGINT in turn, spread over the run; every second pair finds an older file."""
    killing, report, chance = Killing(folder, leads=leads), Report(), random.Random(seed)  # noqa: S311
    for number in range(times):
        which = (signal.SIGKILL, signal.SIGINT)[number % 2]
        delay = killing.takes * chance.uniform(0.02, 0.9)
        killing.kill(which, delay, before=OLD if number // 2 % 2 else None, report=report)
    return report


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
