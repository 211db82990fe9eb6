"""A step of pay larger than all the pay on target.

Where the least more of attainment pays more than the whole component pays at 100%, everything hangs on one deal and its
date: it is hurried, held back or argued about.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.model import Agreement, Component
from slakit.numbers import percent
from slakit.usage import pay_plans

CODE = declare("SLA808", "A step of pay larger than the pay on target", Severity.WARNING)

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
WRONG = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{rate: 2.5}}]}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{rate: 1.25}}]}}\n"

_MOST = Fraction(1)


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            for attainment, before, after, span in _steps(component):
                if after - before > _MOST:
                    yield diagnostic(
                        CODE,
                        span,
                        f"at {percent(attainment)} of attainment '{component.id}' steps from {percent(before)}"
                        f" to {percent(after)} of its target pay",
                        "write tiers or points between them, or mode: marginal",
                    )


def _steps(component: Component) -> Iterator[tuple[Fraction, Fraction, Fraction, Span]]:
    """The attainments at which the payout jumps, with what is paid before and after. Marginal pay has none."""
    cap = component.pays_at_most
    for attainment, before, after, span in _uncapped(component):
        yield attainment, before, after if cap is None else min(after, cap), span


def _uncapped(component: Component) -> Iterator[tuple[Fraction, Fraction, Fraction, Span]]:
    if component.points:
        attainment, pays = component.points[0]
        yield attainment, component.below or Fraction(0), pays, component.place("points.0")
    for lower, upper in pairwise(component.tiers if component.mode == "retroactive" else ()):
        if lower.up_to is not None:
            yield lower.up_to, lower.up_to * lower.rate, lower.up_to * upper.rate, upper.span
