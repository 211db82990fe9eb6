"""What supports a goal, and what it adds up to over the goal's time."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from slakit.model import Agreement, Count, Goal, Leads, Measure, Per, Quota, Sum, Term
from slakit.record import record
from slakit.usage import measured
from slakit.whole_target import whole_target


@record
class Parts:
    """The parts of a goal in its own unit: `total` of those that count, and those that can only be listed.

    `target` is what they have to add up to. Targets are as they are judged: of rows and leads whole ones.
    `early` is what of the total the parts may bring before the goal begins: the targets of those that begin before it.
    """

    total: Fraction
    early: Fraction
    target: Fraction
    counted: tuple[str, ...]
    listed: tuple[str, ...]


def parts(agreement: Agreement, goal: Goal) -> Parts | None:
    """The goals and quotas in the unit of `goal` that support it; None if there are none, or shares or ratios.

    Shares and ratios do not add up, so a part of such a goal is never compared with it.
    """
    unit = _unit(agreement.measures.get(goal.measure))
    if unit is None:
        return None
    total, early, counted, listed = Fraction(0), Fraction(0), [], []
    for child in measured(agreement):
        if child.supports != goal.id or _unit(agreement.measures.get(child.measure)) != unit:
            continue
        amount = contribution(agreement, goal, child)
        if amount is None:
            listed.append(child.id)
        else:
            total += amount
            early += amount if isinstance(child, Goal) and child.from_ < goal.from_ else 0
            counted.append(child.id)
    if not counted and not listed:
        return None
    due = _judged(agreement, goal, goal.target)
    return Parts(total=total, early=early, target=due, counted=tuple(counted), listed=tuple(listed))


def contribution(agreement: Agreement, goal: Goal, part: Goal | Quota) -> Fraction | None:
    """What a part adds to `goal` in its time; None if in another unit, dependent on people or a ceiling."""
    unit = _unit(agreement.measures.get(goal.measure))
    if unit is None or _unit(agreement.measures.get(part.measure)) != unit:
        return None
    return _judged(agreement, part, part.target) if isinstance(part, Goal) else _over(agreement, goal, part)


def _judged(agreement: Agreement, promise: Goal | Quota, target: Fraction) -> Fraction:
    return whole_target(agreement.measures.get(promise.measure), target)


def _unit(measure: Measure | None) -> tuple[object, ...] | None:
    match measure:
        case Count() | Leads():
            return (type(measure),)
        case Sum():
            return Sum, measure.field, frozenset(measure.of)
        case _:
            return None


def _over(agreement: Agreement, goal: Goal, quota: Quota) -> Fraction | None:
    """A quota's target times the whole periods in the goal's time; None if it depends on people or is a ceiling."""
    value, term = quota.bound.value, agreement.term
    if quota.times or quota.for_each or quota.bound.operator != "at_least":
        return None
    if term is None or not isinstance(value, Fraction):
        return None
    first, last = max(goal.from_, term.from_), min(goal.due, term.through or goal.due)
    whole = sum(1 for begins, ends in _periods(quota.per, term, first, last) if first <= begins and ends <= last)
    return _judged(agreement, quota, value) * whole


def _periods(per: Per, term: Term, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The periods that begin from `first` through `last`, with their last days."""
    if per is Per.TERM:
        if term.through is not None:
            yield term.from_, term.through
        return
    begins = first
    while begins <= last:
        if _is_start(per, term, begins):
            yield begins, _end(per, begins)
        begins += timedelta(days=1)


def _is_start(per: Per, term: Term, day: date) -> bool:
    fiscal = (day.month - term.fiscal_year_starts) % 12
    match per:
        case Per.DAY:
            return True
        case Per.WEEK:
            return day.weekday() == term.week_starts
        case Per.MONTH:
            return day.day == 1
        case Per.QUARTER:
            return day.day == 1 and fiscal % 3 == 0
        case _:
            return day.day == 1 and fiscal == 0


def _end(per: Per, begins: date) -> date:
    days = {Per.DAY: 1, Per.WEEK: 7}.get(per)
    if days is not None:
        return begins + timedelta(days=days - 1)
    months = begins.month - 1 + {Per.MONTH: 1, Per.QUARTER: 3}.get(per, 12)
    return date(begins.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
