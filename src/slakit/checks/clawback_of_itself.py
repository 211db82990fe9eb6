"""A clawback that takes back what was won, or never takes anything.

A clawback begins with a row after the credited one. Where both are the same event, the second success of a lead takes
back the pay for its first; where no stage leads to the one that is named, there is never such a row.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.funnel import reached_from
from slakit.model import Agreement
from slakit.reasoning.same_rows import same_rows
from slakit.usage import pay_plans

CODE = declare("SLA821", "A clawback that takes back what was won, or nothing", Severity.WARNING)

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
WRONG = f"{_PLAN}      clawback: {{event: customer, within: 180 days, basis: full}}\n"
RIGHT = f"""
events:
  churned: {{event: churned}}
{_PLAN.lstrip()}      clawback: {{event: churned, within: 180 days, basis: full}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        if plan.clawback is None or plan.credit is None:
            continue
        earned, lost = plan.credit.event, plan.clawback.event
        if same_rows(agreement, earned, lost):
            message = f"a second row of '{earned}' would take back what the first has earned"
            yield diagnostic(CODE, plan.place("clawback.event"), message, "name the event of a customer who leaves")
        elif (
            earned in agreement.stages
            and lost in agreement.stages
            and lost not in reached_from(agreement.stages, earned)
        ):
            message = (
                f"no lead gets from '{earned}' to '{lost}' by the stages' 'next', so as agreed nothing is taken back"
            )
            instead = f"name an event that follows '{earned}', or add the way to 'next'"
            yield diagnostic(CODE, plan.place("clawback.event"), message, instead)
