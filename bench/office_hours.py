"""The office hours of two_commitments.yaml as every hand-written contender needs them: whole seconds of UTC, 2027.

Each program that compares itself with slakit would have to write this once; that part is not what differs.
"""

from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
HOURS = {**dict.fromkeys(range(4), ((9, 0, 12, 30), (13, 30, 17, 30))), 4: ((9, 0, 16, 0),)}
HOLIDAYS = {date(2027, 1, 18), date(2027, 5, 31)}
TARGET = 6 * 3600
"""Six business hours, in seconds."""
WINDOW = 12 * 86_400
"""Twelve days, in seconds."""
SPACING = 4 * 3600
"""What lies at least between two attempts that count, in seconds."""
FIRST, LAST = date(2026, 12, 30), date(2028, 1, 14)


def intervals() -> list[tuple[int, int]]:
    """Every stretch of open time, `[opens, closes)`, in order."""
    found = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        for h1, m1, h2, m2 in () if day in HOLIDAYS else HOURS.get(day.weekday(), ()):
            opens = datetime(day.year, day.month, day.day, h1, m1, tzinfo=ZONE)
            closes = datetime(day.year, day.month, day.day, h2, m2, tzinfo=ZONE)
            found.append((int(opens.timestamp()), int(closes.timestamp())))
    return found


def opened_before() -> list[int]:
    """For each of `intervals()`, the open seconds of all before it."""
    return [0, *accumulate(closes - opens for opens, closes in intervals())][:-1]


def clock() -> list[tuple[int, int, int, int, int]]:
    """`(hour, from, until, open_before, is_open)`: the open time up to any instant, found by its UTC hour."""
    rows: list[tuple[int, int, int, int, int]] = []
    at = intervals()[0][0] - 86_400
    for (opens, closes), before in zip(intervals(), opened_before(), strict=True):
        rows += ((hour, start, end, before, 0) for hour, start, end in _hours(at, opens))
        rows += ((hour, start, end, before + start - opens, 1) for hour, start, end in _hours(opens, closes))
        at = closes
    return rows


def opening() -> list[tuple[int, int, int, int]]:
    """`(hour, from, until, instant)`: the instant at which the open time came to `from`, found by its hour."""
    return [
        (hour, start, end, opens + start - before)
        for (opens, closes), before in zip(intervals(), opened_before(), strict=True)
        for hour, start, end in _hours(before, before + closes - opens)
    ]


def _hours(start: int, end: int) -> list[tuple[int, int, int]]:
    """`[start, end)` cut at full hours, each with its number."""
    cuts = [start, *range((start // 3600 + 1) * 3600, end, 3600), end]
    return [(a // 3600, a, b) for a, b in pairwise(cuts) if a < b]
