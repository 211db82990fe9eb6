"""A part of a goal that is due after the whole.

What supports a goal must be done when the goal is due.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA445", "A part of a goal due after the whole")
JUDGEMENT = True

_GOAL = "{by: sales, measure: won, target: 120, owners: [Lee Park], baseline: {value: 100}"
_REST = f"""
parties:
  sales: {{accountable: Lee Park}}
measures:
  won: {{leads: customer}}
goals:
  growth: {_GOAL}, due: 2027-06-30}}
"""
WRONG = f"{_REST}  campaign: {_GOAL}, due: 2027-07-31, supports: growth}}\n"
RIGHT = f"{_REST}  campaign: {_GOAL}, due: 2027-05-31, supports: growth}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        parent = agreement.goals.get(goal.supports or "")
        if parent is not None and goal.due > parent.due:
            yield diagnostic(
                CODE,
                goal.place("due"),
                f"'{goal.id}' is due on {goal.due}, after '{parent.id}', which it supports ({parent.due})",
                f"write {parent.due} or earlier",
            )
