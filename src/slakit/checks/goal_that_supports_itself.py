"""A goal that supports itself.

`supports` leads from the parts to the whole. A goal that comes back to itself, directly or through others,
belongs to no whole.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA444", "A goal that supports itself")

MOST_NAMED = 5
"""Goals of a circle that a message names."""

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
    seen: set[str] = set()
    for goal in agreement.goals.values():
        path: list[str] = []
        above: str | None = goal.id
        while above is not None and above not in seen and above in agreement.goals:
            seen.add(above)
            path.append(above)
            above = agreement.goals[above].supports
        if above in path:
            yield _circle(agreement, path[path.index(above) :])


def _circle(agreement: Agreement, circle: list[str]) -> Diagnostic:
    first = next(name for name in agreement.goals if name in circle)
    place = circle.index(first)
    others = ", ".join(f"'{name}'" for name in (*circle[place + 1 :], *circle[:place])[:MOST_NAMED])
    return diagnostic(
        CODE,
        agreement.goals[first].place("supports"),
        f"'{first}' supports itself" + (f" through {others}" if others else ""),
        "remove 'supports' from the goal that is the whole",
    )
