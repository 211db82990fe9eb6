"""A plan that ends at another stage than its goal is measured at.

The plan reckons back from its last rate's stage: so many must reach that one. A goal that counts or sums up another
stage is reached, or missed, whatever reaches the last.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Count, Leads, Measure, Sum
from slakit.reasoning.same_rows import same_pattern

CODE = declare("SLA465", "A plan that ends at another stage than its goal", Severity.WARNING)

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
WRONG = f"{_REST}plan: {{goal: growth, average_deal: 1, rates: {{mql: 100%}}}}\n"
RIGHT = f"{_REST}plan: {{goal: growth, average_deal: 1, rates: {{mql: 100%, customer: 25%}}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    plan = agreement.plan
    goal = agreement.goals.get(plan.goal) if plan is not None else None
    if plan is None or goal is None or not plan.rates:
        return
    last, events = list(plan.rates)[-1], _events(agreement.measures.get(goal.measure))
    stages = [_stage(agreement, event) for event in events]
    # an event that is no stage may well be what happens at the last one
    if events and last not in stages and all(stages):
        named = " or ".join(f"'{stage}'" for stage in dict.fromkeys(stages))
        yield diagnostic(
            CODE,
            plan.span,
            f"'{goal.id}' is measured at {named}, and the rates of the plan end at '{last}'",
            f"let the rates end at {named}, or plan for a goal that is measured at '{last}'",
        )


def _stage(agreement: Agreement, event: str) -> str | None:
    """The stage that an event is: by its name, or by another one for the same rows; None for any other event."""
    if event in agreement.stages:
        return event
    return next((stage for stage in agreement.stages if same_pattern(agreement, event, stage)), None)


def _events(measure: Measure | None) -> tuple[str, ...]:
    match measure:
        case Count() | Leads():
            return measure.events
        case Sum():
            return measure.of
        case _:
            return ()
