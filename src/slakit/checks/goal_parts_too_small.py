"""Parts that do not add up to their goal.

What supports a goal in the goal's own unit must add up, over the goal's time, to at least its target:
otherwise everyone keeps a promise and the goal is missed.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.goal_parts import parts
from slakit.model import Agreement
from slakit.numbers import plain

CODE = declare("SLA446", "Parts that do not add up to their goal")
JUDGEMENT = True
WHOLE = True

_GOAL = "{by: sales, measure: won, due: 2027-06-30, owners: [Lee Park]"
_REST = f"""
parties:
  sales: {{accountable: Lee Park}}
measures:
  won: {{leads: customer}}
goals:
  growth: {_GOAL}, target: 120, baseline: {{value: 100}}}}
"""
WRONG = f"{_REST}  inbound: {_GOAL}, target: 70, baseline: {{value: 60}}, supports: growth}}\n"
RIGHT = f"{_REST}  inbound: {_GOAL}, target: 120, baseline: {{value: 100}}, supports: growth}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        found = parts(agreement, goal)
        if found is not None and not found.listed and found.total < found.target:
            names = ", ".join(f"'{name}'" for name in found.counted)
            add, whom = ("adds", "it") if len(found.counted) == 1 else ("add", "them together")
            yield diagnostic(
                CODE,
                goal.span,
                f"{names} {add} up to {plain(found.total)} over its time, the target is {plain(found.target)}",
                f"raise {whom} by {plain(found.target - found.total)}, or lower the target",
            )
