"""Exact open time of one calendar over a horizon of local dates, and the tables SQL asks it from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from slakit.calendars.hours import OpeningHours
from slakit.calendars.zones import DAY, EPOCH_DAY, Stretch, stretches
from slakit.durations import Basis, Duration
from slakit.model import Calendar

HOUR = 3600


class OpenInterval(NamedTuple):
    """Open from `start` until just before `end` (epoch seconds), all on the local date `local_day` (ordinal)."""

    start: int
    end: int
    local_day: int


class Pieces(NamedTuple):
    """The stretches of one openness on one local date; columns of equal length, named as in `Segments`."""

    seg_start: list[int]
    seg_end: list[int]
    local_day: list[int]
    is_open: list[int]
    open_before: list[int]
    open_day: list[int]


class Segments(NamedTuple):
    """Every UTC hour of the horizon, split where openness or the local date changes; columns of equal length.

    Each instant of the horizon is in exactly one row. `hour` is `seg_start // 3600`; `open_before` the
    open seconds of the horizon before `seg_start`, so that open time up to `t` of the row is
    `open_before + is_open * (t - seg_start)`; `local_day` the ordinal of the local date; `open_day` the
    number of the horizon's local dates with open time that are at or before `local_day`.
    """

    hour: list[int]
    seg_start: list[int]
    seg_end: list[int]
    open_before: list[int]
    is_open: list[int]
    local_day: list[int]
    open_day: list[int]


class Openings(NamedTuple):
    """The inverse of open time; columns of equal length.

    An open second count `X` with `open_from < X <= open_to` is reached, at the earliest, at
    `starts_at + (X - open_from)`. No row crosses a multiple of 3600, and `bucket` is `(X - 1) // 3600`.
    """

    bucket: list[int]
    open_from: list[int]
    open_to: list[int]
    starts_at: list[int]


class Closes(NamedTuple):
    """The last close (epoch seconds) of the n-th (`open_day`, from 1) local date with open time."""

    open_day: list[int]
    last_close: list[int]


class _Piece(NamedTuple):
    """`[start, end)` on one local date, all of it open or all of it closed, with the open time before it."""

    start: int
    end: int
    local_day: int
    is_open: int
    open_before: int


@dataclass(frozen=True, slots=True, eq=False)
class BusinessTime:
    """One calendar over the instants whose local date lies in a range. Immutable; instants are epoch seconds.

    Openness is asked of each instant's local wall time. So both passes of a repeated hour are open if
    the wall time is, times in a gap do not exist, and a day is as long as it is.
    """

    starts_at: int
    ends_at: int
    intervals: tuple[OpenInterval, ...]
    _pieces: tuple[_Piece, ...]
    _piece_starts: tuple[int, ...]
    _interval_opens: tuple[int, ...]  # open seconds before each interval, then the total
    _open_days: tuple[int, ...]
    _last_closes: tuple[int, ...]

    @classmethod
    def over(cls, calendar: Calendar | None, *, timezone: str, first: date, last: date) -> "BusinessTime":
        """The calendar over the local dates `first` … `last`, both included, of its own zone.

        `calendar` None is the built-in `always`, open at every instant, its dates those of `timezone`.
        Raises `ValueError` when no instant has a local date in the range.
        """
        zone = timezone if calendar is None else calendar.timezone
        days = (first.toordinal(), last.toordinal())
        # Two days of padding hold every instant of the dates: an offset is less than a day.
        padded = stretches(zone, (days[0] - EPOCH_DAY - 2) * DAY, (days[1] - EPOCH_DAY + 3) * DAY)
        horizon = list(_within(padded, *days))
        if not horizon:
            raise ValueError(f"no instant in {zone} has a local date from {first} through {last}")
        hours = OpeningHours(calendar, first - timedelta(days=2), last + timedelta(days=2))
        return cls._of(list(_pieces(horizon, hours)), *days)

    @classmethod
    def _of(cls, pieces: list[_Piece], first: int, last: int) -> "BusinessTime":
        intervals = tuple(OpenInterval(p.start, p.end, p.local_day) for p in pieces if p.is_open)
        closes: dict[int, int] = {}
        for interval in intervals:
            if first <= interval.local_day <= last:
                closes[interval.local_day] = interval.end
        open_days = tuple(sorted(closes))
        return cls(
            starts_at=pieces[0].start,
            ends_at=pieces[-1].end,
            intervals=intervals,
            _pieces=tuple(pieces),
            _piece_starts=tuple(p.start for p in pieces),
            _interval_opens=tuple(accumulate((i.end - i.start for i in intervals), initial=0)),
            _open_days=open_days,
            _last_closes=tuple(closes[day] for day in open_days),
        )

    def is_open(self, at: int) -> bool:
        """Whether `at` is open. Raises `ValueError` outside the horizon, as all that ask about an instant do."""
        return bool(self._piece(at).is_open)

    def local_date(self, at: int) -> date:
        """The local date of `at` in the calendar's zone."""
        return date.fromordinal(self._piece(at).local_day)

    def open_seconds(self, start: int, end: int) -> int:
        """Open seconds in `[start, end)`; 0 when `end` is not after `start`."""
        return max(0, self._open_before(end) - self._open_before(start))

    def deadline(self, start: int, duration: Duration) -> int | None:
        """When a target of `duration` from `start` is due; None if the horizon does not reach so far.

        Elapsed durations are added. Business minutes and hours are due at the earliest instant by which
        the open time since `start` adds up to them, business days at the last close of the N-th of the
        dates after `start`'s local date that have open time.
        """
        match duration.basis:
            case Basis.ELAPSED:
                return start + duration.seconds
            case Basis.OPEN_TIME:
                return self._reached(self._open_before(start) + duration.seconds)
            case Basis.OPEN_DAYS:
                index = bisect_right(self._open_days, self._piece(start).local_day) + duration.count - 1
                return self._last_closes[index] if index < len(self._last_closes) else None

    def pieces(self) -> Pieces:
        """The horizon cut where openness or the local date changes, in time order."""
        rows = [(*piece, bisect_right(self._open_days, piece.local_day)) for piece in self._pieces]
        return Pieces(*map(list, zip(*rows, strict=True)))

    def segments(self) -> Segments:
        """The calendar as a table to look instants up in, by UTC hour."""
        rows: list[tuple[int, int, int, int, int, int, int]] = []
        for start, end, local_day, is_open, open_before in self._pieces:
            open_day = bisect_right(self._open_days, local_day)
            at = start
            while at < end:
                hour = at // HOUR
                until = min(end, (hour + 1) * HOUR)
                rows.append((hour, at, until, open_before + is_open * (at - start), is_open, local_day, open_day))
                at = until
        return Segments(*map(list, zip(*rows, strict=True)))

    def openings(self) -> Openings:
        """The calendar as a table to look open time up in, by hour of open time."""
        rows: list[tuple[int, int, int, int]] = []
        for interval, before in zip(self.intervals, self._interval_opens, strict=False):
            reached, total = before, before + interval.end - interval.start
            while reached < total:
                bucket = reached // HOUR
                until = min(total, (bucket + 1) * HOUR)
                rows.append((bucket, reached, until, interval.start + reached - before))
                reached = until
        return Openings(*map(list, zip(*rows, strict=True))) if rows else Openings([], [], [], [])

    def closes(self) -> Closes:
        """The last close of each local date with open time, in date order."""
        return Closes(list(range(1, len(self._open_days) + 1)), list(self._last_closes))

    def _piece(self, at: int) -> _Piece:
        if not self.starts_at <= at < self.ends_at:
            raise ValueError(f"instant {at} is outside the horizon [{self.starts_at}, {self.ends_at})")
        return self._pieces[bisect_right(self._piece_starts, at) - 1]

    def _open_before(self, at: int) -> int:
        """Open seconds of the horizon before `at`, which may be the horizon's end."""
        if at == self.ends_at:
            return self._interval_opens[-1]
        piece = self._piece(at)
        return piece.open_before + piece.is_open * (at - piece.start)

    def _reached(self, seconds: int) -> int | None:
        """The earliest instant by which the horizon's open time adds up to `seconds` (at least 1)."""
        if seconds > self._interval_opens[-1]:
            return None
        index = bisect_left(self._interval_opens, seconds) - 1
        return self.intervals[index].start + seconds - self._interval_opens[index]


