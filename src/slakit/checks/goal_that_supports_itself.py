"""A goal that supports itself.

`supports` leads from the parts to the whole. A goal that comes back to itself, directly or through others,
belongs to no whole.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA444", "A goal that supports itself")

_GOAL = "{by: sales, measure: won, target: 120, due: 2027-06-30, owners: [Lee Park], baseline: {value: 100}"
_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
"""
WRONG = f"{_REST}  growth: {_GOAL}, supports: growth}}\n"
RIGHT = f"{_REST}  growth: {_GOAL}}}\n  first_half: {_GOAL}, supports: growth}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for goal in agreement.goals.values():
        path = [goal.id]
        above = goal.supports
        while above is not None and above not in path and above in agreement.goals:
            path.append(above)
            above = agreement.goals[above].supports
        if above == goal.id and goal.id not in told:
            told.update(path)
            through = " through " + ", ".join(f"'{name}'" for name in path[1:]) if len(path) > 1 else ""
            yield diagnostic(
                CODE,
                goal.place("supports"),
                f"'{goal.id}' supports itself{through}",
                "remove 'supports' from the goal that is the whole",
            )
