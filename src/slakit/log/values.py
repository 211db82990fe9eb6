"""Typed values in SQL: what each column of the contract accepts, and in words what it expected instead.

Each function takes SQL expressions over a *cell*: the value as the file holds it, NULL when missing. A value
expression is NULL for a present cell exactly when the cell is bad, so "bad" needs no rule of its own.
"""

from datetime import date
from fractions import Fraction
from typing import assert_never

from slakit.log import floats, sql
from slakit.log.contract import Column
from slakit.model import Field, FieldType
from slakit.numbers import plain

INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
ZONED = frozenset({"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS"})
INSTANTS = ZONED | {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE"}

_INTEGER = r"-?(0|[1-9][0-9]{0,18})(\.0+)?"
_DECIMAL = r"-?(0|[1-9][0-9]{0,28})(\.[0-9]{1,9}0*)?"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

TABLE_TYPES = {
    FieldType.STRING: "VARCHAR",
    FieldType.ENUM: "VARCHAR",
    FieldType.INTEGER: "BIGINT",
    FieldType.DECIMAL: "DECIMAL(38, 9)",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DATE: "DATE",
    FieldType.TIMESTAMP: "BIGINT",
}
"""The type of each kind of field in the table `log`; a timestamp is epoch seconds, UTC."""


def as_text(cell: str, type_: str) -> str:
    """SQL for a cell of any scalar type as text."""
    if type_ == "VARCHAR":
        return cell
    if type_ in floats.FLOATS:
        return floats.as_text(cell, type_)
    return f"{cell}::VARCHAR"


def without_exponent(written: str) -> str:
    """SQL for a number's text spelled out, if it has an exponent (`5e-5`, `1.25E7`).

    One that needs more than nine decimals or 29 digits stays as it is, which no number may be.
    """
    fraction = f"rtrim(split_part(split_part(lower({written}), 'e', 1), '.', 2), '0')"
    places = f"length({fraction}) - TRY_CAST(split_part(lower({written}), 'e', 2) AS BIGINT)"
    spelled = f"rtrim(rtrim(TRY_CAST({written} AS DECIMAL(38, 9))::VARCHAR, '0'), '.')"
    return f"CASE WHEN {places} <= 9 THEN coalesce({spelled}, {written}) ELSE {written} END"


def typed(column: Column, cell: str, type_: str) -> str:
    """SQL for the cell as the column's type, NULL where it is missing or bad. Not for timestamps."""
    value = unlimited(column, cell, type_)
    limits = _limits(column, value)
    return f"CASE WHEN {limits} THEN {value} END" if limits else value


def unlimited(column: Column, cell: str, type_: str) -> str:
    """The same for a cell that is known to respect its column's limits."""
    return _parsed(column.type, cell, type_)


def never_bad(column: Column, type_: str) -> bool:
    """Whether no value of the cell's type can be bad for the column, so that nothing needs to be checked."""
    field = column.field
    unbounded = field is None or (field.min is None and field.max is None)
    match column.type:
        case FieldType.STRING:
            return type_ == "VARCHAR"
        case FieldType.INTEGER | FieldType.DECIMAL:
            return type_ in INTEGERS and unbounded
        case FieldType.BOOLEAN:
            return type_ == "BOOLEAN"
        case FieldType.DATE | FieldType.TIMESTAMP | FieldType.ENUM:
            return False
        case _:
            assert_never(column.type)


def _parsed(kind: FieldType, cell: str, type_: str) -> str:
    match kind:
        case FieldType.STRING | FieldType.ENUM:
            return as_text(cell, type_)
        case FieldType.INTEGER:
            return f"{cell}::BIGINT" if type_ in INTEGERS else _by_pattern(cell, type_, _INTEGER, "BIGINT")
        case FieldType.DECIMAL:
            spelled = _by_pattern(cell, type_, _DECIMAL, "DECIMAL(38, 9)")
            return f"{cell}::DECIMAL(38, 9)" if type_ in INTEGERS or _fits(type_) else spelled
        case FieldType.BOOLEAN:
            words = f"CASE lower({as_text(cell, type_)}) WHEN 'true' THEN true WHEN 'false' THEN false END"
            return cell if type_ == "BOOLEAN" else words
        case FieldType.DATE:
            return _date(cell, type_)
        case FieldType.TIMESTAMP:
            raise ValueError("timestamps are read by wall and offset")
        case _:
            assert_never(kind)


def _by_pattern(cell: str, type_: str, pattern: str, target: str) -> str:
    written = as_text(cell, type_)
    return f"CASE WHEN regexp_full_match({written}, {sql.text(pattern)}) THEN TRY_CAST({written} AS {target}) END"


def _fits(type_: str) -> bool:
    """Whether every value of a DECIMAL type fits DECIMAL(38, 9)."""
    if not type_.startswith("DECIMAL("):
        return False
    precision, scale = (int(part) for part in type_[8:-1].split(","))
    return scale <= 9 and precision - scale <= 29


def _date(cell: str, type_: str) -> str:
    if type_ == "DATE":
        return cell
    if type_ in INSTANTS - ZONED:
        return f"CASE WHEN {cell}::TIMESTAMP = date_trunc('day', {cell}::TIMESTAMP) THEN {cell}::DATE END"
    return _by_pattern(cell, type_, _DATE, "DATE")


def _limits(column: Column, value: str) -> str:
    field = column.field
    if field is None:
        return ""
    if column.type is FieldType.ENUM:
        return f"{value} IN ({sql.texts(field.values)})"
    least, most = bounds(field)
    low = "" if least is None else f"{value} >= {literal(least)}"
    high = "" if most is None else f"{value} <= {literal(most)}"
    return " AND ".join(part for part in (low, high) if part)


def bounds(field: Field) -> tuple[Fraction | date | int | None, Fraction | date | int | None]:
    """The least and the greatest value of a field; dates are those that can be spelled with four digits of the year."""
    if field.type is FieldType.DATE:
        return field.min or date.min, field.max or date.max
    return field.min, field.max


def limits(column: Column, value: str) -> str:
    """SQL condition: the value respects the field's `min` and `max`; empty when there are none."""
    return _limits(column, value)


def literal(bound: Fraction | date | int) -> str:
    """A bound as a SQL literal: an exact decimal, a date, or epoch seconds."""
    if isinstance(bound, Fraction):
        return str(bound.numerator) if bound.denominator == 1 else f"{plain(bound, 9)}::DECIMAL(38, 9)"
    return str(bound) if isinstance(bound, int) else f"DATE {sql.text(bound.isoformat())}"


def expected(column: Column) -> str:
    """What the column expects, for people: `a whole number from 0 to 100`, `one of call, email`."""
    field = column.field
    words = {
        FieldType.STRING: "text",
        FieldType.INTEGER: "a whole number",
        FieldType.DECIMAL: "a number such as 1200.50 (at most 29 digits and 9 decimals)",
        FieldType.BOOLEAN: "true or false",
        FieldType.DATE: "a date such as 2027-01-31",
        FieldType.TIMESTAMP: "an instant such as 2027-01-31T09:30:00-05:00",
        FieldType.ENUM: "",
    }[column.type]
    if field is None:
        return words
    if column.type is FieldType.ENUM:
        return "one of " + ", ".join(field.values)
    low = "" if field.min is None else f" from {_worded(field.min)}"
    high = "" if field.max is None else f" {'to' if low else 'up to'} {_worded(field.max)}"
    return words + low + high


def _worded(bound: Fraction | date | int) -> str:
    if isinstance(bound, Fraction):
        return plain(bound, 9)
    return f"{bound} (epoch seconds)" if isinstance(bound, int) else bound.isoformat()
