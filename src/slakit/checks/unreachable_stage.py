"""A stage that no lead can reach.

A lead begins where `initial` says (or in the first stage) and moves along `next`. A stage that this never
leads to would be entered only by breaking a promise, or is left over from an older funnel.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.funnel import reachable
from slakit.model import Agreement

CODE = declare("SLA428", "A stage that no lead can reach")
JUDGEMENT = True
WHOLE = True

WRONG = """
stages:
  nurtured: {by: marketing, next: [mql]}
"""
RIGHT = """
stages:
  nurtured: {by: marketing, next: [mql]}
  mql: {next: [customer, lost, nurtured]}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    reached = reachable(agreement.stages)
    for stage in agreement.stages.values():
        if stage.id not in reached:
            yield diagnostic(
                CODE,
                stage.span,
                f"no lead can reach '{stage.id}': no reachable stage has it under 'next'",
                f"add '{stage.id}' to the 'next' of a stage before it, or mark it initial: true",
            )
