"""A promise, or pay, per term of an agreement without an end.

A period that never ends is never judged, and never settled.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.model import Agreement, Per
from slakit.usage import clocks, pay_plans

CODE = declare("SLA437", "A promise per endless term")

WRONG = """
term: {through: null}
responses:
  first_attempt: {objective: {per: term}}
"""
RIGHT = """
term: {through: null}
responses:
  first_attempt: {objective: {per: year}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    if agreement.term is None or agreement.term.through is not None:
        return
    for what, span in _per_term(agreement):
        yield diagnostic(
            CODE,
            span,
            f"{what} per term, and the term has no end",
            "add 'through' to the term, or write per: year",
        )


def _per_term(agreement: Agreement) -> Iterator[tuple[str, Span]]:
    for quota in agreement.quotas.values():
        if quota.per is Per.TERM:
            yield f"'{quota.id}' is promised", quota.place("per")
    for clock in clocks(agreement):
        if clock.objective is not None and clock.objective.per is Per.TERM:
            yield f"the objective of '{clock.id}' is promised", clock.place("objective.per")
    for stage in agreement.stages.values():
        for part, objective in stage.objectives.items():
            if objective.per is Per.TERM:
                yield f"the objective of '{stage.id}.{part}' is promised", objective.span
    for plan in pay_plans(agreement):
        if plan.per is Per.TERM:
            yield f"'{plan.id}' is settled", plan.place("per")
