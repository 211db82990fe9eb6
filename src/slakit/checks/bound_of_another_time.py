"""A condition of pay over another time than the promise.

Gates, modifiers and kickers look at what a commitment comes to in the plan's period. The number that is promised for a
year is hardly ever reached in a month, and a goal for the spring has nothing to say about the autumn.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from slakit.commitments.periods import periods
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Goal, PayPlan, Per, Quota
from slakit.numbers import plain
from slakit.reasoning.pay_bounds import MONTHS, Question, adds_up, measure_of, promised, questions
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
    if quota.times is None and quota.for_each is None and _is_longer(quota.per, plan.per):
        yield from _whole(agreement, question, _one(quota.per), _one(plan.per))


def _is_longer(one: Per, other: Per) -> bool:
    """Whether a period is longer than another, the term being longer than all."""
    if other is Per.TERM or one is Per.TERM:
        return other is not one and one is Per.TERM
    return MONTHS.get(one, 0) > MONTHS.get(other, 0) or (one, other) == (Per.WEEK, Per.DAY)


def _of_goal(agreement: Agreement, plan: PayPlan, question: Question, goal: Goal) -> Iterator[Diagnostic]:
    apart, whole = [], False
    for first, last in _settled(agreement, plan, goal):
        whole = whole or (first <= goal.from_ and goal.due <= last)
        if last < goal.from_ or goal.due < first:
            apart.append(first)
    if not whole:
        yield from _whole(agreement, question, f"{goal.from_} through {goal.due}", _one(plan.per))
    if apart:
        named = ", ".join(str(first) for first in apart[:_SHOWN]) + (" …" if len(apart) > _SHOWN else "")
        message = (
            f"'{goal.id}' is for {goal.from_} through {goal.due}, and is asked in a {plan.per} without a day of it"
        )
        instead = "name a promise that holds all the time, or pay on the goal itself with a component"
        yield diagnostic(CODE, question.span, f"{message}: from {named}", instead)


def _settled(agreement: Agreement, plan: PayPlan, goal: Goal) -> Iterator[tuple[date, date]]:
    """The first and last dates of the plan's periods; without an end of the term, as far as the goal goes."""
    term = agreement.term
    if term is None or (plan.per is Per.TERM and term.through is None):
        return
    for period in periods(term, plan.per, through=term.through, until=term.through or goal.due):
        yield period.first, period.after - timedelta(days=1)


def _one(per: Per) -> str:
    return "the term" if per is Per.TERM else f"a {per.value}"


def _whole(agreement: Agreement, question: Question, time: str, asked: str) -> Iterator[Diagnostic]:
    """The whole of what is promised for a longer time, asked of a shorter one."""
    name, bound = question.commitment, question.bound
    promise = promised(agreement, name)
    if promise is None or not adds_up(measure_of(agreement, name)):
        return
    asks, promises = bound.value, promise.value
    # who promises at most so many for a year keeps to it in every month, too
    if bound.operator != "at_least" or promise.operator != "at_least":
        return
    if isinstance(asks, Fraction) and isinstance(promises, Fraction) and asks >= promises > 0:
        message = f"'{name}' promises {plain(promises)} for {time}; this asks for {plain(asks)} in {asked}"
        yield diagnostic(CODE, question.span, message, f"write what {asked} of it comes to")
