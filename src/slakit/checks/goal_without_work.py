"""A shared goal that pays, and that nothing works towards.

Several parties are paid when it is reached, and no part of it, no quota, no plan and no component on its measure says
who is to do how much for that: each waits for the others. Another goal of several parties on the measure says no more.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Goal, Quota
from slakit.reasoning.pay_bounds import adds_up
from slakit.usage import measure_shape, measured, pay_plans, pools

CODE = declare("SLA463", "A shared goal that pays, and that nothing works towards", Severity.WARNING)
WHOLE = True

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {sum: amount, of: customer}
goals:
  growth:
    by: [sales, marketing]
    measure: won
    target: 9000
    due: 2027-12-31
    owners: [Lee Park]
    baseline: {value: 9000}
compensation:
  pools:
    together: {goal: growth, amount: 5000, share: {sales: 50%, marketing: 50%}}
"""
WRONG = _REST
RIGHT = f"{_REST}quotas:\n  mql_volume: {{supports: growth}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        is_shared = goal.supports is None and len(goal.by) > 1 and adds_up(agreement.measures.get(goal.measure))
        if is_shared and _pays(agreement, goal) and not _is_worked_for(agreement, goal):
            yield diagnostic(
                CODE,
                goal.span,
                f"people are paid for '{goal.id}', and nothing says who does what for it",
                f"let a quota or goal support it (supports: {goal.id}), or plan it",
            )


def _pays(agreement: Agreement, goal: Goal) -> bool:
    named = {component.goal for plan in pay_plans(agreement) for component in plan.components.values()}
    return goal.id in named or any(pool.goal == goal.id for pool in pools(agreement))


def _is_worked_for(agreement: Agreement, goal: Goal) -> bool:
    """Whether something supports the goal, or promises or pays for what it measures."""
    if agreement.plan is not None and agreement.plan.goal == goal.id:
        return True
    of = measure_shape(agreement.measures[goal.measure])
    others = [each for each in measured(agreement) if each.id != goal.id]
    measures = [each.measure for each in others if isinstance(each, Quota) or len(each.by) == 1]
    measures += [part.measure or "" for plan in pay_plans(agreement) for part in plan.components.values()]
    known = [agreement.measures[name] for name in measures if name in agreement.measures]
    return any(each.supports == goal.id for each in others) or any(measure_shape(each) == of for each in known)
