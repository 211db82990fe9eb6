"""CSV by RFC 4180: comma, double quotes, a mandatory header; nothing about its form is guessed."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.log import sql
from slakit.log.files import EMPTY, HEAD, NOT_UTF8, Compression, LogFile
from slakit.log.headers import nameless
from slakit.log.raw import Cell, Raw

if TYPE_CHECKING:
    import duckdb

HEADER = declare("SLA505", "The header of a log cannot be used")

MAX_COLUMNS = 10_000
"""The most columns that a file may have: the engine plans for each."""
MAX_RECORD = 8 << 20
"""The most bytes that one record, or one line of a text file, may have."""
_BUFFER = 4 * MAX_RECORD
"""What the engine reads at once, for every thread; by default sixteen records.

It leaves out a line that is longer than that and says nothing, so that of zstd, where none is looked for before, it
reads as much as it likes.
"""

_QUOTED = re.compile(r' *(?P<cell>"(?:[^"]|"")*+") *(?=[,\r\n]|\Z)')
_UNQUOTED = re.compile(r"(?P<cell>[^,\r\n]*)")

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]|\Z)")


def open_csv(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> Raw | Diagnostic:
    """The file's columns by the names in its header, all text."""
    names = header(connection, file)
    if isinstance(names, Diagnostic):
        return names
    return csv_cells(file.path, names, compression=file.compression)


def csv_cells(path: str, names: list[str], *, compression: Compression = "none", placed: bool = False) -> Raw:
    """The raw cells of a CSV file with a header of `names`.

    With `placed` the file has two columns before them: each record's row number and line.
    """
    columns = [f"c{index}" for index in range(len(names))]
    reader = csv_reader(path, (["_row", "_line"] if placed else []) + columns, compression)
    row, line = ("_row::BIGINT", "_line::BIGINT") if placed else ("row_number() OVER ()", "NULL::BIGINT")
    cells = ", ".join(columns)
    quoted = ", ".join(
        f"CASE WHEN regexp_matches({column}, '[\",\\r\\n]') THEN '\"' || replace({column}, '\"', '\"\"') || '\"'"
        f" ELSE coalesce({column}, '') END"
        for column in columns
    )
    return Raw(
        columns={name: Cell(value=f"c{index}") for index, name in enumerate(names) if name},
        relation=f"(SELECT {cells} FROM {reader}) AS file",
        numbered=f"(SELECT {cells}, {row} AS _row, {line} AS _line FROM {reader}) AS file",
        text=f"concat_ws(',', {quoted})",
        unnamed={nameless(index): Cell(value=f"c{index - 1}") for index, name in enumerate(names, 1) if not name},
    )


def csv_reader(path: str, columns: list[str], compression: Compression = "none") -> str:
    """SQL for a strict CSV scan: every option is given, every column is text."""
    types = ", ".join(f"{sql.text(column)}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({sql.text(path)}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
        f" columns = {{{types}}}, strict_mode = true, null_padding = false, nullstr = '',"
        f" {_sizes(compression)}, compression = '{compression}')"
    )


def _sizes(compression: Compression) -> str:
    return f"max_line_size = {MAX_RECORD}{'' if compression == 'zstd' else f', buffer_size = {_BUFFER}'}"


def header(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> list[str] | Diagnostic:
    """The column names; a trailing empty name is a column without one."""
    head = _zstd_head(connection, file) if file.compression == "zstd" else file.head
    try:
        text = _whole_characters(head).decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(file.span, head, error)
    if text.startswith(("\n", "\r")):
        text = text.lstrip("\r\n")
    try:
        names = next(csv.reader(io.StringIO(_tight(text), newline=""), strict=True), [])
    except csv.Error as error:
        return diagnostic(HEADER, file.span, f"the header line cannot be read: {error}")
    return header_problem(file.span, names) or names


def _tight(text: str) -> str:
    """The text without spaces around the quoted cells of its first record, which do not count in any record."""
    told: list[str] = []
    place = 0
    while cell := _QUOTED.match(text, place) or _UNQUOTED.match(text, place):
        told.append(cell["cell"])
        place = cell.end()
        if not text.startswith(",", place):
            break
        place += 1
    return ",".join(told) + text[place:]


def not_utf8(span: Span, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    """The finding for bytes that are no UTF-8, at their line."""
    line = span.line + data[: error.start].count(b"\n")
    message = f"byte 0x{data[error.start]:02X} on line {line} is not UTF-8"
    return diagnostic(NOT_UTF8, Span(span.file, line), message, "save the file as UTF-8 (it may be Windows-1252)")


def _whole_characters(head: bytes) -> bytes:
    """Without the last line where the head was cut, which may have cut a character."""
    return head if len(head) < HEAD else head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1] or head


def _zstd_head(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> bytes:
    lines = connection.execute(f"SELECT line FROM {line_reader(file)} LIMIT 100").fetchall()
    return "\n".join(line or "" for (line,) in lines).removeprefix("\ufeff").encode()


def line_reader(file: LogFile) -> str:
    """SQL for a scan of the file's lines: a unit separator occurs in no CSV, so each line comes whole."""
    return (
        f"read_csv({sql.text(file.path)}, auto_detect = false, header = false, delim = '\x1f', quote = '',"
        f" escape = '', columns = {{'line': 'VARCHAR'}}, {_sizes(file.compression)},"
        f" compression = '{file.compression}')"
    )


def header_problem(span: Span, names: list[str]) -> Diagnostic | None:
    """What keeps the names of a header from being used."""
    named = [name for name in names if name]
    if not named:
        return diagnostic(EMPTY, span, "the file has no header line")
    if len(names) == 1:
        for delimiter, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
            if delimiter in names[0]:
                message = f"the header is separated by {word}; expected commas"
                return diagnostic(HEADER, span, message, "export it as CSV with commas")
    if len(names) > MAX_COLUMNS:
        message = f"the header has {len(names):,} columns; at most {MAX_COLUMNS:,} are read"
        return diagnostic(HEADER, span, message, "export only the columns that are needed")
    repeated = sorted(name for name, times in Counter(named).items() if times > 1)
    if any(_INSTANT.match(name) for name in named):
        return diagnostic(HEADER, span, "the first line looks like data; expected a header line with column names")
    if repeated:
        return diagnostic(HEADER, span, f"the header has {', '.join(map(repr, repeated))} more than once")
    return None
