"""A part that is due after the whole.

The first attempt, and each further one, must be due within the cadence's window: a part with a later
deadline can never be missed before the cadence has ended, so it promises nothing.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis, Duration
from slakit.model import Agreement, Cadence
from slakit.reasoning.room import Room

CODE = declare("SLA424", "A part due after the whole")
JUDGEMENT = True

WRONG = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 12 days
    first_within: 2 weeks
"""
RIGHT = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 12 days
    first_within: 6 business hours
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    room = Room(agreement)
    for cadence in agreement.cadences.values():
        for key, part, what in parts(cadence):
            if _longer(part, cadence.within):
                message = f"{what} due after {part}, but '{cadence.id}' is over after {cadence.within}"
                yield diagnostic(CODE, cadence.place(key), message, f"write at most {cadence.within}")
            elif (found := room.misfit(cadence.calendar, part, cadence.within)) is not None and found.always:
                start, part_due, due = room.told(cadence.calendar, found)
                message = f"{what} always due after '{cadence.id}' is over: from {start} on {part_due}, not by {due}"
                yield diagnostic(CODE, cadence.place(key), message, f"make it shorter than {cadence.within}")


def parts(cadence: Cadence) -> Iterator[tuple[str, Duration, str]]:
    """The parts that have a deadline of their own: the key, the time, and what is due."""
    if cadence.first_within is not None:
        yield "first_within", cadence.first_within, "the first attempt is"
    if cadence.spacing_at_most is not None:
        yield "spacing.at_most", cadence.spacing_at_most, "the next attempt is"


def _longer(part: Duration, whole: Duration) -> bool:
    """Whether `part` takes longer than `whole` by any calendar."""
    if part.basis is Basis.OPEN_DAYS or whole.basis is Basis.OPEN_DAYS:
        return part.basis is whole.basis and part.count > whole.count
    if part.basis is Basis.ELAPSED and whole.basis is Basis.OPEN_TIME:
        return False
    return part.seconds > whole.seconds
