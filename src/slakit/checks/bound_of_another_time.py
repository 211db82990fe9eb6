"""A condition of pay over another time than the promise.

Gates, modifiers and kickers look at what a commitment comes to in the plan's period. The number that is promised for a
year is hardly ever reached in a month, and a goal for the spring has nothing to say about the autumn.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.durations import Duration
from slakit.model import Agreement, Count, Goal, Leads, PayPlan, Per, Quota
from slakit.numbers import plain
from slakit.reasoning.pay_bounds import MONTHS, Question, adds_up, questions
from slakit.reasoning.settled import settled
from slakit.usage import pay_plans

CODE = declare("SLA814", "A condition of pay over another time than the promise", Severity.WARNING)

_PLAN = """
measures:
  won: {leads: customer}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
        deals: {weight: 100%, measure: won, quota: 12, mode: marginal, tiers: [{rate: 1}]}
"""
_YEARLY = "quotas:\n  mql_year: {by: marketing, measure: mqls, at_least: 60, per: year}\n"
_ASKED = "      modifiers: [{if: {mql_year: {at_least:"
WRONG = f"{_YEARLY}{_PLAN.lstrip()}{_ASKED} 60}}}}, factor: 1.1}}]\n"
RIGHT = f"{_YEARLY}{_PLAN.lstrip()}{_ASKED} 15}}}}, factor: 1.1}}]\n"

_SHOWN = 3


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for question in questions(plan):
            found = agreement.quotas.get(question.commitment) or agreement.goals.get(question.commitment)
            if isinstance(found, Quota):
                yield from _of_quota(agreement, plan, question, found)
            elif isinstance(found, Goal):
                yield from _of_goal(agreement, plan, question, found)


def _of_quota(agreement: Agreement, plan: PayPlan, question: Question, quota: Quota) -> Iterator[Diagnostic]:
    for_all = quota.times is None and quota.for_each is None
    at_least = quota.bound.operator == "at_least"
    if for_all and at_least and _is_longer(quota.per, plan.per) and adds_up(agreement.measures.get(quota.measure)):
        yield from _whole(question, quota.bound.value, _one(quota.per), _one(plan.per), _part(agreement, plan, quota))


def _part(agreement: Agreement, plan: PayPlan, quota: Quota) -> str:
    """What a period of the plan comes to of the quota, as it can be written; empty where that differs by the period."""
    value, shorter, longer = quota.bound.value, MONTHS.get(plan.per), MONTHS.get(quota.per)
    if isinstance(value, Duration) or shorter is None or longer is None:
        return ""
    part = value * shorter / longer
    if not isinstance(agreement.measures.get(quota.measure), Count | Leads):
        return f"write {plain(part, 2)}, what {_one(plan.per)} of it comes to"
    if part < 1:
        less = f"{_one(plan.per)} of it comes to less than one"
        return f"name a promise for {_one(plan.per)}, or settle the plan per {quota.per.value}: {less}"
    down = "" if part.denominator == 1 else ", rounded down"
    return f"write {floor(part)}, what {_one(plan.per)} of it comes to{down}"


def _is_longer(one: Per, other: Per) -> bool:
    """Whether a period is longer than another, the term being longer than all."""
    if other is Per.TERM or one is Per.TERM:
        return other is not one and one is Per.TERM
    return MONTHS.get(one, 0) > MONTHS.get(other, 0) or (one, other) == (Per.WEEK, Per.DAY)


def _of_goal(agreement: Agreement, plan: PayPlan, question: Question, goal: Goal) -> Iterator[Diagnostic]:
    asked = settled(agreement, plan, goal.due)
    time, one = f"{goal.from_} through {goal.due}", _one(plan.per)
    is_whole = any(period.first <= goal.from_ and goal.due < period.after for period in asked)
    if not is_whole and adds_up(agreement.measures.get(goal.measure)):
        yield from _whole(question, goal.target, time, one, "")
    apart = [str(period.first) for period in asked if period.after <= goal.from_ or goal.due < period.first]
    if apart:
        named = ", ".join(apart[:_SHOWN]) + (" …" if len(apart) > _SHOWN else "")
        message = f"'{goal.id}' is for {time}, and is asked in {one} without a day of it: from {named}"
        instead = "name a promise that holds all the time, or pay on the goal itself with a component"
        yield diagnostic(CODE, question.span, message, instead)


def _one(per: Per) -> str:
    return "the term" if per is Per.TERM else f"a {per.value}"


def _whole(
    question: Question, promised: Fraction | Duration, time: str, asked: str, instead: str
) -> Iterator[Diagnostic]:
    """The whole of what is promised for a longer time, asked of a shorter one; `instead` is what to write."""
    value = question.bound.value
    # who promises at most so many for a year keeps to it in every month, too
    if question.bound.operator != "at_least" or isinstance(value, Duration) or isinstance(promised, Duration):
        return
    if value >= promised > 0:
        name = question.commitment
        message = f"'{name}' promises {plain(promised)} for {time}; this asks for {plain(value)} in {asked}"
        yield diagnostic(CODE, question.span, message, instead or f"write what {asked} of it comes to")
