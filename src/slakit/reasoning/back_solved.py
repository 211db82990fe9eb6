"""The plan's goal solved backwards, exactly: how many leads each stage needs, and how much work they make."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

from slakit.commitments.periods import periods
from slakit.model import Agreement, Capacity, Count, Goal, Leads, Per, Plan, Quota, Term
from slakit.record import record


@record
class Needed:
    """What a stage must bring in the goal's time, before it is rounded up."""

    stage: str
    leads: Fraction


def needed(agreement: Agreement, plan: Plan) -> tuple[Needed, ...]:
    """The leads of each stage of the plan that its goal takes, in the order of the funnel; none without the goal."""
    goal = agreement.goals.get(plan.goal)
    if goal is None or not plan.rates:
        return ()
    leads = goal.target * plan.share / plan.average_deal
    found: list[Needed] = []
    for stage in reversed(tuple(plan.rates)):
        found.append(Needed(stage=stage, leads=leads))
        leads /= plan.rates[stage]
    return tuple(reversed(found))


def floors(agreement: Agreement, stage: str) -> tuple[Quota, ...]:
    """The quotas that promise at least so many leads of the stage, under whatever condition."""
    found = []
    for quota in agreement.quotas.values():
        measure = agreement.measures.get(quota.measure)
        if isinstance(measure, Count | Leads) and measure.events == (stage,) and quota.bound.operator == "at_least":
            found.append(quota)
    return tuple(found)


def promised(agreement: Agreement, plan: Plan, goal: Goal, quota: Quota) -> Fraction | None:
    """What a quota on leads brings over the goal's time, a period that this cuts counting by its days.

    None where it is for some leads or per value only, or where nobody says how many people there are.
    """
    value, term = quota.bound.value, agreement.term
    partial = isinstance(quota.for_each, str) or agreement.measures[quota.measure].when is not None
    if partial or term is None or not isinstance(value, Fraction) or (quota.per is Per.TERM and term.through is None):
        return None
    people = Fraction(1)
    if quota.times is not None or quota.for_each is not None:
        count = plan.capacity.count if plan.capacity is not None else None
        if count is None:
            return None
        people = count
    return value * people * _share(term, quota.per, goal)


def minutes(agreement: Agreement, capacity: Capacity, leads: Fraction) -> Fraction | None:
    """The minutes of work that so many leads make; None if no cadence says how many attempts each gets."""
    attempts = max((cadence.attempts_at_least for cadence in agreement.cadences.values()), default=0)
    return ceil(leads) * attempts * capacity.minutes_per_attempt if attempts else None


def available(term: Term, capacity: Capacity, goal: Goal) -> Fraction | None:
    """The minutes of work there are in the goal's time; None if the people are not counted.

    A period of the capacity that the goal's time cuts counts by its days.
    """
    if capacity.count is None or (capacity.per is Per.TERM and term.through is None):
        return None
    return capacity.hours * 60 * capacity.count * _share(term, capacity.per, goal)


def _share(term: Term, per: Per, goal: Goal) -> Fraction:
    """How many periods the goal's time in the term has, those that it cuts by their days."""
    share = Fraction(0)
    for period in periods(term, per, through=term.through, until=goal.due):
        first, last = max(period.first, goal.from_), min(period.after - timedelta(days=1), goal.due)
        if first <= last:
            share += Fraction((last - first).days + 1, period.whole_days)
    return share
