"""Conditions: from nodes to typed values, each operand checked against its field."""

from typing import Literal

from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body
from slakit.language.names import FIELD, instead_of
from slakit.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from slakit.language.operands import operand, operands, ordered_operand
from slakit.language.patterns import pattern
from slakit.language.references import refers
from slakit.language.scalars import boolean
from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, FieldType, Matches, NoneOf, Present

OPERATOR = declare("SLA320", "An operator that does not fit the field")

_ORDERED = (FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE, FieldType.TIMESTAMP)
_TEXTUAL = (FieldType.STRING, FieldType.ENUM)
_OPERATORS = ("is_not", "at_least", "at_most", "above", "below", "present", "contains", "matches")
_GROUPS_ELSEWHERE = {"and": "all", "or": "any", "not": "none"}
"""What other languages call groups of conditions."""
_FITTING = {
    "at_least": _ORDERED,
    "at_most": _ORDERED,
    "above": _ORDERED,
    "below": _ORDERED,
    "contains": _TEXTUAL,
    "matches": _TEXTUAL,
}


def condition(binding: Binding, node: Node) -> Condition | None:
    """The condition that a mapping of fields and `all`, `any`, `none` spells: a conjunction of its entries."""
    if not isinstance(node, Mapping) or not node.entries:
        binding.misfit(node.span, "expected a condition, such as {score: {at_least: 50}}")
        return None
    parts = [_entry(binding, entry) for entry in node]
    return _conjunction([part for part in parts if part is not None], node) if None not in parts else None


def condition_at(body: Body, key: str) -> Condition | None:
    """The condition under `key` of a mapping, if there is one."""
    node = body.node.get(key)
    found = None if node is None else condition(body.binding, node)
    if node is not None and found is None:
        body.spoil()
    return found


def _conjunction(parts: list[Condition], node: Mapping) -> Condition:
    return parts[0] if len(parts) == 1 else AllOf(items=tuple(parts), span=node.span)


def _entry(binding: Binding, entry: Entry) -> Condition | None:
    if entry.key in ("all", "any", "none"):
        return _group(binding, entry)
    group = _GROUPS_ELSEWHERE.get(entry.key.lower())
    if group is not None and entry.key not in binding.fields:
        binding.report(
            FIELD.code, entry.span, f"'{entry.key}' is not a field", f"write {group} with a list of conditions"
        )
        return None
    if not refers(binding, Scalar(text=entry.key, plain=True, span=entry.span), FIELD):
        return None
    kind = binding.fields.get(entry.key)
    if kind is None:  # declared, but with a type that is no type: reported there
        return None
    if isinstance(entry.value, Mapping):
        return _operators(binding, entry, kind)
    values = operands(binding, entry.key, kind, entry.value)
    return None if values is None else Equals(field=entry.key, values=values, span=entry.span)


def _group(binding: Binding, entry: Entry) -> Condition | None:
    if not isinstance(entry.value, Sequence) or not entry.value.items:
        binding.misfit(entry.value.span, f"'{entry.key}' takes a list of conditions")
        return None
    bound = [condition(binding, item) for item in entry.value]
    items = tuple(item for item in bound if item is not None)
    if len(items) < len(bound):
        return None
    if entry.key == "all":
        return AllOf(items=items, span=entry.span)
    return AnyOf(items=items, span=entry.span) if entry.key == "any" else NoneOf(items=items, span=entry.span)


def _operators(binding: Binding, entry: Entry, kind: FieldType) -> Condition | None:
    assert isinstance(entry.value, Mapping)  # noqa: S101 - the caller's branch
    body = Body(binding, entry.value)
    if not entry.value.entries:
        binding.misfit(entry.value.span, f"'{entry.key}' needs an operator, such as present: true")
        return None
    parts = [_operator(body, entry.key, kind, operator) for operator in entry.value]
    found = [part for part in parts if part is not None]
    return _conjunction(found, entry.value) if len(found) == len(parts) else None


def _operator(body: Body, field: str, kind: FieldType, operator: Entry) -> Condition | None:
    name, value, span = operator.key, operator.value, operator.span
    if name not in _OPERATORS:
        body.fail(OPERATOR, span, f"'{name}' is not an operator", instead_of(name, "operators", _OPERATORS))
        return None
    if kind not in _FITTING.get(name, tuple(FieldType)):
        body.fail(OPERATOR, span, f"'{name}' does not fit '{field}', which is {_article(kind)}", _instead(kind))
        return None
    match name:
        case "is_not":
            values = operands(body.binding, field, kind, value)
            return None if values is None else Equals(field=field, values=values, negated=True, span=span)
        case "present":
            present = boolean(body.binding, value)
            return None if present is None else Present(field=field, present=present, span=span)
        case "contains":
            part = operand(body.binding, field, FieldType.STRING, value)
            return Contains(field=field, text=part, span=span) if isinstance(part, str) else None
        case "matches":
            found = pattern(body.binding, value)
            return None if found is None else Matches(field=field, pattern=found, span=span)
        case _:
            return _comparison(body.binding, field, kind, operator)


def _comparison(binding: Binding, field: str, kind: FieldType, operator: Entry) -> Condition | None:
    bound = ordered_operand(binding, field, kind, operator.value)
    names: tuple[Literal["at_least", "at_most", "above", "below"], ...] = ("at_least", "at_most", "above", "below")
    name = next(known for known in names if known == operator.key)
    return None if bound is None else Compare(field=field, operator=name, bound=bound, span=operator.span)


def _article(kind: FieldType) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}"


def _instead(kind: FieldType) -> str:
    if kind in _ORDERED:
        return "compare it with at_least, at_most, above or below, or write the value itself"
    if kind is FieldType.BOOLEAN:
        return "write true or false, or is_not or present"
    return "write the value or a list of values, or is_not, present, contains or matches"
