"""A ramp that falls.

A ramp begins with a small part of the quota and ends with all of it: after its last step, the quota is 100%. A step
above the one that follows asks more of newcomers than of those who have been there longer.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.numbers import percent
from slakit.usage import pay_plans

CODE = declare("SLA820", "A ramp that falls", Severity.WARNING)

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
        deals: {weight: 100%, measure: won, quota: 12, mode: marginal, tiers: [{rate: 1}]}
"""
WRONG = f"{_PLAN}      ramp: {{quota: [75%, 50%, 25%], per: month}}\n"
RIGHT = f"{_PLAN}      ramp: {{quota: [25%, 50%, 75%], per: month}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        steps = () if plan.ramp is None else (*plan.ramp.quota, Fraction(1))
        for number, (earlier, later) in enumerate(pairwise(steps), 1):
            if plan.ramp is not None and earlier > later:
                yield diagnostic(
                    CODE,
                    plan.ramp.span,
                    f"{plan.ramp.per} {number} asks {percent(earlier)} of the quota, the one after it {percent(later)}",
                    "write the steps in rising order, up to 100%",
                )
                break
