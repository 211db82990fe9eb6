"""§4: the fields and event patterns of the log."""

from datetime import date
from fractions import Fraction

from slakit.language.binding import Binding, Body, body_of
from slakit.language.conditions import condition_at
from slakit.language.declared import words
from slakit.language.nodes import Entry, Mapping, Scalar, Sequence
from slakit.language.operands import OPERAND, ordered_operand
from slakit.language.references import REPEATED, each, texts
from slakit.language.scalars import text, word
from slakit.language.sections.calendars import RESERVED
from slakit.model import BUILT_IN_FIELDS, Equals, EventPattern, Field, FieldType

_COLUMNS = ("lead_id", "event", "at", "id", "recorded_at")
_TYPES = tuple(kind.value for kind in FieldType)
_BUILT_IN_WORDS = {
    "owner": "Who holds the lead",
    "stage": "The stage a lead is in",
    "reason": "Why a lead entered its stage",
    "amount": "The value of a deal",
}


def learn_fields(binding: Binding) -> None:
    """Note every field's type and, of enums, its values, before conditions are read."""
    binding.fields.update(BUILT_IN_FIELDS)
    section = binding.root.get("fields")
    for entry in section if isinstance(section, Mapping) else ():
        if not isinstance(entry.value, Mapping) or entry.key in BUILT_IN_FIELDS:
            continue
        kind = entry.value.get("type")
        if isinstance(kind, Scalar) and kind.text in _TYPES:
            binding.fields[entry.key] = FieldType(kind.text)
        values = entry.value.get("values")
        if isinstance(values, Mapping):
            binding.values[entry.key] = tuple(values.entries)
        elif isinstance(values, Sequence):
            binding.values[entry.key] = tuple(item.text for item in values if isinstance(item, Scalar))


def built_in_fields(binding: Binding) -> dict[str, Field]:
    """The fields that every agreement has, placed at the top of the file."""
    return {
        name: Field(id=name, span=binding.root.span, title=_BUILT_IN_WORDS[name], type=kind)
        for name, kind in BUILT_IN_FIELDS.items()
    }


def bind_field(binding: Binding, entry: Entry) -> Field | None:
    """A declared attribute of a row."""
    body = body_of(binding, entry)
    if body is None:
        return None
    if entry.key in BUILT_IN_FIELDS:
        body.fail(RESERVED, entry.span, f"'{entry.key}' is built in", "leave it out: it can be used undeclared")
    elif entry.key in _COLUMNS:
        body.fail(RESERVED, entry.span, f"'{entry.key}' is a column of every log", "give this field another name")
    kind = body.need("type", word(*_TYPES))
    if kind is None:
        return None
    type_ = FieldType(kind)
    field = Field(
        **words(body, entry),
        type=type_,
        values=_values(body, type_),
        min=_limit(body, entry.key, type_, "min"),
        max=_limit(body, entry.key, type_, "max"),
    )
    if field.min is not None and field.max is not None and field.min > field.max:  # type: ignore[operator]
        body.fail(
            OPERAND, body.span("max"), f"'max' is below 'min' of '{entry.key}'", "write a 'max' of at least 'min'"
        )
    return field if body.sound else None


def _values(body: Body, kind: FieldType) -> dict[str, str | None]:
    node = body.node.get("values")
    if kind is not FieldType.ENUM:
        if node is not None:
            body.fail(
                OPERAND, body.key_span("values"), f"only an enum has values, this is {kind.value}", "write type: enum"
            )
        return {}
    if isinstance(node, Mapping):
        return {entry.key: _described(entry) for entry in node}
    return dict.fromkeys(body.need("values", each(text, REPEATED)) or ())


def _described(entry: Entry) -> str | None:
    return entry.value.text if isinstance(entry.value, Scalar) and not entry.value.is_null else None


def _limit(body: Body, field: str, kind: FieldType, key: str) -> Fraction | date | int | None:
    if key not in body:
        return None
    if kind not in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE, FieldType.TIMESTAMP):
        body.fail(
            OPERAND,
            body.key_span(key),
            f"'{key}' does not fit '{field}': {kind.value} has no order",
            f"leave {key} out",
        )
        return None
    limit = ordered_operand(body.binding, field, kind, body.node.entries[key].value)
    if limit is None:
        body.spoil()
    return limit


def bind_event(binding: Binding, entry: Entry) -> EventPattern | None:
    """A pattern over rows: their event's name and, with `where`, their own values."""
    body = body_of(binding, entry)
    if body is None:
        return None
    events = body.need("event", texts)
    where = condition_at(body, "where")
    if not body.sound or events is None:
        return None
    return EventPattern(**words(body, entry), events=events, where=where)


def stage_pattern(entry: Entry) -> EventPattern:
    """The rows of a stage that `events` does not declare: `stage_changed` to it."""
    where = Equals(field="stage", values=(entry.key,), span=entry.span)
    return EventPattern(id=entry.key, span=entry.span, events=("stage_changed",), where=where)
