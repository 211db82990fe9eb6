"""Attempts that cannot fit their window.

N attempts that must lie a time apart need at least N - 1 times that time. Where that is more than the
window, every episode is broken before it starts. The same holds for more distinct values than attempts.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis
from slakit.model import Agreement, Cadence

CODE = declare("SLA423", "Attempts that cannot fit their window")
JUDGEMENT = True

WRONG = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 2 days
    spacing: {at_least: 1 day}
"""
RIGHT = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 3 days
    spacing: {at_least: 1 day}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for cadence in agreement.cadences.values():
        yield from _spaced(cadence)
        if cadence.distinct_at_least > cadence.attempts_at_least:
            yield diagnostic(
                CODE,
                cadence.place("distinct.at_least"),
                f"{cadence.distinct_at_least} distinct values cannot come of {cadence.attempts_at_least} attempts",
                f"write at most {cadence.attempts_at_least}, or ask for more attempts",
            )


def _spaced(cadence: Cadence) -> Iterator[Diagnostic]:
    spacing, window, gaps = cadence.spacing_at_least, cadence.within, cadence.attempts_at_least - 1
    if spacing is None or gaps < 1 or Basis.OPEN_DAYS in (spacing.basis, window.basis):
        return
    if window.basis is Basis.OPEN_TIME and spacing.basis is Basis.ELAPSED:
        return  # closed hours pass too: how many depends on the calendar
    if spacing.seconds * gaps > window.seconds:
        yield diagnostic(
            CODE,
            cadence.place("spacing.at_least"),
            f"{cadence.attempts_at_least} attempts {spacing} apart cannot fit into {window}",
            "make the window longer, the spacing shorter or the attempts fewer",
        )
