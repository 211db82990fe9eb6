"""A promise that cannot reach the plan's goal.

The plan says how many leads of a stage the goal takes. A quota that promises fewer of them over the goal's time can
be kept to the letter, and the goal is missed.
"""

from collections.abc import Iterator
from math import ceil

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.numbers import plain
from slakit.reasoning.back_solved import (
    Needed,
    beginning,
    floors,
    largest,
    needed,
    promised,
    promised_of_some,
    stage_before,
)

CODE = declare("SLA457", "A promise that cannot reach the plan's goal", Severity.WARNING)

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  revenue: {sum: amount, of: customer}
goals:
  growth:
    by: sales
    measure: revenue
    target: 1200000
    due: 2027-03-31
    owners: [Lee Park]
    baseline: {value: 1000000}
plan: {goal: growth, average_deal: 30000, rates: {mql: 100%, customer: 25%}}
"""
WRONG = f"{_REST}quotas:\n  mql_volume: {{at_least: 40}}\n"
RIGHT = f"{_REST}quotas:\n  mql_volume: {{at_least: 54}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    plan = agreement.plan
    goal = agreement.goals.get(plan.goal) if plan is not None else None
    if plan is None or goal is None:
        return
    before = stage_before(agreement, plan)
    first = [] if before is None else [Needed(stage=before, leads=beginning(plan, goal))]
    for step in (*first, *needed(agreement, plan)):
        totals = {
            quota.id: (quota, promised(agreement, plan, goal, quota), promised_of_some(agreement, plan, goal, quota))
            for quota in floors(agreement, step.stage)
        }
        quota = largest(totals.values())
        total = None if quota is None else totals[quota.id][1]
        if quota is not None and total is not None and total < step.leads:
            yield diagnostic(
                CODE,
                quota.place("at_least"),
                f"'{quota.id}' promises {plain(total)} of '{step.stage}' in the time of '{goal.id}',"
                f" the plan takes {ceil(step.leads)}",
                "promise more, or plan with another rate, deal size or share",
            )
