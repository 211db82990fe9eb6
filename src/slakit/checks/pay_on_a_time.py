"""Pay on a time.

A component compares what is credited with a quota: more is better, and rows are credited to people. The median, average
or p90 of a response is a time, of which less is better, and no row of it is anybody's.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, ResponseTime
from slakit.usage import pay_plans, pools

CODE = declare("SLA825", "Pay on a time")

_PLAN = """
measures:
  speed: {median: first_attempt}
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
_QUOTA = "quotas:\n  fast: {by: sales, measure: speed, at_most: 4 business hours, per: month}\n"
WRONG = f"{_QUOTA}{_PLAN.lstrip()}".replace("measure: won", "measure: speed").replace("  won: {leads: customer}\n", "")
_GATE = "gates: [{unless: {fast: {at_most: 4 business hours}}, cap: {deals: 100%}}]"
RIGHT = f"{_QUOTA}{_PLAN.lstrip()}      {_GATE}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            if isinstance(agreement.measures.get(component.measure or ""), ResponseTime):
                message = f"'{component.measure}' is a time, so '{component.id}' cannot pay on it"
                instead = "pay on a count, sum or share, and make the time a gate or a modifier"
                yield diagnostic(CODE, component.place("measure"), message, instead)
    for pool in pools(agreement):
        if isinstance(agreement.measures.get(pool.measure or ""), ResponseTime):
            message = f"'{pool.measure}' is a time, so nobody contributes to it"
            yield diagnostic(CODE, pool.place("measure"), message, "name a count, number of leads or sum")
