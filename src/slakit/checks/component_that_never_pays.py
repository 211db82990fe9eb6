"""A component that never pays.

With a weight of 0%, rates of 0 only, or a `pays_at_most` of 0%, no attainment earns anything: people work for a figure
that does not count, and what it was to weigh has gone to other components.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.reasoning.pay_curve import most
from slakit.usage import pay_plans

CODE = declare("SLA804", "A component that never pays", Severity.WARNING)

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
_CALLS = "measure: first_wins, quota: 4, mode: marginal, tiers: [{rate: 1}]"
_MEASURES = "  first_wins: {leads: customer, first: true}"
WRONG = f"{_PLAN}        firsts: {{weight: 0%, {_CALLS}}}\n".replace("measures:", f"measures:\n{_MEASURES}")
RIGHT = WRONG.replace("weight: 100%", "weight: 90%").replace("weight: 0%", "weight: 10%")


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            if component.weight == 0:
                span, why = component.place("weight"), "it weighs 0%"
            elif most(component) == 0:
                span, why = component.span, "every attainment pays 0%"
            else:
                continue
            instead = "write what it is to weigh and to pay, or leave the component out"
            yield diagnostic(CODE, span, f"'{component.id}' never pays: {why}", instead)
