"""Pay that falls while attainment rises.

More should never earn less. A point below the one before, a `below` above the first point, or a retroactive tier
whose rate takes back what the tier before has paid: whoever is near it does best to hold a deal back.
"""

from collections.abc import Iterator
from itertools import pairwise

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Component
from slakit.numbers import percent
from slakit.usage import pay_plans

CODE = declare("SLA802", "Pay that falls while attainment rises", Severity.WARNING)

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
_DEALS = "{weight: 100%, measure: won, quota: 12, mode: retroactive, tiers:"
WRONG = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{rate: 0.5}}]}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{rate: 1.5}}]}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            yield from _points(component)
            yield from _tiers(component)


def _points(component: Component) -> Iterator[Diagnostic]:
    points = component.points
    if points and component.below is not None and component.below > points[0][1]:
        message = f"below {percent(points[0][0])} pays {percent(component.below)}, at it only {percent(points[0][1])}"
        yield diagnostic(CODE, component.place("below"), message, f"write at most {percent(points[0][1])}")
    for number, (lower, upper) in enumerate(pairwise(points), 1):
        if upper[1] < lower[1]:
            message = (
                f"{percent(upper[0])} pays {percent(upper[1])}, less than {percent(lower[0])} ({percent(lower[1])})"
            )
            yield diagnostic(CODE, component.place(f"points.{number}"), message, f"write at least {percent(lower[1])}")


def _tiers(component: Component) -> Iterator[Diagnostic]:
    """A retroactive tier pays the whole at its rate; of marginal ones, each pays its own slice only."""
    for lower, upper in pairwise(component.tiers):
        falls = upper.rate < lower.rate if component.mode == "retroactive" else upper.rate < 0
        if falls and lower.up_to is not None:
            message = f"beyond {percent(lower.up_to)} all of the attainment is paid at {percent(upper.rate)} instead of"
            yield diagnostic(
                CODE,
                upper.span,
                f"{message} {percent(lower.rate)}",
                f"write a rate of at least {percent(lower.rate)}, or mode: marginal",
            )
