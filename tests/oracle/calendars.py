"""Calendars: which instants are open, and when a duration that starts at an instant is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

import holidays

from tests.oracle.quantities import Duration
from tests.oracle.zone import DAY, FIRST, day_number, local_date, stretches

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LIMIT = 4000  # days; a deadline further off is refused by validation

Interval = tuple[int, int]
"""Seconds of a local day, from and (exclusive) to; a close beyond 24:00 reaches into the next date."""


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Weekly hours, holidays and overrides in one zone."""

    zone: str
    weekly: Mapping[int, Sequence[Interval]]
    holidays: "Holidays"
    overrides: Mapping[date, Sequence[Interval]]
    _pieces: dict[int, list[tuple[int, int, date]]] = field(default_factory=dict, compare=False)

    def own_intervals(self, day: date) -> Sequence[Interval]:
        """What is written for the date, holiday or not: its override, else its weekday's hours."""
        return self.overrides.get(day, self.weekly.get(day.weekday(), ()))

    def hours(self, day: date) -> list[Interval]:
        """The open seconds of a local date: disjoint, in order, within 0 and 86400."""
        if day not in self.overrides and day in self.holidays:
            return []
        found = [(start, min(end, DAY)) for start, end in self.own_intervals(day)]
        if day not in self.overrides:  # the night that began the day before, even on a holiday
            eve = self.own_intervals(day - timedelta(days=1))
            found += [(0, end - DAY) for _, end in eve if end > DAY]
        return united(found)

    def pieces(self, utc_day: int) -> list[tuple[int, int, date]]:
        """The open stretches of a UTC day, in order: first instant, end, local date."""
        if utc_day not in self._pieces:
            found = []
            for start, end, ahead in stretches(self.zone, utc_day):
                for number in range((start + ahead) // DAY, (end - 1 + ahead) // DAY + 1):
                    day = FIRST + timedelta(days=number)
                    for opens, closes in self.hours(day):
                        low = max(start, number * DAY + opens - ahead)
                        high = min(end, number * DAY + closes - ahead)
                        if low < high:
                            found.append((low, high, day))
            self._pieces[utc_day] = found
        return self._pieces[utc_day]

    def is_open(self, at: int) -> bool:
        """Whether the calendar is open at the instant."""
        return any(low <= at < high for low, high, _ in self.pieces(at // DAY))

    def open_seconds(self, start: int, end: int) -> int:
        """The open time from one instant to another."""
        return sum(
            max(0, min(high, end) - max(low, start))
            for utc_day in range(start // DAY, end // DAY + 1)
            for low, high, _ in self.pieces(utc_day)
        )

    def last_close(self, day: date) -> int | None:
        """The end of the date's last open stretch; None if it has no open time."""
        number = day_number(day)
        ends = [
            high
            for utc_day in range(number - 2, number + 3)
            for _, high, its_day in self.pieces(utc_day)
            if its_day == day
        ]
        return max(ends, default=None)

    def after_open_seconds(self, start: int, seconds: int) -> int:
        """The earliest instant by which the open time since `start` adds up to `seconds`."""
        if seconds <= 0:
            return start
        left = seconds
        for utc_day in range(start // DAY, start // DAY + LIMIT):
            for low, high, _ in self.pieces(utc_day):
                low = max(low, start)
                if high > low:
                    if left <= high - low:
                        return low + left
                    left -= high - low
        raise ValueError("the deadline is more than ten years off")

    def deadline(self, start: int, target: Duration) -> int:
        """The deadline of a duration that starts at the instant."""
        if target.business_time:
            return self.after_open_seconds(start, target.seconds)
        if not target.business_days:
            return start + target.seconds
        today, left = local_date(self.zone, start), target.count
        for days in count(1):
            close = self.last_close(today + timedelta(days=days))
            left -= close is not None
            if left == 0:
                assert close is not None
                return close
            if days > LIMIT:
                break
        raise ValueError("the deadline is more than ten years off")

    def accrued(self, start: int, end: int, target: Duration) -> int:
        """What a clock with this target accrues between two instants: open time, or elapsed time."""
        return self.open_seconds(start, end) if target.business_time else end - start


@dataclass(frozen=True, kw_only=True)
class Holidays:
    """The holidays of a place, with dates added and removed."""

    country: str | None
    subdivision: str | None
    added: frozenset[date]
    removed: frozenset[date]

    def __contains__(self, day: date) -> bool:
        if day in self.added:
            return True
        if self.country is None or day in self.removed:
            return False
        return day in public_holidays(self.country, self.subdivision, day.year)


@cache
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """The dates that the place keeps in the year."""
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year).keys())


def united(intervals: Sequence[Interval]) -> list[Interval]:
    """The union of intervals, disjoint and in order."""
    result: list[Interval] = []
    for start, end in sorted(intervals):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        elif start < end:
            result.append((start, end))
    return result


def calendar(declared: Mapping[str, Any], term_zone: str) -> Calendar:
    """A declared calendar."""
    kept = declared.get("holidays", {})
    return Calendar(
        zone=declared.get("timezone", term_zone),
        weekly=_weekly(declared.get("hours", {})),
        holidays=Holidays(
            country=kept.get("country"),
            subdivision=kept.get("subdivision"),
            added=frozenset(date.fromisoformat(extra["date"]) for extra in kept.get("add", [])),
            removed=frozenset(date.fromisoformat(day) for day in kept.get("remove", [])),
        ),
        overrides={
            date.fromisoformat(day): [_interval(text) for text in hours]
            for day, hours in declared.get("overrides", {}).items()
        },
    )


def always(term_zone: str) -> Calendar:
    """The built-in calendar: open at every instant."""
    none = Holidays(country=None, subdivision=None, added=frozenset(), removed=frozenset())
    return Calendar(zone=term_zone, weekly={day: [(0, DAY)] for day in range(7)}, holidays=none, overrides={})


def _weekly(hours: Mapping[str, Sequence[str]]) -> dict[int, list[Interval]]:
    weekly: dict[int, list[Interval]] = {}
    for days, texts in hours.items():
        first, _, last = days.partition("-")
        day, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        while True:
            weekly[day] = [_interval(text) for text in texts]
            if day == end:
                break
            day = (day + 1) % 7
    return weekly


def _interval(text: str) -> Interval:
    """`22:00-06:00` closes at 30 hours; `00:00` as a close is the end of the day."""
    opens, closes = (_seconds(part.strip()) for part in text.split("-"))
    return (opens, closes if closes > opens else closes + DAY)


def _seconds(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60
