"""Whether a time fits into a window by the calendar, for every start of the term: date by date, and exactly.

Both deadlines are those of the language. As functions of the start they bend only where it, or a window that is
elapsed time after it, meets an opening, a closing or a midnight; so it is enough to look there.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from slakit.calendars import BusinessTime, Pieces
from slakit.durations import Basis, Duration
from slakit.model import Agreement, Calendar, Term
from slakit.open_hours import weekly_minutes
from slakit.reasoning.slack import surely_fits
from slakit.record import record

MOST_DAYS = 1827
"""Days of a term that are looked at: five years."""

_DAY = 86_400


@record
class Misfit:
    """A start from which one time is over only after another; instants are epoch seconds. `always`: any start is."""

    start: int
    need_due: int
    window_due: int
    always: bool = False

    @property
    def instants(self) -> tuple[int, int, int]:
        """The start, the end of what is needed, and the end of the window."""
        return self.start, self.need_due, self.window_due


def misfit(agreement: Agreement, calendar_id: str, need: Duration, window: Duration) -> Misfit | None:
    """A start in the term whose `need` is over later than its `window`; None if there is none, or none is known.

    One in open time is preferred to others, then the earliest.
    """
    term, calendar = agreement.term, agreement.calendars.get(calendar_id)
    if term is None or need.basis is window.basis:
        return None  # plain arithmetic, the same for every start
    if calendar is not None and surely_fits(calendar, term, need, window):
        return None
    first, last = term.from_, min(term.through or date.max, term.from_ + timedelta(days=MOST_DAYS))
    until = last + timedelta(days=_reach(calendar, need, window))
    time = BusinessTime.over(calendar, timezone=term.timezone, first=first - timedelta(days=2), last=until)
    found: Misfit | None = None
    always = True
    for start in _starts(time, *_bounds(term, first, last), window):
        dues = time.deadline(start, need), time.deadline(start, window)
        if dues[0] is None or dues[1] is None:
            always = False
        elif dues[0] <= dues[1]:
            always = False
            if found is not None:
                break
        elif found is None:
            found = Misfit(start=start, need_due=dues[0], window_due=dues[1])
    return found if found is None or not always else replace(found, always=True)


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


def local(agreement: Agreement, calendar_id: str, at: int) -> str:
    """An instant as the clocks of the calendar's zone show it: `Fri 2027-12-24 12:00`."""
    calendar, term = agreement.calendars.get(calendar_id), agreement.term
    zone = calendar.timezone if calendar is not None else term.timezone if term is not None else "UTC"
    moment = datetime.fromtimestamp(at, ZoneInfo(zone))
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]
    return f"{weekday} {moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")
