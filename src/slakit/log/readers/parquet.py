"""Parquet: columns arrive typed; only what the file's types cannot promise is checked."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, diagnostic
from slakit.log import floats, sql
from slakit.log.files import LogFile
from slakit.log.raw import Cell, Raw
from slakit.log.readers.csv import HEADER

if TYPE_CHECKING:
    import duckdb

_NESTED = ("STRUCT", "MAP", "UNION", "LIST", "VARIANT")

_OPTIONS = "binary_as_string = true, hive_partitioning = false"
"""What the folders of a path are called says nothing of its rows."""

_FIRST = -9_223_372_022_400_000_000
"""The first instant that the engine can spell, in microseconds: the beginning of 22 December 290309 BC."""

_MOST_DIGITS = 38
"""The engine reads decimals of more digits as doubles."""

_HALF = "half FLOAT"


def open_parquet(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> Raw | Diagnostic:
    """The file's top-level columns by name. Raises `duckdb.Error` when it is damaged."""
    path = sql.text(file.path)
    reader = f"read_parquet({path}, {_OPTIONS})"
    types = [str(row[1]) for row in connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()]
    named = _named(connection, path, len(types))
    names = [name for name, _ in named]
    if repeated := sorted(name for name, times in Counter(names).items() if times > 1):
        message = f"the file has more than one column {', '.join(map(repr, repeated))}"
        return diagnostic(HEADER, file.span, message, "give each column a name of its own")
    types = [stored or type_ for type_, (_, stored) in zip(types, named, strict=True)]
    aliases = ", ".join(f"c{index}" for index in range(len(types)))
    return Raw(
        columns={name: _cell(index, type_) for index, (name, type_) in enumerate(zip(names, types, strict=True))},
        relation=f"{reader} AS file({aliases})",
        numbered=f"(SELECT *, row_number() OVER () AS _row, NULL::BIGINT AS _line"
        f" FROM {reader} AS rows({aliases})) AS file",
        text=_row_text(names, types),
    )


def _row_text(names: Sequence[str], types: Sequence[str]) -> str:
    """The row as JSON. The engine's structures know no names that differ in case only; its objects do."""
    held = [(sql.text(name), _held(index, type_)) for index, (name, type_) in enumerate(zip(names, types, strict=True))]
    if len({name.lower() for name in names}) < len(names):
        return f"json_object({', '.join(part for pair in held for part in pair)})::VARCHAR"
    return f"to_json({{{', '.join(f'{name}: {value}' for name, value in held)}}})::VARCHAR"


def _named(connection: "duckdb.DuckDBPyConnection", path: str, count: int) -> list[tuple[str, str | None]]:
    """The names as the file spells them, and the types that the engine does not tell: it reads them as wider floats.

    A query would rename columns that differ in case.
    """
    # The root comes first; a column's descendants follow it, so top-level ones are found by counting children.
    schema = connection.execute(
        f"SELECT name, coalesce(num_children, 0), coalesce(precision, 0), logical_type FROM parquet_schema({path})"
    ).fetchall()
    named: list[tuple[str, str | None]] = []
    position = 1
    while len(named) < count:
        name, _, digits, logical = schema[position]
        half = _HALF if logical == "Float16Type()" else None
        named.append((str(name), f"DECIMAL of {digits} digits" if digits > _MOST_DIGITS else half))
        pending = 1
        while pending:
            pending += int(schema[position][1]) - 1
            position += 1
    return named


def _cell(index: int, type_: str) -> Cell:
    if type_.endswith("]") or type_.startswith(_NESTED):
        return Cell(value=f"c{index}::VARCHAR", nested=f"c{index} IS NOT NULL")
    if type_ == "VARCHAR":
        return Cell(value=f"nullif(c{index}, '')", full=f"c{index}")
    if type_ == '"NULL"':  # a data frame's column without a value
        return Cell(value="NULL::VARCHAR")
    if type_.startswith("ENUM"):
        return Cell(value=f"nullif(c{index}::VARCHAR, '')")
    if type_ in floats.FLOATS or type_ == _HALF:
        held, width = ("FLOAT", floats.HALF) if type_ == _HALF else (type_, floats.FLOATS[type_])
        exact = floats.exact(f"c{index}", width)
        return Cell(value=f"c{index}", type=held, spoilt=f"NOT {exact}", spoilt_by=floats.NOT_EXACT)
    if digits := _fraction(type_):
        held = _held(index, type_)
        return Cell(value=held) if digits == _MOST_DIGITS else Cell(value=held, type=f"DECIMAL({digits + 1},{digits})")
    return Cell(value=_held(index, type_), type=type_)


def _fraction(type_: str) -> int | None:
    """The digits of a decimal that has none before the point; the engine spells it without the zero: `.15`."""
    found = re.fullmatch(r"DECIMAL\(([0-9]+),\1\)", type_)
    return int(found[1]) if found else None


def _held(index: int, type_: str) -> str:
    """What the column holds; to spell an instant before all years of the engine would end it."""
    column = f"c{index}"
    if digits := _fraction(type_):
        text = f"regexp_replace({column}::VARCHAR, '^(-?)[.]', '\\10.')"
        return text if digits == _MOST_DIGITS else f"{column}::DECIMAL({digits + 1},{digits})"
    if type_ != "TIMESTAMP":
        return column
    return f"CASE WHEN epoch_us({column}) < {_FIRST} THEN '-infinity'::TIMESTAMP ELSE {column} END"
