"""Fields, conditions and event patterns: what an agreement knows of a log row."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.model.header import Declared
from slakit.record import record


class FieldType(StrEnum):
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    ENUM = "enum"


@record
class Field(Declared):
    """A declared or built-in attribute of a row. `values` (enum only) maps each value to its words or None."""

    type: FieldType
    values: Mapping[str, str | None] = field(default_factory=dict)
    min: Fraction | date | int | None = None  # an int is epoch seconds (timestamp)
    max: Fraction | date | int | None = None


Value = str | bool | Fraction | date | int
"""A value of a condition by the field's type: string and enum `str`, boolean `bool`, integer and decimal
`Fraction`, date `date`, timestamp `int` (epoch seconds, UTC)."""


@record
class AllOf:
    """True iff every item is; true when empty."""

    items: tuple["Condition", ...]
    span: Span


@record
class AnyOf:
    """True iff some item is."""

    items: tuple["Condition", ...]
    span: Span


@record
class NoneOf:
    """True iff no item is: plain negation of `AnyOf`."""

    items: tuple["Condition", ...]
    span: Span


@record
class Equals:
    """The field has one of `values`; false on a missing value. `negated` (`is_not`) is its plain negation."""

    field: str
    values: tuple[Value, ...]
    negated: bool = False
    span: Span


@record
class Compare:
    """The field is at least / at most / above / below `bound`; false on a missing value."""

    field: str
    operator: Literal["at_least", "at_most", "above", "below"]
    bound: Fraction | date | int
    span: Span


@record
class Present:
    """The field has a value (`present` true) or has none (false)."""

    field: str
    present: bool
    span: Span


@record
class Contains:
    """The field contains `text` as a substring, case included; false on a missing value."""

    field: str
    text: str
    span: Span


@record
class Matches:
    """The RE2 `pattern` is found somewhere in the field; false on a missing value."""

    field: str
    pattern: str
    span: Span


Condition = AllOf | AnyOf | NoneOf | Equals | Compare | Present | Contains | Matches


@record
class EventPattern(Declared):
    """Rows whose `event` is one of `events` and whose own values satisfy `where`."""

    events: tuple[str, ...]
    where: Condition | None = None
