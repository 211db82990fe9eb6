"""A plan that asks nothing of its leads.

With a share of 0 no lead is needed, every quota is enough, and nothing can fall short: the plan plans nothing.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA466", "A plan that asks nothing of its leads", Severity.WARNING)

_REST = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer, first: true}
goals:
  growth:
    by: sales
    measure: won
    target: 30
    due: 2027-03-31
    owners: [Lee Park]
    baseline: {value: 25}
quotas:
  mql_volume: {at_least: 60}
"""
WRONG = f"{_REST}plan: {{goal: growth, share: 0%, average_deal: 1, rates: {{mql: 100%, customer: 25%}}}}\n"
RIGHT = f"{_REST}plan: {{goal: growth, share: 60%, average_deal: 1, rates: {{mql: 100%, customer: 25%}}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    plan = agreement.plan
    if plan is not None and plan.share == 0:
        yield diagnostic(
            CODE,
            plan.span,
            f"a share of 0 of '{plan.goal}' takes no lead: nothing is planned",
            "write the part of the goal that these leads are to bring",
        )
