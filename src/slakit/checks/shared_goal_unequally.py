"""A shared goal that weighs more for one party than for another.

Parties that promise a goal together pull in one direction as far as it counts alike for both. Where it is 40% of the
one's variable pay and 10% of the other's, the second has better things to do.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Goal, PayPlan
from slakit.numbers import percent
from slakit.reasoning.pay_bounds import parties_of
from slakit.usage import pay_plans

CODE = declare("SLA461", "A shared goal that weighs unequally", Severity.WARNING)

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: [sales, marketing], measure: won, target: 9, due: 2027-12-31, owners: [Lee Park], baseline: {value: 9}}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
        growth: {weight: 60%, goal: growth, mode: marginal, tiers: [{rate: 1}]}
        deals: {weight: 40%, measure: won, quota: 3, mode: marginal, tiers: [{rate: 1}]}
    demand:
      people: {party: marketing, role: demand}
      pay: {ote: 80000, base: 70000, variable: 10000, every: year}
      per: quarter
      credit: {to: owner, event: mql}
      components:
        growth: {weight: 20%, goal: growth, mode: marginal, tiers: [{rate: 1}]}
        leads: {weight: 80%, measure: mqls, quota: 30, mode: marginal, tiers: [{rate: 1}]}
"""
WRONG = _REST
RIGHT = _REST.replace("weight: 20%", "weight: 60%").replace("weight: 80%", "weight: 40%")


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        paid = list(_weights(agreement, goal))
        parties = {party for _, of, _ in paid for party in of}
        if len(parties) < 2:
            continue
        first, of_first, weight = paid[0]
        for plan, of, other in paid[1:]:
            if other != weight:
                place = next(component for component in plan.components.values() if component.goal == goal.id)
                yield diagnostic(
                    CODE,
                    place.place("weight"),
                    f"'{goal.id}' weighs {percent(other)} here ({' and '.join(of)}),"
                    f" and {percent(weight)} in '{first.id}' ({' and '.join(of_first)})",
                    "write one weight in all plans of those who promise it",
                )
                break


def _weights(agreement: Agreement, goal: Goal) -> Iterator[tuple[PayPlan, tuple[str, ...], Fraction]]:
    """The plans that pay on the goal, each with the promisers whose people it is for, and the goal's weight."""
    for plan in pay_plans(agreement):
        weight = sum((part.weight for part in plan.components.values() if part.goal == goal.id), Fraction(0))
        of = tuple(party for party in parties_of(plan) or () if party in goal.by)
        if weight and of:
            yield plan, of, weight
