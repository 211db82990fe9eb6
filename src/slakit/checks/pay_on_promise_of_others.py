"""A gate on what only others promise.

A gate takes pay away from those who break a promise. Where the promise is another party's, people lose pay for what
they cannot keep themselves, and the other party has a lever on it. (A modifier or kicker that adds pay is left alone.)
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.reasoning.pay_bounds import parties_of, promisers, questions
from slakit.usage import pay_plans

CODE = declare("SLA812", "A gate on what only others promise", Severity.WARNING)

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
WRONG = f"{_PLAN}      gates: [{{unless: {{mql.ready: {{at_least: 90%}}}}, cap: {{deals: 100%}}}}]\n"
RIGHT = f"{_PLAN}      gates: [{{unless: {{first_attempt: {{at_least: 90%}}}}, cap: {{deals: 100%}}}}]\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for plan in pay_plans(agreement):
        mine = parties_of(plan)
        for question in questions(plan):
            by = promisers(agreement, question.commitment)
            if question.kind == "gate" and mine is not None and not set(by) & set(mine):
                yield diagnostic(
                    CODE,
                    question.span,
                    f"'{question.commitment}' is promised by {' and '.join(by)};"
                    f" it caps the pay of {' and '.join(mine)}",
                    "gate on what the plan's people promise, or reward it with a modifier",
                )
