"""A goal without a baseline.

Goals are specific, measurable, attainable, relevant and timed, or they do not validate. Without the figure
it starts from, nobody can tell whether a goal is attainable.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA443", "A goal without a baseline")
JUDGEMENT = True

WRONG = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: sales, measure: won, target: 120, due: 2027-06-30, owners: [Lee Park]}
"""
RIGHT = """
parties:
  sales: {accountable: Lee Park}
measures:
  won: {leads: customer}
goals:
  growth: {by: sales, measure: won, target: 120, due: 2027-06-30, owners: [Lee Park], baseline: {value: 100}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for goal in agreement.goals.values():
        if goal.baseline is None:
            yield diagnostic(
                CODE,
                goal.span,
                f"'{goal.id}' has no baseline, so nobody can tell whether it can be reached",
                "add 'baseline: {value: …, source: …}' with the figure it starts from",
            )
