"""Attempts that cannot fit their window.

N attempts that must lie a time apart need at least N - 1 times that time. Where that is more than the window, every
episode is broken before it starts; where holidays or a weekend make it more, those that start then are. The same
holds for more distinct values than attempts, or than the field has.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis, Duration
from slakit.model import Agreement, Cadence, Condition, Equals, FieldType, Value
from slakit.reasoning.conditions import Reasoning
from slakit.reasoning.room import Room

CODE = declare("SLA423", "Attempts that cannot fit their window")
JUDGEMENT = True

WRONG = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 3 days
    spacing: {at_least: 3 business hours}
"""
RIGHT = """
cadences:
  persistence:
    by: sales
    starts: handoff
    attempts: {event: attempt, at_least: 4}
    within: 4 days
    spacing: {at_least: 3 business hours}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    reasoning, room = Reasoning(agreement.fields), Room(agreement)
    for cadence in agreement.cadences.values():
        yield from _spaced(room, cadence)
        if cadence.distinct_at_least > cadence.attempts_at_least:
            yield diagnostic(
                CODE,
                cadence.place("distinct.at_least"),
                f"{cadence.distinct_at_least} distinct values cannot come of {cadence.attempts_at_least} attempts",
                f"write at most {cadence.attempts_at_least}, or ask for more attempts",
            )
        else:
            yield from _distinct(agreement, reasoning, cadence)


def _spaced(room: Room, cadence: Cadence) -> Iterator[Diagnostic]:
    spacing, window, gaps = cadence.spacing_at_least, cadence.within, cadence.attempts_at_least - 1
    if spacing is None or gaps < 1 or spacing.basis is Basis.OPEN_DAYS:
        return
    what = f"{cadence.attempts_at_least} attempts {spacing} apart cannot fit into {window}"
    needed = Duration(spacing.count * gaps, spacing.unit)
    if window.basis in (Basis.ELAPSED, spacing.basis) and needed.seconds > window.seconds:
        yield _unfit(cadence, what)
        return
    found = room.misfit(cadence.calendar, needed, window)
    if found is not None:
        start, last, due = room.told(cadence.calendar, found)
        yield _unfit(cadence, f"{what} from a start on {start}: the last one counts from {last} on, due is {due}")


def _unfit(cadence: Cadence, message: str) -> Diagnostic:
    help_text = "make the window longer, the spacing shorter or the attempts fewer"
    return diagnostic(CODE, cadence.place("spacing.at_least"), message, help_text)


def _distinct(agreement: Agreement, reasoning: Reasoning, cadence: Cadence) -> Iterator[Diagnostic]:
    """More distinct values asked for than an attempt's row can have."""
    field = agreement.fields.get(cadence.distinct_field or "")
    if field is None or cadence.distinct_at_least < 2 or field.type not in (FieldType.ENUM, FieldType.BOOLEAN):
        return
    values: tuple[Value, ...] = (False, True) if field.type is FieldType.BOOLEAN else tuple(field.values)
    asked = [agreement.events[name].where for name in cadence.attempts if name in agreement.events]
    if any(name in agreement.stages for name in cadence.attempts):
        return  # the rows of an entry are merged: their values are not those of one row
    possible = [value for value in values if any(_has(reasoning, where, field.id, value, cadence) for where in asked)]
    if asked and len(possible) < cadence.distinct_at_least:
        yield diagnostic(
            CODE,
            cadence.place("distinct.at_least"),
            f"an attempt's '{field.id}' can have {len(possible)} values, fewer than {cadence.distinct_at_least}",
            f"write at most {len(possible)}, or let other rows be attempts" if possible else "name another field",
        )


def _has(reasoning: Reasoning, where: Condition | None, field: str, value: Value, cadence: Cadence) -> bool:
    """Whether a row with that value can satisfy `where`."""
    own = Equals(field=field, values=(value,), span=cadence.span)
    return reasoning.can_hold([own] if where is None else [own, where])
