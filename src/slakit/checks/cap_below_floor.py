"""A cap below the floor.

`pays_at_most` is the most that a component pays, `below` and the first point the least. A most that lies below the
least leaves one payout for every attainment, and nobody can tell which of the two was meant.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Component
from slakit.numbers import percent
from slakit.usage import pay_plans

CODE = declare("SLA801", "A cap below the floor")

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
"""
_DEALS = "{weight: 100%, measure: won, quota: 12, mode: interpolated, points: [[75%, 50%], [100%, 100%]]"
WRONG = f"{_PLAN}        deals: {_DEALS}, pays_at_most: 40%}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS}, pays_at_most: 100%}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            yield from _capped(component)


def _capped(component: Component) -> Iterator[Diagnostic]:
    cap = component.pays_at_most
    floors = [("below", component.below)] if component.below is not None else []
    if component.points:
        floors.append(("the first point", component.points[0][1]))
    for what, least in floors:
        if cap is not None and cap < least:
            name = f"'{what}'" if what == "below" else what
            yield diagnostic(
                CODE,
                component.place("pays_at_most"),
                f"'{component.id}' pays at most {percent(cap)}, less than {name} pays ({percent(least)})",
                f"write at least {percent(least)}, or lower {name}",
            )
            return
