"""A first attempt that is due after the whole, if it starts on the wrong day.

Business time stands still over a weekend or a holiday, elapsed time does not. From a start before one the whole
cadence may be over while its first attempt is not yet due, and then the first deadline promises nothing.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.reasoning.room import Room

CODE = declare("SLA456", "A first attempt due after the whole from some starts", Severity.WARNING)

WRONG = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 2 days
    first_within: 1 business day
"""
RIGHT = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 4 days
    first_within: 1 business day
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    room = Room(agreement)
    for cadence in agreement.cadences.values():
        part = cadence.first_within
        found = None if part is None else room.misfit(cadence.calendar, part, cadence.within)
        if found is not None and not found.always:
            start, part_due, due = room.told(cadence.calendar, found)
            yield diagnostic(
                CODE,
                cadence.place("first_within"),
                f"from {start} the first attempt is due on {part_due}, but '{cadence.id}' is over on {due}",
                f"make it shorter, or the whole longer than {cadence.within}",
            )
