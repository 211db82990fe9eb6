"""Operands: a written value as a value of its field's type."""

from datetime import date
from fractions import Fraction

from slakit.diagnostics import declare
from slakit.language.binding import Binding
from slakit.language.nodes import Node, Scalar
from slakit.language.scalars import day, instant, items, number, scalar
from slakit.model import FieldType, Value
from slakit.numbers import parse_number

OPERAND = declare("SLA321", "A value that does not fit the field's type")
ENUM_VALUE = declare("SLA322", "Not one of the enum's values")


def operands(binding: Binding, field: str, kind: FieldType, node: Node) -> tuple[Value, ...] | None:
    """The value or list of values that `field` is compared with."""
    found = items(binding, node)
    if found is None:
        return None
    values = [operand(binding, field, kind, item) for item in found]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def operand(binding: Binding, field: str, kind: FieldType, node: Node) -> Value | None:
    """One value of the type `kind`; a misfit is an error that says what to write."""
    found = scalar(binding, node)
    if found is None:
        return None
    match kind:
        case FieldType.STRING:
            return _string(binding, field, found)
        case FieldType.ENUM:
            return _member(binding, field, found)
        case FieldType.BOOLEAN:
            if found.boolean is None:
                _misfit(binding, field, kind, found, "write true or false, without quotes")
            return found.boolean
        case _:
            return ordered_operand(binding, field, kind, found)


def ordered_operand(binding: Binding, field: str, kind: FieldType, node: Node) -> Fraction | date | int | None:
    """A number, date or instant, by the field's type."""
    found = scalar(binding, node)
    if found is None:
        return None
    if kind is FieldType.DATE:
        return day(binding, found)
    if kind is FieldType.TIMESTAMP:
        return instant(binding, found)
    if found.boolean is not None:
        _misfit(binding, field, kind, found, "write a number")
        return None
    return number(binding, found)


def _string(binding: Binding, field: str, found: Scalar) -> str | None:
    if found.plain and (found.boolean is not None or parse_number(found.text) is not None):
        _misfit(binding, field, FieldType.STRING, found, f'write "{found.text}" in quotes')
        return None
    if not found.text:
        binding.report(
            OPERAND, found.span, f"'{field}' is never the empty text: an empty value is missing", "write present: false"
        )
        return None
    return found.text


def _member(binding: Binding, field: str, found: Scalar) -> str | None:
    known = binding.values.get(field, ())
    if found.text in known:
        return found.text
    binding.report(
        ENUM_VALUE,
        found.span,
        f"'{found.text}' is not a value of '{field}'",
        binding.instead_of(found.text, f"values of '{field}'", known),
    )
    return None


def _misfit(binding: Binding, field: str, kind: FieldType, found: Scalar, instead: str) -> None:
    what = (
        "a truth value"
        if found.boolean is not None
        else "a number"
        if found.plain and parse_number(found.text)
        else "text"
    )
    binding.report(
        OPERAND,
        found.span,
        f"'{field}' is {'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}, '{found.text}' is {what}",
        instead,
    )
