"""A ramp without a quota, and without a draw.

A step of 0% leaves no quota to attain, so components with one pay nothing then, whatever is sold. That is what a draw
is for; without one, newcomers live on their base and the first deals of those who are quick are not paid.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Draw, Ramp
from slakit.usage import pay_plans

CODE = declare("SLA819", "A ramp without a quota, and without a draw", Severity.WARNING)

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
_RAMP = "      ramp: {quota: [0%, 50%, 100%], per: month}\n"
WRONG = f"{_PLAN}{_RAMP}"
RIGHT = f"{_PLAN}{_RAMP}      draw: {{kind: non_recoverable, amount: 2000, per: month, periods: 2}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        quotas = [component.id for component in plan.components.values() if component.quota is not None]
        if plan.ramp is None or not quotas:
            continue
        bare = [
            number
            for number, step in enumerate(plan.ramp.quota)
            if step == 0 and not _bridged(plan.draw, plan.ramp, number)
        ]
        if bare:
            yield diagnostic(
                CODE,
                plan.ramp.span,
                f"in {plan.ramp.per} {bare[0] + 1} a newcomer has no quota, so {' and '.join(map(repr, quotas))}"
                f" {'pays' if len(quotas) == 1 else 'pay'} nothing, and no draw is paid",
                "add a draw for that time, or write a step above 0%",
            )


def _bridged(draw: Draw | None, ramp: Ramp, number: int) -> bool:
    """Whether a draw is paid in the ramp's period of that number, counted from 0; where in doubt, it is."""
    return draw is not None and (draw.periods is None or draw.per is not ramp.per or number < draw.periods)
