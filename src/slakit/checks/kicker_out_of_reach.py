"""A kicker that nobody can reach.

A kicker looks at the attainment that counts, after the gates. Where it is paid only while a gate is closed that caps
attainment below what it asks for, or asks for more than a share of 100% is, it is never paid.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Kicker, PayPlan, Share
from slakit.numbers import percent
from slakit.reasoning.pay_bounds import exclude_each_other
from slakit.reasoning.pay_curve import lowest_step
from slakit.usage import pay_plans

CODE = declare("SLA816", "A kicker that nobody can reach")
JUDGEMENT = True

_PLAN = """
measures:
  won: {share: customer, of: [customer, lost]}
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: customer}
      components:
        closing: {weight: 100%, measure: won, quota: 0.9, mode: marginal, tiers: [{rate: 1}]}
"""
WRONG = f"{_PLAN}      kickers: {{hero: {{attainment: {{closing: 120%}}, amount: 500}}}}\n"
RIGHT = f"{_PLAN}      kickers: {{hero: {{attainment: {{closing: 110%}}, amount: 500}}}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for kicker in plan.kickers.values():
            for name, bound in kicker.attainment.items():
                why = _capped(plan, kicker, name, bound) or _beyond_all(agreement, plan, name, bound)
                if why is not None:
                    place = kicker.place(f"attainment.{name}")
                    yield diagnostic(CODE, place, f"'{kicker.id}' is never paid: {why}", _HELP)


def _capped(plan: PayPlan, kicker: Kicker, name: str, bound: Fraction) -> str | None:
    """The gate that is closed whenever the kicker's other conditions hold."""
    for gate in plan.gates:
        cap = gate.cap.get(name)
        both = ((kicker.if_[of], gate.unless[of]) for of in gate.unless if of in kicker.if_)
        if cap is not None and cap < bound and any(exclude_each_other(*pair) for pair in both):
            return f"while its 'if' holds, a gate lets '{name}' count up to {percent(cap)} only"
    return None


def _beyond_all(agreement: Agreement, plan: PayPlan, name: str, bound: Fraction) -> str | None:
    """An attainment that no share has, with the lowest quota that the ramp leaves."""
    component = plan.components.get(name)
    measure = None if component is None else agreement.measures.get(component.measure or "")
    if component is None or component.quota is None or not isinstance(measure, Share):
        return None
    best = 1 / (component.quota * lowest_step(plan))
    return f"a share of 100% is an attainment of {percent(best)}" if bound > best else None


_HELP = "ask for an attainment that can count, or change the gate"
