"""A draw that is never recovered, or never paid.

A recoverable draw is an advance on variable pay. Where it is more than the variable pay on target, or there is no
variable pay, people on target fall deeper into debt with every period. A draw of 0 advances nothing.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Draw, PayPlan
from slakit.numbers import plain
from slakit.reasoning.pay_bounds import MONTHS
from slakit.usage import pay_plans

CODE = declare("SLA818", "A draw that is never recovered, or never paid", Severity.WARNING)

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
WRONG = f"{_PLAN}      draw: {{kind: recoverable, amount: 4000, per: month, periods: 3}}\n"
RIGHT = f"{_PLAN}      draw: {{kind: recoverable, amount: 2000, per: month, periods: 3}}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        if plan.draw is not None and {plan.draw.per, plan.pay.every} <= MONTHS.keys():  # others are errors already
            yield from _drawn(plan, plan.draw)


def _drawn(plan: PayPlan, draw: Draw) -> Iterator[Diagnostic]:
    variable = plan.pay.variable * MONTHS[draw.per] / MONTHS[plan.pay.every]
    if draw.amount == 0:
        instead = "write what is advanced, or leave the draw out"
        yield diagnostic(CODE, plan.place("draw.amount"), "a draw of 0 advances nothing", instead)
    elif draw.kind == "recoverable" and variable == 0:
        message = "there is no variable pay from which the draw could be recovered"
        yield diagnostic(CODE, plan.place("draw.amount"), message, "write kind: non_recoverable, or leave the draw out")
    elif draw.kind == "recoverable" and draw.amount > variable:
        yield diagnostic(
            CODE,
            plan.place("draw.amount"),
            f"on target a {draw.per} earns {plain(variable, 2)} of variable pay,"
            f" less than the {plain(draw.amount)} that the draw advances",
            f"advance at most {plain(variable, 2)}, or write kind: non_recoverable",
        )
