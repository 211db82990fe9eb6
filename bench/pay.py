"""What a year's pay of a large company costs: `slakit pay` as a whole process.

`python bench/pay.py --logs FOLDER [--events 10000000] [--people 5000]` makes the log and the roster there unless they
are there, pays everybody for the twelve months of 2027 by bench/pay.yaml, and prints CPU seconds (user and system), seconds on
the clock and peak memory; it ends with 1 above two minutes of CPU.
"""

import argparse
import csv
import sys
from datetime import date, timedelta
from pathlib import Path

from cost import Stopped, run
from make_log import make_reference

HERE = Path(__file__).parent
LIMIT = 120.0
"""Seconds of CPU that are allowed."""
TEAM = 25
"""Reps under one manager."""


def files(folder: Path, events: int, people: int) -> tuple[Path, Path]:
    """The log of so many events and the roster of so many people, made if they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    log, roster = folder / f"pay-{events}-{people}.parquet", folder / f"pay-{people}.csv"
    reps = people - people // (TEAM + 1)
    if not log.exists():
        make_reference(events, log, roster, reps)
    with roster.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("person", "party", "role", "manager", "from", "through"))
        for number in range(reps):
            writer.writerow((f"rep{number}", "sales", "rep", f"manager{number // TEAM}", *stay(number)))
        managers = range(people - reps)
        writer.writerows((f"manager{number}", "sales", "manager", "", "2026-01-01", "") for number in managers)
    return log, roster


def stay(number: int) -> tuple[str, str]:
    """From when until when a rep is there: a tenth join during the year, as many leave."""
    day = date(2027, 1, 1) + timedelta(days=number * 7919 % 330)
    if number % 10 == 3:
        return day.isoformat(), ""
    return "2026-01-01", day.isoformat() if number % 10 == 7 else ""


def main() -> int:
    """Make what is missing, pay, and say what it cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logs", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--period", default="2027")
    parser.add_argument("--format", default="csv")
    options = parser.parse_args()
    log, roster = files(options.logs, options.events, options.people)
    command = [sys.executable, "-m", "slakit", "pay", str(HERE / "pay.yaml"), "--events", str(log)]
    command += ["--people", str(roster), "--period", options.period, "--format", options.format]
    cost = run(command)
    if isinstance(cost, Stopped):
        sys.exit(cost.why)
    print(f"pay of {options.people:,} people for {options.period} from {options.events:,} events:")
    print(f"CPU {cost.cpu:.1f} s (at most {LIMIT:g})   wall {cost.wall:.1f} s   peak {cost.peak:,.0f} MB")
    return int(cost.cpu > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
