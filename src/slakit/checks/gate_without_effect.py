"""A gate that changes nothing.

A gate lets attainment count up to a cap only. Where every attainment beyond the cap pays the same anyway, nobody is
paid less for breaking the promise that the gate names.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Gate, PayPlan
from slakit.numbers import percent
from slakit.reasoning.pay_curve import is_level, most
from slakit.usage import pay_plans

CODE = declare("SLA807", "A gate that changes nothing", Severity.WARNING)

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
        deals: {weight: 100%, measure: won, quota: 12, mode: interpolated, points: [[0%, 0%], [100%, 100%], [120%, 2]]}
"""
WRONG = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 90%}}}}, cap: {{deals: 120%}}}}]\n"
RIGHT = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 90%}}}}, cap: {{deals: 100%}}}}]\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for gate in plan.gates:
            yield from _idle(plan, gate)


def _idle(plan: PayPlan, gate: Gate) -> Iterator[Diagnostic]:
    for name, cap in gate.cap.items():
        component = plan.components.get(name)
        # one that never pays at all is told of apart
        if component is None or most(component) == 0 or not is_level(component, cap):
            continue
        # a kicker looks at what counts, too
        if any(kicker.attainment.get(name, cap) > cap for kicker in plan.kickers.values()):
            continue
        yield diagnostic(
            CODE,
            gate.span,
            f"beyond {percent(cap)} of attainment, '{name}' pays the same with the gate and without it",
            f"write a lower cap, or leave {'the gate out' if len(gate.cap) == 1 else 'the component out of the gate'}",
        )
