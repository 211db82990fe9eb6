"""Typed values and the conditions on them. A missing value is None, or absent."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import is_number
from tests.oracle.zone import instant

BUILT_IN = {"owner": "string", "stage": "string", "reason": "string", "amount": "decimal"}

Value = Any
"""A Fraction, bool, date, whole second or str, by the field's type."""

Values = Mapping[str, Value]


def kinds_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """The type of every declared field, and of the built-in ones."""
    return BUILT_IN | {name: declared["type"] for name, declared in fields.items()}


def typed(kind: str, text: str) -> Value:
    """A cell's or an operand's value; ValueError where the text is none of the type."""
    match kind:
        case "string" | "enum":
            return text
        case "boolean":
            if text not in ("true", "false"):
                raise ValueError(f"{text!r} is no boolean")
            return text == "true"
        case "integer" | "decimal":
            if not is_number(text) or (kind == "integer" and Fraction(text).denominator != 1):
                raise ValueError(f"{text!r} is no {kind}")
            return Fraction(text)
        case "date":
            return date.fromisoformat(text)
        case "timestamp":
            return instant(text)
        case _:
            raise ValueError(f"{kind!r} is no type")


def greatest(one: Values, other: Values) -> dict[str, Value]:
    """Two rows as one: of every field the greater value."""
    merged = dict(one)
    for name, value in other.items():
        if merged.get(name) is None or value > merged[name]:
            merged[name] = value
    return merged


def holds(condition: Mapping[str, Any], values: Values, kinds: Mapping[str, str]) -> bool:
    """Whether the values satisfy a condition: every part of its mapping."""
    for key, wanted in condition.items():
        match key:
            case "all":
                satisfied = all(holds(part, values, kinds) for part in wanted)
            case "any":
                satisfied = any(holds(part, values, kinds) for part in wanted)
            case "none":
                satisfied = not any(holds(part, values, kinds) for part in wanted)
            case _:
                satisfied = _field_holds(wanted, values.get(key), kinds[key])
        if not satisfied:
            return False
    return True


def _field_holds(wanted: Any, value: Value, kind: str) -> bool:
    if not isinstance(wanted, Mapping):
        return _equals(wanted, value, kind)
    return all(_operator_holds(operator, operand, value, kind) for operator, operand in wanted.items())


def _equals(wanted: str | list[str], value: Value, kind: str) -> bool:
    listed = [wanted] if isinstance(wanted, str) else wanted
    return value is not None and any(typed(kind, text) == value for text in listed)


def _operator_holds(operator: str, operand: Any, value: Value, kind: str) -> bool:
    if operator == "is_not":
        return not _equals(operand, value, kind)
    if operator == "present":
        return bool((value is not None) == (operand == "true"))
    if value is None:
        return False
    match operator:
        case "contains":
            return bool(operand in value)
        case "matches":
            return re.search(operand, value, re.ASCII) is not None
    bound = typed("decimal" if kind == "integer" else kind, operand)
    match operator:
        case "at_least":
            return bool(value >= bound)
        case "at_most":
            return bool(value <= bound)
        case "above":
            return bool(value > bound)
        case "below":
            return bool(value < bound)
        case _:
            raise ValueError(f"{operator!r} is no operator")
