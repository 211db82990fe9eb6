"""The plan's goal solved backwards, exactly: how many leads each stage needs, and how much work they make."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

from slakit.commitments.periods import periods
from slakit.model import Agreement, Cadence, Capacity, Count, Goal, Leads, People, Per, Plan, Quota, Sum, Term
from slakit.record import record

T = TypeVar("T")
Headcount = Callable[[People], Fraction | None]
"""How many of the people selected there are on average in the goal's time; None if nobody knows."""


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
    leads = customers(plan, goal)
    found: list[Needed] = []
    for stage in reversed(tuple(plan.rates)):
        found.append(Needed(stage=stage, leads=leads))
        leads /= plan.rates[stage]
    return tuple(reversed(found))


def customers(plan: Plan, goal: Goal) -> Fraction:
    """The deals that the plan's part of its goal takes."""
    return goal.target * plan.share / plan.average_deal


def beginning(plan: Plan, goal: Goal) -> Fraction:
    """The leads that the plan begins with: those before the first stage where only a part of them reaches it."""
    leads = customers(plan, goal)
    for rate in plan.rates.values():
        leads /= rate
    return leads


def stage_before(agreement: Agreement, plan: Plan) -> str | None:
    """The stage declared before the plan's first, where the plan says which part of its leads gets on."""
    first = next(iter(plan.rates), None)
    if first is None:
        return None
    declared = list(agreement.stages)
    place = declared.index(first) if first in declared else 0
    return declared[place - 1] if place and plan.rates[first] != 1 else None


def is_amount(agreement: Agreement, goal: Goal) -> bool:
    """Whether the goal is a number that deals add up to: a sum or a count, and not a share or a ratio."""
    return isinstance(agreement.measures[goal.measure], Sum | Count | Leads)


def periods_in(term: Term, per: Per, first: date, last: date) -> Fraction:
    """How many periods (weeks, fiscal quarters … as `term` has them) the dates `first` … `last` are.

    One that they cut counts by its days. `per: term` counts by the days of the term, which must have an end.
    """
    if per is Per.TERM:
        if term.through is None:
            raise ValueError("per: term needs a term with through")
        return Fraction((last - first).days + 1, (term.through - term.from_).days + 1)
    whole = replace(term, from_=first, through=last)
    return sum(
        (Fraction(one.days, one.whole_days) for one in periods(whole, per, through=last, until=last)), Fraction()
    )


def floors(agreement: Agreement, stage: str) -> tuple[Quota, ...]:
    """The quotas that promise at least so many leads of the stage, under whatever condition."""
    found = []
    for quota in agreement.quotas.values():
        measure = agreement.measures.get(quota.measure)
        if isinstance(measure, Count | Leads) and measure.events == (stage,) and quota.bound.operator == "at_least":
            found.append(quota)
    return tuple(found)


def promised(
    agreement: Agreement, plan: Plan, goal: Goal, quota: Quota, headcount: Headcount | None = None
) -> Fraction | None:
    """What a quota on leads brings over the goal's time, a period that this cuts counting by its days.

    None where it is for some leads or per value only, or where nobody says how many people there are.
    """
    return None if is_partial(agreement, quota) else _brings(agreement, plan, goal, quota, headcount)


def promised_of_some(
    agreement: Agreement, plan: Plan, goal: Goal, quota: Quota, headcount: Headcount | None = None
) -> Fraction | None:
    """What a quota about some leads only brings of those; None for any other, and for one per value."""
    if not is_partial(agreement, quota) or isinstance(quota.for_each, str):
        return None
    return _brings(agreement, plan, goal, quota, headcount)


def largest(promises: Iterable[tuple[T, Fraction | None, Fraction | None]]) -> T | None:
    """The promise that is sure to bring most of a stage, each with what it brings in all, and of some leads only.

    Promises about some leads only may be about others each: together they bring no more than their sum. None where
    that, or a promise of which nobody can say what it brings, might be more than the largest.
    """
    found = list(promises)
    known = [(in_all, one) for one, in_all, _ in found if in_all is not None]
    parts = [of_some for _, in_all, of_some in found if in_all is None]
    together = sum((part for part in parts if part is not None), Fraction())
    if not known or None in parts:
        return None
    most, one = max(known, key=lambda pair: pair[0])
    return one if most >= together else None


