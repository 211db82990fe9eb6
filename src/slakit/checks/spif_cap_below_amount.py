"""A SPIF that pays less than it says.

A SPIF's `pays_at_most` is what one person gets of all of it. Below the `amount` of a single row, nobody ever
gets the amount that is announced.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.numbers import plain
from slakit.usage import pay_plans

CODE = declare("SLA817", "A SPIF that pays less than it says", Severity.WARNING)

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
_SPIF = "spring: {event: customer, from: 2027-03-01, through: 2027-03-31, amount: 150, pays_at_most:"
WRONG = f"{_PLAN}      spifs: {{{_SPIF} 100}}}}\n"
RIGHT = f"{_PLAN}      spifs: {{{_SPIF} 1000}}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for spif in plan.spifs.values():
            if spif.amount is not None and spif.pays_at_most is not None and spif.pays_at_most < spif.amount:
                yield diagnostic(
                    CODE,
                    spif.place("pays_at_most"),
                    f"'{spif.id}' announces {plain(spif.amount)} for a row, and pays {plain(spif.pays_at_most)} in all",
                    f"write at least {plain(spif.amount)}, or a lower 'amount'",
                )
