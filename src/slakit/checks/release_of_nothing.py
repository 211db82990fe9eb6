"""A release that holds nothing back.

A release pays a part of what a row earns as its money comes in. Where the rows that bring the money are the credited
rows themselves, or the part is 0%, everything is paid at once, whatever the customer pays.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.reasoning.same_rows import same_rows
from slakit.usage import pay_plans

CODE = declare("SLA822", "A release that holds nothing back", Severity.WARNING)

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
_PAYMENT = "events:\n  payment: {event: payment}\n"
_RELEASE = "sum: amount, of: amount}\n"
WRONG = f"{_PLAN}      release: {{booking: 50%, cash: 50%, event: customer, {_RELEASE}"
RIGHT = f"{_PAYMENT}{_PLAN.lstrip()}      release: {{booking: 50%, cash: 50%, event: payment, {_RELEASE}"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        release, credit = plan.release, plan.credit
        if release is None or credit is None:
            continue
        if release.cash == 0:
            instead = "write the part that waits for the money, or leave the release out"
            yield diagnostic(CODE, plan.place("release.cash"), "a 'cash' of 0% holds nothing back", instead)
        elif same_rows(agreement, release.event, credit.event):
            message = f"rows of '{credit.event}' earn the pay and release it at once"
            yield diagnostic(CODE, plan.place("release.event"), message, "name the event that brings the money in")