def _brings(agreement: Agreement, plan: Plan, goal: Goal, quota: Quota, headcount: Headcount | None) -> Fraction | None:
    spans, people = spans_of(agreement, goal, quota), heads(plan, quota, headcount)
    return None if spans is None or people is None else each_period(quota, people) * spans


def each_period(quota: Quota, people: Fraction) -> Fraction:
    """What a quota on rows or leads asks of so many people in a period of its own, as it is judged.

    What comes out broken is rounded down: the product where it is multiplied (`times`), else what is asked of each. A
    broken number of people is an average, of which no period can be judged: then the product stays as it is.
    """
    value = quota.bound.value
    if not isinstance(value, Fraction):
        raise ValueError(f"'{quota.id}' asks for no number")
    if quota.times is None:
        return floor(value) * people
    return Fraction(floor(value * people)) if people.denominator == 1 else value * people


def is_partial(agreement: Agreement, quota: Quota) -> bool:
    """Whether a quota is about some leads only, or made for each value of a field."""
    return isinstance(quota.for_each, str) or agreement.measures[quota.measure].when is not None


def exists(agreement: Agreement, goal: Goal) -> bool:
    """Whether the goal begins on a day of its version's term: one that does not is no promise of this version."""
    term = agreement.term
    return term is not None and term.from_ <= goal.from_ and (term.through is None or goal.from_ <= term.through)


def spans_of(agreement: Agreement, goal: Goal, quota: Quota) -> Fraction | None:
    """How many of its periods a quota has in the goal's time.

    None without a term, without an end where the quota needs one, and for a goal of another version, of whose time the
    quota's own would be a part only.
    """
    term = agreement.term
    if term is None or (quota.per is Per.TERM and term.through is None) or not exists(agreement, goal):
        return None
    return _share(term, quota.per, goal)


def heads(plan: Plan, quota: Quota, headcount: Headcount | None = None) -> Fraction | None:
    """By how many people a quota counts: the plan's `capacity.count` where it has one; 1 for a quota of all."""
    selector = quota.times if quota.times is not None else quota.for_each
    if not isinstance(selector, People):
        return Fraction(1)
    if plan.capacity is not None and plan.capacity.count is not None:
        return plan.capacity.count
    return headcount(selector) if headcount is not None else None


def counts_people(quota: Quota) -> bool:
    """Whether a quota is so much for each of some people."""
    return quota.times is not None or isinstance(quota.for_each, People)


def busiest(agreement: Agreement) -> Cadence | None:
    """The cadence with the most attempts, of several the first: each lead of the plan gets so many."""
    return max(agreement.cadences.values(), key=lambda cadence: cadence.attempts_at_least, default=None)


def minutes(agreement: Agreement, capacity: Capacity, leads: Fraction) -> Fraction | None:
    """The minutes of work that so many leads make; None if no cadence says how many attempts each gets."""
    cadence = busiest(agreement)
    return None if cadence is None else ceil(leads) * cadence.attempts_at_least * capacity.minutes_per_attempt


def available(term: Term, capacity: Capacity, goal: Goal) -> Fraction | None:
    """The minutes of work there are in the goal's time; None if the people are not counted.

    A period of the capacity that the goal's time cuts counts by its days, also where the term ends before.
    """
    each = hours_each(term, capacity, goal)
    return None if capacity.count is None or each is None else each * 60 * capacity.count


def hours_each(term: Term, capacity: Capacity, goal: Goal) -> Fraction | None:
    """The hours that the plan says one person has in the goal's time."""
    if capacity.per is Per.TERM and term.through is None:
        return None
    return capacity.hours * periods_in(term, capacity.per, goal.from_, goal.due)


def _share(term: Term, per: Per, goal: Goal) -> Fraction:
    """How many periods the goal's time in the term has, those that it cuts by their days."""
    share = Fraction(0)
    for period in periods(term, per, through=term.through, until=goal.due):
        first, last = max(period.first, goal.from_), min(period.after - timedelta(days=1), goal.due)
        if first <= last:
            share += Fraction((last - first).days + 1, period.whole_days)
    return share
