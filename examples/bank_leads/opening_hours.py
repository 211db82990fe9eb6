"""Infer the bank's opening hours from the instants at which a named person started a piece of work.

    python opening_hours.py bpic2012_events.csv.gz

A quarter of an hour of a weekday counts as open if at least half as many starts fall into it as into the
median quarter of that weekday. Prints, per weekday, the open span, how much of the work falls into it, and
every date whose first start is late or whose last start is early for its weekday (candidates for an exception).
"""

import csv
import gzip
import sys
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUARTER = 15


def starts(log: Path) -> list[datetime]:
    """Local instants of the rows where a person (not the system) started work."""
    with gzip.open(log, "rt", encoding="utf-8", newline="") as text:
        return [
            datetime.fromisoformat(row["timestamp"]).astimezone(ZONE)
            for row in csv.DictReader(text)
            if row["lifecycle"] == "START" and row["actor"]
        ]


def minute(instant: datetime) -> int:
    return instant.hour * 60 + instant.minute


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def describe(weekday: int, instants: list[datetime]) -> tuple[int, int]:
    """Print one weekday's hours; return them as minutes of the day."""
    quarters = Counter(minute(at) // QUARTER * QUARTER for at in instants)
    typical = median(quarters.values())
    busy = sorted(quarter for quarter, count in quarters.items() if count >= typical / 2)
    opens, closes = busy[0], busy[-1] + QUARTER
    inside = sum(opens <= minute(at) < closes for at in instants)
    days = len({at.date() for at in instants})
    print(
        f"{DAYS[weekday]}  {clock(opens)}-{clock(closes)}  {inside:6} of {len(instants):6} starts inside, "
        f"on {days} dates, median quarter {typical:g}"
    )
    return opens, closes


def exceptions(weekday: int, instants: list[datetime], opens: int, closes: int) -> None:
    """Print the dates that start an hour late or end an hour early."""
    by_date: dict[date, list[int]] = defaultdict(list)
    for at in instants:
        by_date[at.date()].append(minute(at))
    for day, minutes in sorted(by_date.items()):
        if min(minutes) >= opens + 60 or max(minutes) < closes - 60:
            print(f"     {DAYS[weekday]} {day}: {clock(min(minutes))}-{clock(max(minutes))}, {len(minutes)} starts")


def main(log: Path) -> None:
    by_weekday: dict[int, list[datetime]] = defaultdict(list)
    for at in starts(log):
        by_weekday[at.weekday()].append(at)
    for weekday in range(6):
        opens, closes = describe(weekday, by_weekday[weekday])
        exceptions(weekday, by_weekday[weekday], opens, closes)
    print(f"sun  closed: {len(by_weekday[6])} starts on {len({at.date() for at in by_weekday[6]})} dates")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
