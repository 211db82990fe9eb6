"""Periods of a term: whole calendar periods cut to it, in local dates of the term's zone."""

from collections.abc import Iterator
from datetime import date, timedelta

from slakit.model import Per, Term
from slakit.record import record


@record
class Period:
    """Local dates `first` … before `after`, cut to the term; `whole_days` are those of the uncut period."""

    first: date
    after: date
    whole_days: int

    @property
    def days(self) -> int:
        """How many dates the cut period has."""
        return (self.after - self.first).days


def periods(term: Term, per: Per, *, through: date | None, until: date) -> list[Period]:
    """The periods of the term that begin on or before `until`, in order, cut to `through`, the last date in force.

    Weeks begin on the term's `week_starts`, quarters and years with the month `fiscal_year_starts`. For `term`
    the one period is the term itself. Raises `ValueError` for `per: term` without an end.
    """
    if per is Per.TERM:
        if term.through is None or through is None:
            raise ValueError("per: term needs a term with through")
        whole_days = (term.through - term.from_).days + 1
        whole = Period(first=term.from_, after=through + timedelta(days=1), whole_days=whole_days)
        return [whole] if term.from_ <= until else []
    return list(_cut(term, per, through, until))


def whole_period(term: Term, per: Per, day: date) -> tuple[date, date]:
    """The first date of the uncut period that `day` lies in, and the first date after it.

    Raises `ValueError` for `per: term` without an end.
    """
    if per is Per.TERM:
        if term.through is None:
            raise ValueError("per: term needs a term with through")
        return term.from_, term.through + timedelta(days=1)
    first = _beginning(term, per, day)
    return first, _following(per, first)


def _cut(term: Term, per: Per, through: date | None, until: date) -> Iterator[Period]:
    last = until if through is None else min(until, through)
    first = _beginning(term, per, term.from_)
    while first <= last:
        after = _following(per, first)
        ends = after if through is None else min(after, through + timedelta(days=1))
        yield Period(first=max(first, term.from_), after=ends, whole_days=(after - first).days)
        first = after


def _beginning(term: Term, per: Per, day: date) -> date:
    """The first date of the period that `day` lies in."""
    if per is Per.DAY:
        return day
    if per is Per.WEEK:
        return day - timedelta(days=(day.weekday() - term.week_starts) % 7)
    months = _MONTHS[per]
    back = (day.month - term.fiscal_year_starts) % months if per is not Per.MONTH else 0
    return _shifted(day.replace(day=1), -back)


def _following(per: Per, first: date) -> date:
    if per is Per.DAY:
        return first + timedelta(days=1)
    if per is Per.WEEK:
        return first + timedelta(days=7)
    return _shifted(first, _MONTHS[per])


_MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}


def _shifted(first_of_month: date, months: int) -> date:
    year, month = divmod(first_of_month.year * 12 + first_of_month.month - 1 + months, 12)
    return date(year, month + 1, 1)
