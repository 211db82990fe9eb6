"""Quotas of pay plans beside the goal, for the people who are there.

Each person counts by days, and while they ramp by the part of the quota that they have.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from slakit.checks.quotas_beside_goal import findings
from slakit.commitments.periods import Period
from slakit.diagnostics import Diagnostic
from slakit.log.people import RosterRow
from slakit.model import PayPlan, Per, Ramp
from slakit.staffing.staffed import Staffed

_DAY = timedelta(days=1)
_MIDDLE = 15
"""Who comes by this day of a month has the month as the ramp's first."""


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    """Where a later version takes over in a goal's time, its quotas count, too, and nothing is said."""
    if staffed.last != staffed.term.through:
        return

    def heads(plan: PayPlan, period: Period) -> Fraction | None:
        if plan.ramp is not None and plan.ramp.per is not Per.MONTH:
            return None
        stays = _stays(staffed.roster.select(plan.people.where))
        there = (_part(plan.ramp, first, last, period) for person in stays.values() for first, last in person)
        return sum(there, Fraction(0))

    yield from findings(staffed.agreement, heads)


def _stays(rows: Sequence[RosterRow]) -> dict[str, list[tuple[date, date | None]]]:
    """The unbroken stays of each person: rows that touch are one."""
    found: dict[str, list[tuple[date, date | None]]] = {}
    for row in sorted(rows, key=lambda row: row.from_):
        stays = found.setdefault(row.person, [])
        first, last = stays[-1] if stays else (None, row.from_ - 2 * _DAY)
        if first is not None and (last is None or row.from_ <= last + _DAY):
            later = None if last is None or row.through is None else max(last, row.through)
            stays[-1] = (first, later)
        else:
            stays.append((row.from_, row.through))
    return found


def _part(ramp: Ramp | None, first: date, last: date | None, period: Period) -> Fraction:
    """What part of the period's quota a stay has: by its days, and by the mean of its months' steps."""
    begins, ends = max(first, period.first), period.after - _DAY if last is None else min(last, period.after - _DAY)
    if ends < begins:
        return Fraction(0)
    days = Fraction((ends - begins).days + 1, period.days)
    if ramp is None:
        return days
    months = range(_month(begins), _month(ends) + 1)
    origin = _month(first) + (first.day > _MIDDLE)
    steps = [_step(ramp, month - origin) for month in months]
    return days * sum(steps, Fraction(0)) / len(steps)


def _step(ramp: Ramp, number: int) -> Fraction:
    """The part of the quota in the ramp's month of that number; the rest of a month before the first counts as it."""
    return ramp.quota[max(number, 0)] if number < len(ramp.quota) else Fraction(1)


def _month(day: date) -> int:
    return day.year * 12 + day.month
