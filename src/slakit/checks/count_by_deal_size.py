"""A number of leads, planned with the size of a deal.

A goal that counts those who reach the plan's last stage takes one deal for each of them. With the average deal of a
goal of money, the plan would find that a thousandth of a customer does.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Count, Leads, Measure
from slakit.numbers import plain

CODE = declare("SLA464", "A number of leads planned with the size of a deal", Severity.WARNING)

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
WRONG = f"{_REST}plan: {{goal: growth, average_deal: 27000, rates: {{mql: 100%, customer: 25%}}}}\n"
RIGHT = f"{_REST}plan: {{goal: growth, average_deal: 1, rates: {{mql: 100%, customer: 25%}}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    plan = agreement.plan
    goal = agreement.goals.get(plan.goal) if plan is not None else None
    if plan is None or goal is None or plan.average_deal == 1:
        return
    if _counts_leads(agreement.measures.get(goal.measure), tuple(plan.rates)[-1:]):
        deals = goal.target * plan.share / plan.average_deal
        yield diagnostic(
            CODE,
            plan.span,
            f"'{goal.id}' counts leads, {plain(goal.target)} of them, and with an average deal of"
            f" {plain(plan.average_deal)} the plan takes {plain(deals)}",
            "write 'average_deal: 1', or plan for a goal whose measure is a sum",
        )


def _counts_leads(measure: Measure | None, last: tuple[str, ...]) -> bool:
    """Whether it is a number of leads: of what else a deal has several, such as seats, the average is as many."""
    return isinstance(measure, Leads) or (isinstance(measure, Count) and measure.events == last)
