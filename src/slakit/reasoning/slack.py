"""Whether there is plainly room for a time, without looking at any date.

A lower bound of the open time in a window, from the plain week less all the dates that may be closed in it. What
this finds to fit does fit; where it does not, the calendar has to be asked date by date.
"""

from slakit.durations import Basis, Duration
from slakit.model import Calendar, Term
from slakit.open_hours import weekly_minutes
from slakit.reasoning.crowding import FIRST_YEAR, LAST_YEAR, most_holidays, most_within

_DAY = 86_400
_HOUR = 3600


def surely_fits(calendar: Calendar, term: Term, need: Duration, window: Duration) -> bool:
    """Whether `need` from any instant of the term is certain to be over when `window` from it is."""
    if need.basis is window.basis:
        return need.count <= window.count if need.basis is Basis.OPEN_DAYS else need.seconds <= window.seconds
    if window.basis is Basis.ELAPSED:
        dates = (window.seconds - 2 * _HOUR) // _DAY - 1  # whole dates in it, whenever it begins
        left = _least(calendar, term, dates)
        if left is None:
            return False
        open_dates, open_minutes = left
        if need.basis is Basis.OPEN_DAYS:
            return open_dates > need.count
        return (open_minutes - _shifts(dates)) * 60 >= need.seconds
    if window.basis is Basis.OPEN_TIME and need.basis is Basis.ELAPSED:
        return need.seconds <= window.seconds
    if window.basis is Basis.OPEN_DAYS and need.basis is Basis.ELAPSED:
        return need.seconds <= (window.count - 1) * _DAY - _HOUR
    return False


def _shifts(dates: int) -> int:
    """The minutes that clocks put forward may take from so many dates."""
    return 60 * (1 + dates // 120)


def _least(calendar: Calendar, term: Term, dates: int) -> tuple[int, int] | None:
    """The open dates and the open minutes that `dates` consecutive ones have at the worst; None if not known."""
    closed = _most_closed(calendar, term, dates) if dates > 0 else None
    if closed is None:
        return None
    minutes = weekly_minutes(calendar)
    weeks, rest = divmod(dates, 7)
    odd = [[minutes[(first + number) % 7] for number in range(rest)] for first in range(7)]
    open_dates = weeks * sum(1 for each in minutes if each) + min(sum(1 for each in those if each) for those in odd)
    return open_dates - closed, weeks * sum(minutes) + min(map(sum, odd)) - closed * max(minutes)


def _most_closed(calendar: Calendar, term: Term, dates: int) -> int | None:
    """How many of so many consecutive dates may be closed, or other than their weekday, at the most."""
    if any(each.closes <= each.opens for hours in calendar.hours.values() for each in hours):
        return None  # a night shift belongs to two dates
    days = [day.toordinal() for day in calendar.overrides]
    days += [holiday.date.toordinal() for holiday in (calendar.holidays.add if calendar.holidays else ())]
    named = most_within(days, dates)
    if calendar.holidays is None or calendar.holidays.country is None:
        return named
    last = term.through or term.from_
    if calendar.hours.get(5) or calendar.hours.get(6) or not FIRST_YEAR <= term.from_.year <= last.year <= LAST_YEAR:
        return None
    public = most_holidays(calendar.holidays.country, calendar.holidays.subdivision, dates)
    return None if public is None else named + public
