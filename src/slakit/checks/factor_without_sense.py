"""A modifier that changes nothing, or leaves nothing.

A factor of 1 is no factor. A factor of 0 takes all of the period's variable pay at one stroke, which is hardly what a
modifier is for: a gate caps what a broken promise costs, component by component.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.usage import pay_plans

CODE = declare("SLA815", "A modifier that changes nothing, or leaves nothing", Severity.WARNING)

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
WRONG = f"{_PLAN}      modifiers: [{{if: {{first_attempt: {{at_least: 98%}}}}, factor: 1}}]\n"
RIGHT = f"{_PLAN}      modifiers: [{{if: {{first_attempt: {{at_least: 98%}}}}, factor: 1.05}}]\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for modifier in plan.modifiers:
            if modifier.factor == 1:
                instead = "write the factor that is meant, such as 1.05, or leave the modifier out"
                yield diagnostic(CODE, modifier.span, "a factor of 1 changes nothing", instead)
            elif modifier.factor == 0:
                instead = "write a gate with the caps that are meant, or a factor above 0"
                yield diagnostic(CODE, modifier.span, "a factor of 0 leaves nothing of the variable pay", instead)
