"""What an agreement knows of a log: the fields and events that it declares."""

from slakit.digest.conditions import condition
from slakit.digest.spelling import Object, given, of_field, words
from slakit.model import Agreement, Equals, EventPattern, Field


def field(found: Field) -> Object:
    """A declared field; `values` of an enum with what they mean, null where nothing is said."""
    return {
        **words(found),
        "type": found.type.value,
        **given(
            values=dict(found.values),
            min=None if found.min is None else of_field(found.min),
            max=None if found.max is None else of_field(found.max),
        ),
    }


def event(found: EventPattern) -> Object:
    """A pattern over rows."""
    return {**words(found), "event": list(found.events), **given(where=condition(found.where))}


def is_usual(agreement: Agreement, found: EventPattern) -> bool:
    """Whether a stage's pattern says nothing but what holds for a stage that `events` does not declare."""
    match found.where:
        case Equals(field="stage", negated=False, values=(value,)) if value == found.id:
            return found.id in agreement.stages and found.events == ("stage_changed",) and not words(found)
        case _:
            return False
