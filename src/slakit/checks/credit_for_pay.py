"""Pay for rows that are credited to nobody.

A component's measure counts the rows of `credit.event` that are credited to the person. A plan without
`credit`, or a measure of other events, would pay for nothing. A share or a ratio is the person's own value
over the period, whatever the plan credits, and may be of other events; but a pool cannot be dealt by one.

A plan credits one event. Where rows of two kinds earn pay, declare one event that is both, `earned: {event: [won,
renewed]}`, and credit and measure that.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Component, PayPlan, Pool, Ratio, ResponseTime, Share
from slakit.usage import measured_events, pay_plans, pools

CODE = declare("SLA448", "Pay for rows credited to nobody")

_PLAN = """
measures:
  won: {leads: customer}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      components: {deals: {weight: 100%, measure: won, quota: 12, mode: marginal, tiers: [{rate: 1}]}}
"""
WRONG = f"{_PLAN}      credit: {{to: owner, event: handoff}}\n"
RIGHT = f"{_PLAN}      credit: {{to: owner, event: customer}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            yield from _credited(agreement, plan, component)
    for pool in pools(agreement):
        yield from _contributed(agreement, pool)


def _credited(agreement: Agreement, plan: PayPlan, component: Component) -> Iterator[Diagnostic]:
    measure = agreement.measures.get(component.measure or "")
    if measure is None or isinstance(measure, ResponseTime):
        return
    if plan.credit is None:
        yield diagnostic(
            CODE,
            plan.span,
            f"'{component.id}' pays on the measure '{measure.id}', but the plan credits its rows to nobody",
            "add 'credit: {to: owner, event: …}' with the event that earns the pay",
        )
    elif not isinstance(measure, Share | Ratio) and plan.credit.event not in measured_events(measure):
        yield diagnostic(
            CODE,
            component.place("measure"),
            f"'{measure.id}' does not count rows of '{plan.credit.event}', which the plan credits",
            f"credit an event of the measure, or name a measure of the credited event{_for_both(agreement, plan)}",
        )


def _for_both(agreement: Agreement, plan: PayPlan) -> str:
    """What to do where another component of the plan is paid by the event that it credits."""
    measures = [agreement.measures.get(component.measure or "") for component in plan.components.values()]
    event = None if plan.credit is None else plan.credit.event
    if not any(measure is not None and event in measured_events(measure) for measure in measures):
        return ""
    return "; to pay on both, declare one event for the rows of both, and credit and measure that"


def _contributed(agreement: Agreement, pool: Pool) -> Iterator[Diagnostic]:
    measure = agreement.measures.get(pool.measure or "")
    if measure is None or pool.credit is None or isinstance(measure, ResponseTime):
        return
    if isinstance(measure, Share | Ratio):
        message = f"nobody contributes to '{measure.id}': no row of '{pool.credit.event}' adds anything to a part"
        yield diagnostic(CODE, pool.place("measure"), message, "name a count, number of leads or sum")
    elif pool.credit.event not in measured_events(measure):
        yield diagnostic(
            CODE,
            pool.place("measure"),
            f"'{measure.id}' does not count rows of '{pool.credit.event}', which the pool credits",
            "credit an event of the measure, or name a measure of the credited event",
        )
