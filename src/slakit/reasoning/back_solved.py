"""The plan's goal solved backwards, exactly: how many leads each stage needs, and how much work they make."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

from slakit.commitments.periods import periods
from slakit.model import Agreement, Capacity, Count, Goal, Leads, Per, Plan, Quota, Term
from slakit.reasoning.amounts import amounts
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


def promised(agreement: Agreement, plan: Plan, goal: Goal, quota: Quota) -> Fraction | None:
    """What a quota on leads brings over the goal's time by its whole periods; None where people are not counted."""
    measure, term = agreement.measures.get(quota.measure), agreement.term
    if not isinstance(measure, Count | Leads) or term is None or quota.bound.operator != "at_least":
        return None
    if isinstance(quota.for_each, str):
        return None
    people = Fraction(1)
    if quota.times is not None or quota.for_each is not None:
        count = plan.capacity.count if plan.capacity is not None else None
        if count is None:
            return None
        people = count
    within = [
        each for each in amounts(term, quota, measure, goal.due) if goal.from_ <= each.first and each.last <= goal.due
    ]
    return sum((each.value for each in within), Fraction(0)) * people


def stages_of(agreement: Agreement, quota: Quota) -> tuple[str, ...]:
    """The events whose leads a quota counts."""
    measure = agreement.measures.get(quota.measure)
    return measure.events if isinstance(measure, Count | Leads) and measure.when is None else ()


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
    share = Fraction(0)
    for period in periods(term, capacity.per, through=term.through, until=goal.due):
        first, last = max(period.first, goal.from_), min(period.after - timedelta(days=1), goal.due)
        if first <= last:
            share += Fraction((last - first).days + 1, period.whole_days)
    return capacity.hours * 60 * capacity.count * share
