"""Parts far above their goal.

Parts that add up to more than 110% of their goal mean that the goal is split twice (by team and by quarter,
say), or that the goal itself is too low. A second split belongs below the parts of the first.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.goal_parts import parts
from slakit.model import Agreement
from slakit.numbers import percent, plain

CODE = declare("SLA447", "Parts far above their goal", Severity.WARNING)
WHOLE = True

_GOAL = "{by: sales, measure: won, due: 2027-06-30, owners: [Lee Park], target: 120, baseline: {value: 100}"
_REST = f"""
parties:
  sales: {{accountable: Lee Park}}
measures:
  won: {{leads: customer}}
goals:
  growth: {_GOAL}}}
  inbound: {_GOAL}, supports: growth}}
"""
WRONG = f"{_REST}  spring: {_GOAL}, supports: growth}}\n"
RIGHT = f"{_REST}  spring: {_GOAL}, supports: inbound}}\n"

_MOST = Fraction(11, 10)


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        found = parts(agreement, goal)
        surely = Fraction(0) if found is None else found.total - found.early
        if found is not None and surely > found.target * _MOST and found.target > 0:
            names = ", ".join(f"'{name}'" for name in found.counted)
            add = "adds" if len(found.counted) == 1 else "add"
            yield diagnostic(
                CODE,
                goal.span,
                f"{names} {add} up to {plain(surely)} in its time, {percent(surely / found.target)} of '{goal.id}'",
                "split a goal one way only: let a second split support the parts of the first",
            )
