"""JSON Lines: one object per line; numbers keep the digits they are written with."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from collections.abc import Collection
from typing import TYPE_CHECKING

from slakit.log import sql
from slakit.log.files import LogFile
from slakit.log.raw import Cell, Raw
from slakit.log.readers.csv import MAX_RECORD, csv_reader
from slakit.log.values import without_exponent

if TYPE_CHECKING:
    import duckdb

_MARK = "chr(1)"
"""A character that JSON allows nowhere as itself."""

_AFTER_STRING = r'("(?:[^"\\]|\\.)*"(?:[ \t\r\n]*:[ \t\r\n]*)?)(-?[0-9][-+.0-9eE]*)?'
"""RE2 of a string and, where it is the key of a number, the number. Strings are the only place of quotes, so that one
search after the other goes from string to string."""

_QUOTED = f"""replace(replace(regexp_replace(j, {sql.text(_AFTER_STRING)}, '\\1' || {_MARK} || '\\2' || {_MARK}, 'g'),
  {_MARK} || {_MARK}, ''), {_MARK}, '"')"""
"""The line with each number of an object in quotes."""

_ZERO = " OR ".join(f"contains(j, '-0' || chr({ord(after)}))" for after in ",} \t\r")
_EXACT = f"CASE WHEN list_contains(types, 'DOUBLE') OR {_ZERO} THEN {_QUOTED} ELSE j END"
"""The engine parses a number with a fraction or an exponent as a double, -0 as 0, and a string as it stands."""

_NO_OBJECT = "WHEN json_type(j) <> 'OBJECT' THEN 'the line is no JSON object'"
_REPEATED = "WHEN len(json_keys(j)) <> list_unique(json_keys(j)) THEN 'a key occurs twice in the object'"


def open_jsonl(connection: "duckdb.DuckDBPyConnection", file: LogFile, wanted: Collection[str]) -> Raw:
    """The keys of the file's objects as columns. Raises `duckdb.Error` when a line does not parse.

    The cells of `wanted` keys are taken out of each line at once.
    """
    options = f"compression = '{file.compression}', maximum_object_size = {MAX_RECORD}"
    lines = f"(SELECT json::VARCHAR AS j FROM read_ndjson_objects({sql.text(file.path)}, {options}))"
    return _cells(connection, lines, wanted, row="row_number() OVER ()", line="NULL::BIGINT")


def placed_cells(connection: "duckdb.DuckDBPyConnection", path: str, wanted: Collection[str]) -> Raw:
    """The same of a CSV file with the columns row number, line and text of each line, which may not parse."""
    reader = csv_reader(path, ["_row", "_line", "_text"])
    valid = "CASE WHEN json_valid(_text) THEN _text ELSE json_quote(_text)::VARCHAR END"
    lines = f"(SELECT _row, _line, _text, {valid} AS j FROM {reader})"
    return _cells(connection, lines, wanted, row="_row::BIGINT", line="_line::BIGINT", text="_text")


def _cells(
    connection: "duckdb.DuckDBPyConnection",
    lines: str,
    wanted: Collection[str],
    *,
    row: str,
    line: str,
    text: str = "j",
) -> Raw:
    keys, repeated = _keys(connection, lines)
    taken = [key for key in keys if key in wanted]
    pointers = sql.texts(_pointer(key) for key in taken)
    if taken:
        lines = f"(SELECT *, json_type(j, [{pointers}]) AS types FROM {lines})"
    parts = f", json_extract_string({_EXACT}, [{pointers}]) AS values, types" if taken else ""
    return Raw(
        columns={key: _cell(taken.index(key) + 1) if key in wanted else Cell(value="NULL") for key in keys},
        relation=f"(SELECT j{parts} FROM {lines}) AS file",
        numbered=f"(SELECT j{parts}, {row} AS _row, {line} AS _line, {text} AS _shown FROM {lines}) AS file",
        text="_shown",
        problem=f"CASE {_NO_OBJECT}{f' {_REPEATED}' if repeated else ''} END",
    )


def _keys(connection: "duckdb.DuckDBPyConnection", lines: str) -> tuple[list[str], bool]:
    """The keys of all objects in order, and whether some object has one twice.

    Objects of one log have few sequences of keys, so it is cheap to look at each sequence once.
    """
    found = connection.execute(f"""
        WITH sequences AS (SELECT DISTINCT json_keys(j) AS keys FROM {lines})
        SELECT key, max(repeated) FROM (
            SELECT unnest(keys) AS key, (len(keys) <> list_unique(keys))::INTEGER AS repeated FROM sequences)
        GROUP BY key ORDER BY key""").fetchall()
    return [str(key) for key, _ in found], any(repeated for _, repeated in found)


def has_instead(connection: "duckdb.DuckDBPyConnection", raw: Raw, name: str, other: str) -> bool:
    """Whether some object has a key and lacks the other."""
    condition = f"json_exists(j, {sql.text(_pointer(name))}) AND NOT json_exists(j, {sql.text(_pointer(other))})"
    row = connection.execute(f"SELECT count(*) FROM {raw.relation} WHERE {condition}").fetchone()
    return bool(row and row[0])


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _cell(position: int) -> Cell:
    value, type_ = f"nullif(values[{position}], '')", f"types[{position}]"
    return Cell(
        value=value,
        nested=f"{type_} IN ('OBJECT', 'ARRAY')",
        spoilt=f"{type_} = 'DOUBLE' AND NOT regexp_matches({value}, '[0-9]')",  # NaN and Infinity
        spoilt_by="is no JSON value",
        numeral=f"CASE WHEN {type_} = 'DOUBLE' THEN {without_exponent(value)} ELSE {value} END",
    )