def _within(padded: list[Stretch], first: int, last: int) -> Iterator[Stretch]:
    """The stretches cut to the instants from the first on `first` or later to the last on `last` or earlier.

    Where a clock is put back over midnight the dates alternate, and some instants between those two
    are of a date outside the range.
    """
    from_wall, to_wall = (first - EPOCH_DAY) * DAY, (last + 1 - EPOCH_DAY) * DAY
    start = min(max(s.start, from_wall - s.offset) for s in padded if from_wall - s.offset < s.end)
    end = max(min(s.end, to_wall - s.offset) for s in padded if to_wall - s.offset > s.start)
    for stretch in padded:
        if stretch.start < end and stretch.end > start:
            yield Stretch(max(stretch.start, start), min(stretch.end, end), stretch.offset)


def _pieces(horizon: list[Stretch], hours: OpeningHours) -> Iterator[_Piece]:
    """The horizon without gaps, cut where openness or the local date changes."""
    open_before = 0
    held: _Piece | None = None
    for start, end, local_day, is_open in _cuts(horizon, hours):
        if held is not None and (held.local_day, held.is_open) == (local_day, is_open):
            held = held._replace(end=end)
        else:
            if held is not None:
                yield held
            held = _Piece(start, end, local_day, is_open, open_before)
        open_before += is_open * (end - start)
    if held is not None:
        yield held


def _cuts(horizon: list[Stretch], hours: OpeningHours) -> Iterator[tuple[int, int, int, int]]:
    """The horizon as (start, end, local_day, is_open), date by date within each stretch of constant offset."""
    for stretch in horizon:
        start, end, offset = stretch
        for day in range((start + offset) // DAY, (end + offset - 1) // DAY + 1):
            midnight = day * DAY - offset
            local_day = day + EPOCH_DAY
            at, until = max(start, midnight), min(end, midnight + DAY)
            for opens, closes in hours.of(local_day):
                opened, closed = max(at, midnight + opens), min(until, midnight + closes)
                if opened < closed:
                    if at < opened:
                        yield at, opened, local_day, 0
                    yield opened, closed, local_day, 1
                    at = closed
            if at < until:
                yield at, until, local_day, 0
