"""How time adds up: the stretches of a calendar that count between two instants, and the deadline they lead to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from slakit.calendars import BusinessTime, OpenInterval, holiday_dates
from slakit.durations import Basis, Duration
from slakit.model import ALWAYS, Agreement
from slakit.sql.clock import Target
from slakit.timeline.model import Slice, Sum
from slakit.timeline.words import local

LISTED = 12
"""How many slices are listed one by one: the first and the last of more than these."""

_MARGIN = timedelta(days=3)
_REACH = (timedelta(days=40), timedelta(days=400), timedelta(days=3700))

Gaps = Sequence[tuple[int, int]]
"""Stretches `[from, until)` in which a clock stands still."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Arithmetic:
    """The calendars of one version of an agreement, asked about stretches of time."""

    agreement: Agreement
    _times: dict[tuple[str, date, date], BusinessTime] = field(default_factory=dict)

    @property
    def timezone(self) -> str:
        """The zone of the term."""
        return self.agreement.term.timezone if self.agreement.term else "UTC"

    def zone(self, calendar: str) -> str:
        """The zone in which a calendar's hours are written."""
        declared = self.agreement.calendars.get(calendar)
        return self.timezone if declared is None else declared.timezone

    def deadline(self, start: int, duration: Duration, calendar: str) -> int | None:
        """When a target of `duration` from `start` is due; None if no opening reaches it within ten years."""
        if duration.basis is Basis.ELAPSED:
            return start + duration.seconds
        for reach in _REACH:
            first, last = self._day(start, calendar), self._day(start, calendar) + reach
            due = self._time(calendar, first, last).deadline(start, duration)
            if due is not None:
                return due
        return None

    def sum(self, about: str, start: int, end: int, target: Target, gaps: Gaps = ()) -> Sum:
        """What counts from `start` to `end`, less what lies in `gaps`."""
        if target.basis is Basis.OPEN_DAYS:
            return self._days(about, start, end, target)
        slices = [Slice(start=start, end=end)] if start < end else []
        closed: tuple[tuple[str, str], ...] = ()
        if target.basis is Basis.OPEN_TIME:
            slices = [Slice(start=max(start, i.start), end=min(end, i.end)) for i in self._open(start, end, target)]
            closed = self._closed(start, end, target.calendar)
        for since, until in gaps:
            slices = [piece for whole in slices for piece in _without(whole, since, until)]
        total = sum(piece.seconds for piece in slices)
        shown, left = slices, slices[:0]
        if len(slices) > LISTED:
            shown, left = slices[: LISTED - 1] + slices[-1:], slices[LISTED - 1 : -1]
        return Sum(
            about=about,
            start=start,
            end=end,
            seconds=total,
            timezone=self.zone(target.calendar),
            slices=tuple(shown),
            left_out=len(left),
            left_out_seconds=sum(piece.seconds for piece in left),
            closed=closed,
        )

    def _days(self, about: str, start: int, end: int, target: Target) -> Sum:
        """The dates with open time after the start's own, up to the one whose last close is `end`."""
        first = self._day(start, target.calendar)
        opened = {i.local_day for i in self._open(start, end, target) if i.local_day > first.toordinal()}
        return Sum(
            about=about,
            start=start,
            end=end,
            seconds=max(0, end - start),
            timezone=self.zone(target.calendar),
            days=tuple(date.fromordinal(ordinal).isoformat() for ordinal in sorted(opened)),
            closed=self._closed(start, end, target.calendar),
        )

    def _open(self, start: int, end: int, target: Target) -> list[OpenInterval]:
        if end <= start:
            return []
        calendar = target.calendar
        time = self._time(calendar, self._day(start, calendar), self._day(end, calendar))
        joined: list[OpenInterval] = []
        for interval in time.intervals:
            if interval.end > start and interval.start < end:
                joined.append(interval)
        return joined

    def _closed(self, start: int, end: int, calendar: str) -> tuple[tuple[str, str], ...]:
        """Holidays and overrides between two instants: why a date has other hours than its weekday."""
        declared = self.agreement.calendars.get(calendar)
        if declared is None:
            return ()
        first, last = self._day(start, calendar), self._day(end, calendar)
        found = {day: name for day, name in holiday_dates(declared, first, last) if declared.hours.get(day.weekday())}
        found |= {day: "special hours" if hours else "closed" for day, hours in declared.overrides.items()}
        return tuple((day.isoformat(), found[day]) for day in sorted(found) if first <= day <= last)

    def _day(self, at: int, calendar: str) -> date:
        return local(at, self.zone(calendar)).date()

    def _time(self, calendar: str, first: date, last: date) -> BusinessTime:
        key = (calendar, first, last)
        if key not in self._times:
            declared = None if calendar == ALWAYS else self.agreement.calendars[calendar]
            self._times[key] = BusinessTime.over(
                declared, timezone=self.timezone, first=first - _MARGIN, last=last + _MARGIN
            )
        return self._times[key]


def _without(piece: Slice, since: int, until: int) -> list[Slice]:
    """What is left of a slice outside `[since, until)`."""
    if until <= piece.start or since >= piece.end:
        return [piece]
    edges = [piece.start, max(piece.start, since), min(piece.end, until), piece.end]
    return [Slice(start=a, end=b) for a, b in list(pairwise(edges))[::2] if a < b]
