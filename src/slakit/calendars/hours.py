"""The opening hours of local dates, in wall-clock seconds: weekday, holiday, override, overnight."""

from datetime import date

from slakit.calendars.public_holidays import holiday_dates
from slakit.calendars.zones import DAY
from slakit.model import Calendar, Hours

Walls = tuple[tuple[int, int], ...]
"""Half-open pieces of one local date in seconds since its midnight: sorted, disjoint, not touching."""

ALL_DAY: Walls = ((0, DAY),)


class OpeningHours:
    """The opening hours of each local date from `first` through `last`; of None, every date is open all day."""

    def __init__(self, calendar: Calendar | None, first: date, last: date) -> None:
        self._calendar = calendar
        self._holidays: frozenset[int] = frozenset()
        self._overrides: dict[int, tuple[Hours, ...]] = {}
        self._weekly: dict[int, Walls] = {}
        if calendar is not None:
            self._holidays = frozenset(day.toordinal() for day, _ in holiday_dates(calendar, first, last))
            self._overrides = {day.toordinal(): hours for day, hours in calendar.overrides.items()}
            self._weekly = {
                weekday: union(_own(self._weekday(weekday)) + _tails(self._weekday(weekday - 1)))
                for weekday in range(7)
            }

    def of(self, day: int) -> Walls:
        """The open pieces of the date with this ordinal."""
        if self._calendar is None:
            return ALL_DAY
        if day in self._overrides:
            return union(_own(self._overrides[day]))
        if day in self._holidays:
            return ()
        if day - 1 in self._overrides:
            return union(_own(self._weekday(day - 1)) + _tails(self._overrides[day - 1]))
        return self._weekly[(day - 1) % 7]

    def _weekday(self, weekday: int) -> tuple[Hours, ...]:
        """The weekly hours, 0 for Monday; ordinal 1 is a Monday, so a date's weekday is `ordinal - 1`."""
        assert self._calendar is not None  # noqa: S101 - asked only of a declared calendar
        return self._calendar.hours.get(weekday % 7, ())


def union(pieces: list[tuple[int, int]]) -> Walls:
    """The pieces sorted, with overlapping and touching ones joined."""
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(pieces):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _own(hours: tuple[Hours, ...]) -> list[tuple[int, int]]:
    """What the hours of a date open on that date: an overnight interval up to midnight."""
    return [(h.opens * 60, h.closes * 60 if h.closes > h.opens else DAY) for h in hours]


def _tails(hours: tuple[Hours, ...]) -> list[tuple[int, int]]:
    """What the overnight intervals of a date open on the next date."""
    return [(0, h.closes * 60) for h in hours if h.closes <= h.opens]
