"""JSON Lines: one object per line; numbers keep the digits they are written with."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from slakit.log import sql
from slakit.log.files import LogFile
from slakit.log.raw import Cell, Raw
from slakit.log.readers.csv import MAX_RECORD, csv_reader

if TYPE_CHECKING:
    import duckdb

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
    parts = f", json_extract_string(j, [{pointers}]) AS values, json_type(j, [{pointers}]) AS types" if taken else ""
    return Raw(
        columns={key: _cell(key, taken.index(key) + 1) if key in wanted else Cell(value="NULL") for key in keys},
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
    return [str(key) for key, _ in found if key], any(repeated for _, repeated in found)


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _cell(key: str, position: int) -> Cell:
    value, type_ = f"nullif(values[{position}], '')", f"types[{position}]"
    # The engine parses a JSON number as a double; the digits in the line count if they spell that same double.
    spelled = sql.text(rf'"{re.escape(key)}"\s*:\s*(-?[0-9]+(?:\.[0-9]+)?)\s*[,}}]')
    digits = f"nullif(regexp_extract(j, {spelled}, 1), '')"
    same = f"TRY_CAST({digits} AS DOUBLE) = TRY_CAST({value} AS DOUBLE)"
    short = f"length(translate({value}, '-.', '')) <= 15"
    return Cell(
        value=value,
        nested=f"{type_} IN ('OBJECT', 'ARRAY')",
        numeral=f"CASE WHEN {type_} <> 'DOUBLE' OR {short} AND {digits} IS NULL THEN {value}"
        f" WHEN {same} THEN {digits} ELSE {value} || ' (inexact)' END",
    )
