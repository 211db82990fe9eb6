"""A period in which a plan has nothing to pay for.

A component on a goal pays in the periods that share a day with the goal. A plan that has no other component leaves its
people without variable pay in a period before its goals, or between two of them. (After the last one, the next goals
may still be agreed on, in a later version.)
"""

from collections.abc import Iterator
from datetime import date

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Goal, PayPlan
from slakit.reasoning.settled import settled
from slakit.usage import pay_plans

CODE = declare("SLA823", "A period in which a plan has nothing to pay for", Severity.WARNING)

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: sales, measure: won, target: 60, due: 2027-12-31, owners: [Lee Park], baseline: {value: 50}}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      components:
        growth: {weight: 100%, goal: growth, mode: interpolated, points: [[75%, 50%], [100%, 100%]], below: 0%}
"""
WRONG = _REST.replace("due:", "from: 2027-07-01, due:")
RIGHT = _REST

_SHOWN = 3


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        goals = [agreement.goals.get(component.goal or "") for component in plan.components.values()]
        known = [goal for goal in goals if goal is not None]
        if not known or len(known) < len(goals):
            continue
        idle = _idle(agreement, plan, known)
        if idle:
            named = ", ".join(str(first) for first in idle[:_SHOWN]) + (" …" if len(idle) > _SHOWN else "")
            yield diagnostic(
                CODE,
                plan.span,
                f"'{plan.id}' pays on goals only, and no day of {_time(known)}"
                f" lies in the {plan.per}{_s(idle)} from {named}",
                "add a component on a measure, or a goal for that time",
            )


def _idle(agreement: Agreement, plan: PayPlan, goals: list[Goal]) -> list[date]:
    """The first dates of the periods without a day of a goal, as far as a later one has days; all, if none has any."""
    found = settled(agreement, plan, max(goal.due for goal in goals))
    busy = [any(goal.from_ < each.after and each.first <= goal.due for goal in goals) for each in found]
    last = max((number for number, is_busy in enumerate(busy) if is_busy), default=len(found))
    return [each.first for number, each in enumerate(found) if number < last and not busy[number]]


def _s(those: list[date]) -> str:
    return "" if len(those) == 1 else "s"


def _time(goals: list[Goal]) -> str:
    """The goals with their times, in words."""
    return " or ".join(dict.fromkeys(f"'{goal.id}' ({goal.from_} through {goal.due})" for goal in goals))
