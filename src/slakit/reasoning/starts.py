"""The starts of a term at which it is enough to look, by the calendar."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from slakit.calendars import BusinessTime, Pieces
from slakit.durations import Basis, Duration
from slakit.model import Calendar, Term
from slakit.open_hours import weekly_minutes

MOST_DAYS = 1827
"""Days of a term that are looked at: five years."""

_DAY = 86_400


def last_date(term: Term) -> date:
    """The last date of the term that is looked at."""
    return min(term.through or date.max, term.from_ + timedelta(days=MOST_DAYS))


def deadlines_of(
    term: Term, calendar: Calendar | None, need: Duration, window: Duration
) -> Iterator[tuple[int, int | None, int | None]]:
    """Each start, those in open time first, with when `need` and `window` from it are over, None if much later."""
    first, last = term.from_, last_date(term)
    until = last + timedelta(days=_reach(calendar, need, window))
    time = BusinessTime.over(calendar, timezone=term.timezone, first=first - timedelta(days=2), last=until)
    for start in _starts(time, *_bounds(term, first, last), window):
        yield start, time.deadline(start, need), time.deadline(start, window)


def _reach(calendar: Calendar | None, need: Duration, window: Duration) -> int:
    """Days after a start by which both deadlines have come, unless many dates are closed."""
    weekly = (1440,) * 7 if calendar is None else weekly_minutes(calendar)
    minutes, dates = sum(weekly), sum(1 for each in weekly if each)
    reached = 0
    for duration in (need, window):
        if duration.basis is Basis.ELAPSED:
            days = duration.seconds // _DAY
        elif not minutes:
            days = 0
        elif duration.basis is Basis.OPEN_TIME:
            days = duration.seconds * 7 // (minutes * 60)
        else:
            days = duration.count * 7 // dates
        reached = max(reached, days)
    return min(reached * 5 // 4 + 40, MOST_DAYS)


def _bounds(term: Term, first: date, last: date) -> tuple[int, int]:
    """The first instant of the term and the one after its last."""
    whole = BusinessTime.over(None, timezone=term.timezone, first=first, last=last)
    return whole.starts_at, whole.ends_at


def _starts(time: BusinessTime, first: int, end: int, window: Duration) -> list[int]:
    """The starts from `first` to before `end` at which it is enough to look: those in open time before the others."""
    pieces = time.pieces()
    dates = [start for start, (day, before) in _days(pieces) if day != before]
    edges = {edge for interval in time.intervals for edge in (interval.start, interval.end)}
    if window.basis is Basis.ELAPSED:
        edges.update([edge - window.seconds for edge in edges])
    edges.update(each for start in dates for each in (start, start - 1))
    edges.update((first, end - 1))
    within = sorted(edge for edge in edges if first <= edge < end)
    openings = [interval.start for interval in time.intervals]
    closings = [interval.end for interval in time.intervals]

    def at_work(start: int) -> bool:
        number = bisect_right(openings, start) - 1
        return number >= 0 and start <= closings[number]

    return sorted(within, key=lambda start: (not at_work(start), start))


def _days(pieces: Pieces) -> Iterator[tuple[int, tuple[int, int]]]:
    """The start of each piece but the first, with its local date and that of the piece before."""
    yield from zip(pieces.seg_start[1:], zip(pieces.local_day[1:], pieces.local_day, strict=False), strict=False)
