"""A tier or point that a cap never lets pay.

Where `pays_at_most` is reached before a tier begins, the tier promises what nobody gets; and so does a point above it.
The same holds for attainments beyond what a share can reach: of a quota of 90%, everything is 111.1%.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Component, PayPlan, Share
from slakit.numbers import parse_rate, percent
from slakit.reasoning.pay_curve import least, lowest_step, starts, uncapped
from slakit.usage import pay_plans

CODE = declare("SLA805", "A tier or point out of reach", Severity.WARNING)

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
"""
_DEALS = "{weight: 100%, measure: won, quota: 12, mode: marginal, tiers: [{up_to: 150%, rate: 1}, {rate: 2}]"
WRONG = f"{_PLAN}        deals: {_DEALS}, pays_at_most: 150%}}\n"
RIGHT = f"{_PLAN}        deals: {_DEALS}, pays_at_most: 300%}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        for component in plan.components.values():
            found = [_over(component, *cap) for cap in _caps(plan, component)]
            found.append(_beyond_all(agreement, plan, component))
            yield from [each for each in found if each is not None][:1]


def _caps(plan: PayPlan, component: Component) -> Iterator[tuple[Fraction, str]]:
    """What limits the component's payout, in its own measure: its cap, and its plan's if no modifier lowers pay."""
    if component.pays_at_most is not None and component.pays_at_most >= max(least(component), Fraction(1)):
        yield component.pays_at_most, "'pays_at_most'"
    lowered = any(modifier.factor < 1 for modifier in plan.modifiers)
    if plan.pays_at_most is not None and plan.pays_at_most >= 1 and component.weight > 0 and not lowered:
        yield plan.pays_at_most / component.weight, f"'pays_at_most' of '{plan.id}'"


def _over(component: Component, cap: Fraction, what: str) -> Diagnostic | None:
    for number, (reached, pays) in enumerate(component.points):
        if pays > cap:
            message = f"{percent(reached)} never pays {percent(pays)}: {what} leaves {percent(cap)}"
            return diagnostic(CODE, component.place(f"points.{number}"), message, _instead(component, number, cap))
    for tier, low in zip(component.tiers, starts(component), strict=False):
        pays = low * tier.rate if component.mode == "retroactive" else tier.rate and uncapped(component, low)
        if min(pays, uncapped(component, low)) >= cap:
            message = f"beyond {percent(low)} nothing more is paid: {what} leaves {percent(cap)}"
            before = ", and 'up_to' of the one before it" if low else ""
            return diagnostic(CODE, tier.span, message, f"raise 'pays_at_most', or leave the tier out{before}")
    return None


def _instead(component: Component, number: int, cap: Fraction) -> str:
    """What to write for a point above the cap. To leave it out would change what the line that leads to it pays."""
    if number == 0:
        return "raise 'pays_at_most'"
    (low, paid), (reached, pays) = component.points[number - 1 : number + 1]
    end = low + (reached - low) * (cap - paid) / (pays - paid)
    if end == low:
        return f"raise 'pays_at_most', or leave out what is beyond {percent(low)}"
    if any(parse_rate(percent(rate)) != rate for rate in (end, cap)):
        return "raise 'pays_at_most'"
    return f"raise 'pays_at_most', or end with the point [{percent(end)}, {percent(cap)}]"


def _beyond_all(agreement: Agreement, plan: PayPlan, component: Component) -> Diagnostic | None:
    """What lies beyond the attainment of a share of 100%, with the lowest quota that the ramp leaves."""
    if not isinstance(agreement.measures.get(component.measure or ""), Share) or component.quota is None:
        return None
    best = 1 / (component.quota * lowest_step(plan))
    ends = [(low, tier.span) for tier, low in zip(component.tiers, starts(component), strict=False)]
    lowest = component.points[:-1] if component.points else ()
    ends += [(low, component.place(f"points.{number}")) for number, (low, _) in enumerate(lowest, 1)]
    for low, span in ends:
        if low >= best:
            message = f"nobody gets beyond {percent(low)}: a share of 100% is {percent(best)} of the quota"
            return diagnostic(CODE, span, message, "write bounds that a share can reach, or a lower quota")
    return None
