"""The instants at which local dates begin."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from slakit.calendars import BusinessTime


def day_starts(timezone: str, days: Iterable[date]) -> dict[date, int]:
    """The first instant (epoch seconds) on or after each local date; a date that was skipped begins with the next."""
    wanted = sorted(set(days))
    if not wanted:
        return {}
    last = wanted[-1] + timedelta(days=2)
    begun: dict[int, int] = {}
    for start, _, day in BusinessTime.over(None, timezone=timezone, first=wanted[0], last=last).intervals:
        begun.setdefault(day, start)
    ordinals = sorted(begun)
    return {day: begun[ordinals[bisect_left(ordinals, day.toordinal())]] for day in wanted}


def utc_text(at: int) -> str:
    """Epoch seconds as the outcomes spell an instant: `2027-03-31T21:00:00Z`."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


def epoch(text: str) -> int:
    """The epoch seconds of an instant as the outcomes spell it."""
    return int((datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
