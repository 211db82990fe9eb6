"""Quotas of pay plans that do not fit the goal.

Quotas are what people are asked for, a goal is what their teams have promised. Where the quotas on its measure come to
less than the goal, everybody can be on target and the goal is missed; where they come to far more (above 130%), few can
be on target. People are counted as the plan's `capacity` counts them, or by days on the roster (`--people`), newcomers
by their ramp; as those who are still to be hired are not on it, a tenth less than the goal is left alone there.
"""

from collections.abc import Collection, Iterator
from fractions import Fraction

from slakit.commitments.periods import Period
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, PayPlan
from slakit.reasoning.assignment import Against, Heads, assignments

CODE = declare("SLA460", "Quotas that do not fit the goal", Severity.WARNING)
WHOLE = True
ROSTER = True

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  revenue: {sum: amount, of: customer}
goals:
  growth:
    by: sales
    measure: revenue
    target: 1200000
    due: 2027-03-31
    owners: [Lee Park]
    baseline: {value: 1000000}
plan:
  goal: growth
  average_deal: 60000
  rates: {mql: 100%, customer: 100%}
  capacity: {people: {party: sales, role: rep}, count: 8, hours: 20, per: month, minutes_per_attempt: 10}
quotas:
  mql_volume: {at_least: 7}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
"""
_SOLD = "sold: {weight: 100%, measure: revenue, mode: marginal, tiers: [{rate: 1}], quota:"
WRONG = f"{_REST}        {_SOLD} 100000}}\n"
RIGHT = f"{_REST}        {_SOLD} 165000}}\n"

_WHOLE, _TENTH_LESS, _MOST = Fraction(1), Fraction(9, 10), Fraction(13, 10)


def check(agreement: Agreement, roster: Collection[str] | None = None) -> Iterator[Diagnostic]:
    """With a roster, its people are counted instead, by days."""
    if roster is None:
        yield from findings(agreement, _counted(agreement), _WHOLE)


def findings(agreement: Agreement, heads: Heads, least: Fraction = _TENTH_LESS) -> Iterator[Diagnostic]:
    """The goals for which quotas come to less than `least` of the target, or to far more than it."""
    for against in assignments(agreement, heads):
        part, goal = against.amount / against.goal.target, f"'{against.goal.id}'"
        if against.amount and part < least:
            yield _told(
                against, f"quotas reach only {against.percent} of {goal}", "raise the quotas, or lower the goal"
            )
        elif part > _MOST:
            yield _told(against, f"quotas go far beyond {goal}, {against.percent} of it", "lower the quotas")


def _told(against: Against, what: str, instead: str) -> Diagnostic:
    place = against.parts[0].component.place("quota")
    in_part = any(part.heads.denominator != 1 for part in against.parts)
    told = " (who is there for a part of the time, or on a ramp, counts in part)" if in_part else ""
    return diagnostic(CODE, place, f"{what}: {against.arithmetic}", f"{instead}, or plan with other people{told}")


def _counted(agreement: Agreement) -> Heads:
    """The people of a plan as `capacity` counts them, where it counts the same ones."""
    capacity = None if agreement.plan is None else agreement.plan.capacity
    count = None if capacity is None or capacity.people is None else capacity.count
    counted = None if capacity is None or capacity.people is None else _set(capacity.people.where)

    def heads(plan: PayPlan, period: Period) -> Fraction | None:
        return count if _set(plan.people.where) == counted else None

    return heads


def _set(where: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset((column, frozenset(values)) for column, values in where)
