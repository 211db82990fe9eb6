"""Worked deadlines: for a promised time one beginning and its end, by the calendars that promises are judged by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from slakit.calendars import BusinessTime
from slakit.durations import Basis, Duration, Unit
from slakit.model import ALWAYS, Agreement, Term
from slakit.wording.times import day, weekday

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE, _ONE_DAY = 60, 86_400
_BEFORE_CLOSING, _STEP = 40 * _MINUTE, 5 * _MINUTE
_TRIED = 40
_HORIZONS = (180, 1200, 5000)
"""Days from the beginning of the term that calendars are worked out for, one after the other until it suffices."""
_PLAIN_DAY, _PLAIN_TIME = 4, (16, 20)
"""Where nothing ever closes, the example begins on a Friday at 16:20."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Worked:
    """A time that begins at `starts` and is up at `due`, epoch seconds."""

    starts: int
    due: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenBack:
    """A time in which pay may be taken back: the time itself, its calendar, its days, and those left from `middle` on.

    Dates are those of the term's zone. `days` is 0 where it is up on the day on which it begins.
    """

    worked: Worked
    calendar: str
    middle: date
    left: int
    days: int


class Examples:
    """Examples of deadlines under one agreement, the same each time.

    An example begins within the term, shortly before working hours end, if it can before a weekend or a holiday, so
    that it shows what counts and what does not.
    """

    def __init__(self, agreement: Agreement, term: Term) -> None:
        self._agreement = agreement
        self._term = term
        self._known: dict[tuple[str, int], BusinessTime] = {}
        self._found: dict[tuple[Duration, str], Worked | None] = {}

    def of(self, duration: Duration, calendar: str) -> Worked | None:
        """A beginning and its end; None where the calendar has no open time to show one."""
        key = duration, calendar
        if key not in self._found:
            self._found[key] = self._best(duration, calendar)
        return self._found[key]

    def due(self, start: int, duration: Duration, calendar: str) -> int | None:
        """When a time that begins at `start` is up; None if not within a dozen years."""
        for days in _HORIZONS:
            time = self._time(calendar, days)
            due = time.deadline(start, duration) if time.starts_at <= start < time.ends_at else None
            if due is not None:
                return due
        return None

    def with_pause(self, worked: Worked, duration: Duration, calendar: str) -> tuple[int, int, int] | None:
        """A pause of one day late in the time: its beginning, its end, and when the time is up then.

        None for a time that does not run in minutes.
        """
        parts = _parts(duration)
        begins = None if parts is None else self.due(worked.starts, parts[0], calendar)
        if parts is None or begins is None:
            return None
        ends = begins + _ONE_DAY
        due = self.due(ends, parts[1], calendar)
        return None if due is None else (begins, ends, due)

    def taken_back(self, within: Duration) -> TakenBack | None:
        """An example of a time in which pay may be taken back; None where there is none to show.

        It runs by the only calendar that is declared, around the clock where there are none or several.
        """
        declared = [*self._agreement.calendars]
        calendar = declared[0] if len(declared) == 1 else ALWAYS
        worked = self.of(within, calendar)
        if worked is None:
            return None
        begun, ends = (_local(at, self._term.timezone).date() for at in (worked.starts, worked.due))
        days = (ends - begun).days
        middle = begun + timedelta(days=days // 2)
        return TakenBack(worked=worked, calendar=calendar, middle=middle, left=(ends - middle).days, days=days)

    def moment(self, at: int, calendar: str, *, ends: bool = False) -> str:
        """`Friday, 8 January 2027 at 15:20`, local to the calendar; what `ends` at midnight ends the day before."""
        local = _local(at, self._zone(calendar))
        if ends and (local.hour, local.minute, local.second) == (0, 0, 0):
            before = local.date() - timedelta(days=1)
            return f"{weekday(before)}, {day(before)} at 24:00"
        clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        return f"{weekday(local.date())}, {day(local.date())} at {clock}"

    def end(self, starts: int, due: int, calendar: str) -> str:
        """The moment at which a time is up that began at `starts`, with what a reader might wonder at."""
        zone = self._zone(calendar)
        notes = [] if zone == self._term.timezone else [f"local times of {zone}"]
        if _local(starts, zone).utcoffset() != _local(due, zone).utcoffset():
            notes.append("the clocks change in between")
        return self.moment(due, calendar, ends=True) + (f" ({', '.join(notes)})" if notes else "")

    def _zone(self, calendar: str) -> str:
        declared = self._agreement.calendars.get(calendar)
        return self._term.timezone if declared is None else declared.timezone

    def _time(self, calendar: str, days: int) -> BusinessTime:
        key = calendar, days
        if key not in self._known:
            first = self._term.from_ - timedelta(days=1)
            declared = None if calendar == ALWAYS else self._agreement.calendars.get(calendar)
            last = first + timedelta(days=days)
            self._known[key] = BusinessTime.over(declared, timezone=self._term.timezone, first=first, last=last)
        return self._known[key]

    def _best(self, duration: Duration, calendar: str) -> Worked | None:
        """The first that ends in the term, over days off and with no change of clocks; else what comes near to that."""
        zone = self._zone(calendar)
        best: tuple[tuple[bool, bool, bool], Worked] | None = None
        for start, over_days_off in self._starts(duration, calendar):
            due = self.due(start, duration, calendar)
            if due is None:
                continue
            begun, done = _local(start, zone), _local(due, zone)
            late = self._term.through is not None and done.date() > self._term.through
            rank = late, not over_days_off, begun.utcoffset() != done.utcoffset()
            if best is None or rank < best[0]:
                best = rank, Worked(starts=start, due=due)
            if not any(rank):
                break
        return None if best is None else best[1]

    def _starts(self, duration: Duration, calendar: str) -> Iterator[tuple[int, bool]]:
        """Instants of the term shortly before a closing, each with whether whole days off follow it."""
        time = self._time(self._closing(calendar), _HORIZONS[0])
        count = 0
        for one, following in pairwise(time.intervals):
            if one.end < following.start and one.local_day < following.local_day:
                early = _early(duration, one.end - one.start)
                start = one.end - early if early else min(one.end + 10 * _MINUTE, following.start - 1)
                if count < _TRIED and self._in_term(start):
                    count += 1
                    yield start, following.local_day - one.local_day > 1
        if not count:
            yield from ((start, True) for start in self._plain(calendar))

    def _closing(self, calendar: str) -> str:
        """The calendar whose closing times an example shows: of what runs around the clock, one of its zone."""
        declared = self._agreement.calendars
        if calendar in declared or not declared:
            return calendar
        return next((one.id for one in declared.values() if one.timezone == self._term.timezone), next(iter(declared)))

    def _plain(self, calendar: str) -> list[int]:
        """Friday afternoons early in the term, else those of its first days, on whichever date it begins elsewhere."""
        first = self._term.from_
        days = [first + timedelta(days=ahead) for ahead in range(3, 31)]
        fridays = [one for one in days if one.weekday() == _PLAIN_DAY]
        near = [first + timedelta(days=ahead) for ahead in (0, 1, -1)]
        zone = ZoneInfo(self._zone(calendar))
        afternoons = [datetime(one.year, one.month, one.day, *_PLAIN_TIME, tzinfo=zone) for one in [*fridays, *near]]
        instants = [int((one - _EPOCH).total_seconds()) for one in afternoons]
        return [at for at in instants if self._in_term(at)]

    def _in_term(self, at: int) -> bool:
        day_ = _local(at, self._term.timezone).date()
        return self._term.from_ <= day_ and (self._term.through is None or day_ <= self._term.through)


def _local(at: int, timezone: str) -> datetime:
    return (_EPOCH + timedelta(seconds=at)).astimezone(ZoneInfo(timezone))


def _early(duration: Duration, opened: int) -> int:
    """How long before closing an example begins: at most 40 minutes and half of the time, five minutes at a time."""
    most = min(_BEFORE_CLOSING, opened // 2)
    if duration.basis is not Basis.OPEN_DAYS:
        most = min(most, duration.seconds // 2)
    step = _MINUTE if most < _STEP else _STEP
    return most - most % step


def _parts(duration: Duration) -> tuple[Duration, Duration] | None:
    """The duration as two thirds and the rest, in whole minutes; None if it has none."""
    if duration.basis is Basis.OPEN_DAYS or duration.seconds % _MINUTE or duration.seconds < 3 * _MINUTE:
        return None
    unit = Unit.BUSINESS_MINUTES if duration.basis is Basis.OPEN_TIME else Unit.MINUTES
    minutes = duration.seconds // _MINUTE
    return Duration(minutes * 2 // 3, unit), Duration(minutes - minutes * 2 // 3, unit)
