"""Giving up that counts as success.

A stop makes further attempts pointless because they have succeeded, so what was not done until then is
excused. A stage that closes a lead as lost or recycled is no success: it is a cancel.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA426", "Giving up that counts as success", Severity.WARNING)

WRONG = """
cadences:
  persistence: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 4}, within: 12 days, stops: lost}
"""
RIGHT = """
cadences:
  persistence: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 4}, within: 12 days, cancels: lost}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for cadence in agreement.cadences.values():
        for number, event in enumerate(cadence.stops):
            stage = agreement.stages.get(event)
            if stage is None or stage.closes not in ("lost", "recycled"):
                continue
            place = f"stops.{number}" if f"stops.{number}" in cadence.places else "stops"
            yield diagnostic(
                CODE,
                cadence.place(place),
                f"'{event}' closes a lead as {stage.closes}, which would excuse the attempts not made",
                f"write it under 'cancels' (cancels: {event})",
            )
