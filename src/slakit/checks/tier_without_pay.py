"""A tier that pays nothing between tiers that pay.

Whoever has reached it earns nothing more until the next tier begins, and does best to keep deals back for a period in
which they count. A cap is written as `pays_at_most`, or as a last tier of 0.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Component
from slakit.numbers import percent
from slakit.usage import pay_plans

CODE = declare("SLA803", "A tier that pays nothing between tiers that pay", Severity.WARNING)

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
_DEALS = "{weight: 100%, measure: won, quota: 12, mode: marginal, tiers:"
WRONG = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{up_to: 120%, rate: 0}}, {{rate: 2}}]}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{up_to: 120%, rate: 1}}, {{rate: 2}}]}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            yield from _holes(component)


def _holes(component: Component) -> Iterator[Diagnostic]:
    """Of a retroactive component, such a tier takes back what was paid, which is told apart."""
    if component.mode != "marginal":
        return
    paying = [number for number, tier in enumerate(component.tiers) if tier.rate > 0]
    for number in range(paying[0] + 1, paying[-1]) if paying else ():
        below, tier = component.tiers[number - 1].up_to, component.tiers[number]
        if tier.rate == 0 and below is not None and tier.up_to is not None:
            yield diagnostic(
                CODE,
                tier.span,
                f"'{component.id}' pays nothing for attainment from {percent(below)} to {percent(tier.up_to)},"
                " and pays again beyond",
                "write a rate, or leave the tier out",
            )
