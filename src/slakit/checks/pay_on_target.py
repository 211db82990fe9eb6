"""Pay on target that is not the plan's.

`ote` is what base and variable come to for those who are on target. A plan that pays less, or more, of its variable
where every component is at 100% names a figure that nobody on target earns.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Component, PayPlan
from slakit.numbers import percent, plain
from slakit.payout import payout
from slakit.reasoning.pay_curve import least, most
from slakit.usage import pay_plans

CODE = declare("SLA809", "Pay on target that is not the plan's", Severity.WARNING)

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
WRONG = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 0.8}}, {{rate: 1.5}}]}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS} [{{up_to: 100%, rate: 1}}, {{rate: 1.5}}]}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        components = plan.components.values()
        if sum(component.weight for component in components) != 1 or any(map(_is_told_of, components)):
            continue
        paid = sum((component.weight * payout(component, Fraction(1)) for component in components), Fraction(0))
        most_ = plan.pays_at_most
        if most_ is not None and most_ < min(paid, Fraction(1)):
            yield _told(plan, most_, "pays_at_most", "write a 'pays_at_most' of 100% or more")
        elif paid != 1:
            yield _told(plan, paid, "pay.ote", "let an attainment of 100% pay 100%, or change 'variable' and 'ote'")


def _is_told_of(component: Component) -> bool:
    """Whether a more particular finding says what is wrong with the component."""
    return most(component) == 0 or (component.pays_at_most is not None and component.pays_at_most < least(component))


def _told(plan: PayPlan, paid: Fraction, place: str, instead: str) -> Diagnostic:
    earned = plan.pay.base + plan.pay.variable * paid
    return diagnostic(
        CODE,
        plan.place(place),
        f"with every component at 100%, '{plan.id}' pays {percent(paid)} of its variable:"
        f" {plain(earned)} in all, 'ote' says {plain(plan.pay.ote)}",
        instead,
    )
