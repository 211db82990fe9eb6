"""A gate, modifier or kicker that is there twice.

Of two gates, one caps nothing where the other closes whenever it does and caps as low; two equal modifiers multiply,
and two equal kickers both pay: one of them was copied and not changed.
"""

from collections.abc import Iterator, Mapping

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Bound, Gate, PayPlan
from slakit.reasoning.pay_bounds import is_stricter
from slakit.usage import pay_plans

CODE = declare("SLA811", "A gate, modifier or kicker that is there twice", Severity.WARNING)

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
_GATE = "{unless: {first_attempt: {at_least: 90%}}, cap: {deals: 100%}}"
WRONG = f"{_PLAN}      gates: [{_GATE}, {{unless: {{first_attempt: {{at_least: 80%}}}}, cap: {{deals: 120%}}}}]\n"
RIGHT = f"{_PLAN}      gates: [{_GATE}, {{unless: {{first_attempt: {{at_least: 80%}}}}, cap: {{deals: 50%}}}}]\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        yield from _gates(plan)
        yield from _modifiers(plan)
        yield from _kickers(plan)


def _gates(plan: PayPlan) -> Iterator[Diagnostic]:
    for number, gate in enumerate(plan.gates):
        others = [
            other
            for place, other in enumerate(plan.gates)
            # of two that come to the same, the later one is told of
            if _covers(other, gate) and (place < number or not _covers(gate, other))
        ]
        if others:
            message = f"another gate closes whenever this one does, and caps as low: line {others[0].span.line}"
            yield diagnostic(CODE, gate.span, message, "leave one of the two out, or change its bound or cap")


def _covers(other: Gate, gate: Gate) -> bool:
    """Whether `other` closes whenever `gate` does, and caps all that it caps at least as low."""
    closes = all(_is_implied(name, bound, other.unless) for name, bound in gate.unless.items())
    return closes and all(name in other.cap and other.cap[name] <= cap for name, cap in gate.cap.items())


def _is_implied(name: str, bound: Bound, bounds: Mapping[str, Bound]) -> bool:
    """Whether who fails `bound` fails one of `bounds`, too."""
    found = bounds.get(name)
    return found is not None and found.operator == bound.operator and not is_stricter(bound, found)


def _modifiers(plan: PayPlan) -> Iterator[Diagnostic]:
    seen: dict[object, int] = {}
    for modifier in plan.modifiers:
        shape = (_shape(modifier.if_), modifier.factor)
        if shape in seen:
            message = f"the same modifier stands in line {seen[shape]}; both are applied, one after the other"
            yield diagnostic(CODE, modifier.span, message, "leave one of the two out, or write one factor")
        seen.setdefault(shape, modifier.span.line)


def _kickers(plan: PayPlan) -> Iterator[Diagnostic]:
    seen: dict[object, str] = {}
    for kicker in plan.kickers.values():
        shape = (_shape(kicker.if_), frozenset(kicker.attainment.items()), kicker.amount)
        if shape in seen:
            message = f"'{kicker.id}' asks for the same and pays the same as '{seen[shape]}'"
            yield diagnostic(CODE, kicker.span, message, "leave one of the two out, or write one amount")
        seen.setdefault(shape, kicker.id)


def _shape(bounds: Mapping[str, Bound]) -> object:
    return frozenset((name, bound.operator, bound.value) for name, bound in bounds.items())
