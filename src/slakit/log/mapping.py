"""A Source applied to a file: raw cells by the export's names become cells by the contract's names.

Each entry of the Source whose `when` holds makes one event of an input row. A value that an entry's `map`
does not list makes that attribute missing and is counted; of `event` it means that the entry does not apply.
"""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from collections.abc import Mapping
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.log import sql, values
from slakit.log.column_conditions import condition_sql
from slakit.log.contract import UnmappedValue
from slakit.log.files import LogFile
from slakit.log.headers import closest, instead_of, shown
from slakit.log.raw import Cell, Raw
from slakit.log.source import Source, SourceCell, SourceRow

if TYPE_CHECKING:
    import duckdb

COLUMN = declare("SLA525", "A Source reads a column that the file lacks")
UNMAPPED = declare("SLA526", "Values that a Source's map does not list", Severity.WARNING)

_SHOWN = 8
_MISSING = Cell(value="NULL::VARCHAR")


def check_columns(file: LogFile, raw: Raw, source: Source) -> list[Diagnostic]:
    """Findings for columns that the file lacks. JSON Lines leave missing values out: there it is a warning."""
    findings = []
    read = source.columns().keys()
    for name, span in source.columns().items():
        if name in raw.columns:
            continue
        message = f"{file.name} has no column {shown(name)}"
        severity = Severity.WARNING if file.form == "jsonl" else Severity.ERROR
        help_ = instead_of(name, raw.columns)
        if file.form == "csv" and not read & raw.columns.keys() and closest(name, raw.columns) is None:
            help_ += "; if these are no names of columns, remove what stands above the header"
        findings.append(Diagnostic(code=COLUMN, span=span, message=message, help=help_, severity=severity))
    return findings


def apply(raw: Raw, source: Source) -> tuple[Raw, dict[str, Cell]]:
    """The events' relation and its cells by the contract's names."""
    conditions = [_applies(raw, row) for row in source.rows]
    entries = ", ".join(f"CASE WHEN {condition} THEN {index} END" for index, condition in enumerate(conditions))
    chosen = f"list_filter([{entries}], lambda entry: entry IS NOT NULL)"
    if raw.problem:  # a row that cannot be read at all must come through, to be quarantined once
        chosen = f"CASE WHEN ({raw.problem}) IS NOT NULL THEN [-1] ELSE {chosen} END"
    chosen = f"unnest({chosen}) AS _entry"
    mapped = Raw(
        columns=raw.columns,
        relation=f"(SELECT *, {chosen} FROM {raw.relation}) AS event",
        numbered=f"(SELECT *, {chosen} FROM {raw.numbered}) AS event",
        text=raw.text,
        problem=raw.problem,
        entry="_entry + 1" if len(source.rows) > 1 else None,
    )
    names = dict.fromkeys(name for row in source.rows for name in row.cells)
    return mapped, {name: _cell(raw, source, name) for name in names}


def count_rows(connection: "duckdb.DuckDBPyConnection", raw: Raw, source: Source) -> tuple[int, int]:
    """The rows of the file, and those for which no entry applies."""
    none = f"NOT ({sql.any_of(_applies(raw, row) for row in source.rows)})"
    if raw.problem:
        none = f"{none} AND ({raw.problem}) IS NULL"
    row = connection.execute(f"SELECT count(*), count(*) FILTER (WHERE {none}) FROM {raw.relation}").fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def unmapped_values(
    connection: "duckdb.DuckDBPyConnection", raw: Raw, source: Source
) -> tuple[list[UnmappedValue], list[Diagnostic]]:
    """The values that maps do not list, most frequent first, and a warning per map."""
    found: list[UnmappedValue] = []
    findings: list[Diagnostic] = []
    for row in source.rows:
        for name, cell in row.cells.items():
            column = cell.column
            if cell.map is None or column is None or name == "event" or column not in raw.columns:
                continue
            text = _text(raw, column)
            counted = connection.execute(
                f"SELECT {text} AS value, count(*) AS rows FROM {raw.relation}"
                f" WHERE {_applies(raw, row)} AND {text} NOT IN ({sql.texts(cell.map)})"
                " GROUP BY value ORDER BY rows DESC, value"
            ).fetchall()
            missed = [UnmappedValue(column=column, value=value, rows=rows) for value, rows in counted]
            found += missed
            if missed:
                findings.append(_unmapped(cell, name, missed))
    return found, findings


