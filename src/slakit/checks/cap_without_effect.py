"""A cap above all that is ever paid.

A `pays_at_most` beyond the highest payout never cuts anything. It reads as if so much could be earned.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, PayPlan
from slakit.numbers import percent
from slakit.reasoning.pay_curve import most, uncapped_most
from slakit.usage import pay_plans

CODE = declare("SLA806", "A cap above all that is ever paid", Severity.WARNING)

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
_DEALS = "{weight: 100%, measure: won, quota: 12, mode: interpolated, points: [[75%, 50%], [100%, 100%], [120%, 150%]]"
WRONG = f"{_PLAN}        deals: {_DEALS}, pays_at_most: 300%}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            highest = uncapped_most(component)
            # one that never pays at all is told of apart
            if component.pays_at_most is not None and highest and component.pays_at_most > highest:
                yield diagnostic(
                    CODE,
                    component.place("pays_at_most"),
                    f"'{component.id}' never pays more than {percent(highest)} anyway",
                    f"leave 'pays_at_most' out, or write less than {percent(highest)}",
                )
        highest = _together(plan)
        if plan.pays_at_most is not None and highest is not None and plan.pays_at_most > highest:
            yield diagnostic(
                CODE,
                plan.place("pays_at_most"),
                f"the components of '{plan.id}' never pay more than {percent(highest)} together anyway",
                f"leave 'pays_at_most' out, or write less than {percent(highest)}",
            )


def _together(plan: PayPlan) -> Fraction | None:
    """The most that all components pay with all modifiers that raise pay; None without end."""
    total = Fraction(0)
    for component in plan.components.values():
        highest = most(component)
        if highest is None and component.weight > 0:
            return None
        total += component.weight * (highest or 0)
    for modifier in plan.modifiers:
        total *= max(Fraction(1), modifier.factor)
    return total
