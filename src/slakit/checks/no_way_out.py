"""A stage without a way out.

A lead's passage ends in a stage that `closes` it as won, lost or recycled. From a stage that leads to none
of them, leads can only pile up.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.funnel import ending
from slakit.model import Agreement

CODE = declare("SLA429", "A stage without a way out", Severity.WARNING)
WHOLE = True

WRONG = """
stages:
  mql: {next: [customer, lost, nurtured]}
  nurtured: {by: marketing, next: [nurtured]}
"""
RIGHT = """
stages:
  mql: {next: [customer, lost, nurtured]}
  nurtured: {by: marketing, next: [lost]}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    ends = ending(agreement.stages)
    for stage in agreement.stages.values():
        if stage.id not in ends:
            yield diagnostic(
                CODE,
                stage.span,
                f"no stage that closes a lead can be reached from '{stage.id}'",
                "add one to its 'next', or let the stage itself close leads: closes: won, lost or recycled",
            )