def _unmapped(cell: SourceCell, name: str, found: list[UnmappedValue]) -> Diagnostic:
    shown = ", ".join(f"{item.value!r} ({item.rows})" for item in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    message = f"the map of {name!r} does not list {shown}{more}; there it counts as missing"
    return diagnostic(UNMAPPED, cell.span, message, "add the values to the map, or leave their rows out with when")


def _raw_cell(raw: Raw, column: str | None) -> Cell:
    """The cell of a column; one that the file lacks is missing in every row."""
    return _MISSING if column is None else raw.columns.get(column, _MISSING)


def _text(raw: Raw, column: str | None) -> str:
    """A raw column as text."""
    cell = _raw_cell(raw, column)
    return f"nullif({values.as_text(cell.value, cell.type)}, '')"


def _applies(raw: Raw, row: SourceRow) -> str:
    condition = condition_sql(row.when, lambda column: _text(raw, column))
    event = row.cells.get("event")
    if event is None or event.map is None:
        return condition
    return f"({condition}) AND coalesce({_text(raw, event.column)} IN ({sql.texts(event.map)}), false)"


def _cell(raw: Raw, source: Source, name: str) -> Cell:
    """One attribute over all entries; it keeps the file's own type where the entries agree on one."""
    by_entry = {i: row.cells[name] for i, row in enumerate(source.rows) if name in row.cells}
    cells = {i: _raw_cell(raw, cell.column) for i, cell in by_entry.items()}
    nested = _flag({i: cell.nested for i, cell in cells.items()})
    spoilt = _flag({i: cells[i].spoilt for i, cell in by_entry.items() if cell.map is None})  # a map takes any word
    spoilt_by = max(cell.spoilt_by for cell in cells.values())  # a file's cells are all spoilt in one way
    is_plain = all(cell.map is None and cell.column for cell in by_entry.values())
    if is_plain and len({cell.type for cell in cells.values()}) == 1 and not _numbered(name, by_entry):
        value, type_ = _by_entry({i: cell.value for i, cell in cells.items()}), cells[next(iter(cells))].type
    else:
        texts = {i: _mapped(raw, cell) for i, cell in by_entry.items()}
        if _numbered(name, by_entry):
            texts = {i: f"{text} || ' (entry {i + 1})'" for i, text in texts.items()}
        value, type_ = _by_entry(texts), "VARCHAR"

    numerals = {
        i: (cells[i].numeral if cell.map is None and cell.column else None) or _mapped(raw, cell)
        for i, cell in by_entry.items()
    }
    has_numerals = any(cell.numeral for cell in cells.values()) and not _numbered(name, by_entry)
    numeral = _by_entry(numerals) if has_numerals else None
    return Cell(value=value, type=type_, nested=nested, spoilt=spoilt, spoilt_by=spoilt_by, numeral=numeral)


def _numbered(name: str, by_entry: Mapping[int, SourceCell]) -> bool:
    """One input row may make several events: its `id` tells rows apart within an entry."""
    return name == "id" and len(by_entry) > 1


def _mapped(raw: Raw, cell: SourceCell) -> str:
    if cell.column is None:
        return f"nullif({sql.text(cell.value or '')}, '')"
    text = _text(raw, cell.column)
    if cell.map is None:
        return text
    branches = " ".join(f"WHEN {sql.text(key)} THEN {sql.text(value)}" for key, value in cell.map.items())
    return f"nullif(CASE {text} {branches} END, '')" if branches else "NULL::VARCHAR"


def _by_entry(expressions: Mapping[int, str]) -> str:
    branches = " ".join(f"WHEN {index} THEN {expression}" for index, expression in expressions.items())
    return f"CASE _entry {branches} END"


def _flag(conditions: Mapping[int, str | None]) -> str | None:
    """The condition of the entry that made the event, false for entries without one; None if none has any."""
    told = {index: condition for index, condition in conditions.items() if condition}
    return f"coalesce({_by_entry(told)}, false)" if told else None
