"""From a file to its raw cells: by its form, and once more by a careful pass when the strict one fails."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import gzip
import re
import zlib
from collections.abc import Collection, Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.log import sql
from slakit.log.files import LogFile, damaged, has_zstd, open_bytes
from slakit.log.first_look import DOUBT, first_look
from slakit.log.raw import Raw
from slakit.log.readers.csv import MAX_RECORD, csv_cells, header, line_reader, open_csv
from slakit.log.readers.jsonl import open_jsonl, placed_cells
from slakit.log.readers.parquet import open_parquet
from slakit.log.records import Split, any_ends, split_csv, split_lines
from slakit.record import record

if TYPE_CHECKING:
    import duckdb

TOO_LONG = declare("SLA512", "A line of a log is too long")


class NeedsCareError(Exception):
    """A text file that the strict scan would read wrongly: the careful pass has to."""


_LINE = re.compile(r"on Line: ([0-9]+)")


def open_file(connection: "duckdb.DuckDBPyConnection", file: LogFile, wanted: Collection[str]) -> Raw | Diagnostic:
    """The file's cells by column name; only those of `wanted` columns can be read.

    A file with a line beyond all measure is refused: the engine may leave such a line out and say nothing.
    Raises `NeedsCareError` where the strict scan would read what is not there, `duckdb.Error` when the bytes are not
    what the form promises.
    """
    if file.form != "parquet":
        look = first_look(file)
        if look.overlong is not None:
            return _too_long(file, look.overlong)
        if look.damage is not None:
            return look.damage
        if look.is_doubtful or _is_doubtful_zstd(connection, file):
            raise NeedsCareError
    match file.form:
        case "csv":
            return open_csv(connection, file)
        case "jsonl":
            return open_jsonl(connection, file, wanted)
        case "parquet":
            return open_parquet(connection, file)
        case _:
            assert_never(file.form)


def _is_doubtful_zstd(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> bool:
    """The same of a file that only the engine can decompress."""
    import duckdb

    if file.form != "csv" or file.compression != "zstd" or has_zstd():
        return False
    lines = f"SELECT line, row_number() OVER () AS number FROM {line_reader(file)}"
    doubt = f"regexp_matches(line, {sql.text(DOUBT.decode())}) OR (number = 1 AND line IS NULL)"
    try:
        row = connection.execute(f"SELECT coalesce(bool_or({doubt}), false) FROM ({lines})").fetchone()
    except duckdb.InvalidInputException:  # line breaks of two kinds, which may be in quotes: then nothing is known
        return False
    return bool(row and row[0])


@record
class Reopened:
    """The good records of a file, each with its row and line, and those that are no records."""

    raw: Raw
    bad: Split


def reopen_file(
    connection: "duckdb.DuckDBPyConnection", file: LogFile, wanted: Collection[str], folder: Path
) -> Reopened | Diagnostic:
    """The cells of a text file that the strict scan refused: its good records, copied to `folder`."""
    import duckdb

    try:
        with closing(_lines(connection, file)) as lines:
            if file.form == "jsonl":
                split = split_lines(lines, file.span, folder)
                if isinstance(split, Diagnostic):
                    return split
                return Reopened(raw=placed_cells(connection, str(split.good), wanted), bad=split)
            names = header(connection, file)
            if isinstance(names, Diagnostic):
                return names
            split = split_csv(lines, names, file.span, folder)
    except duckdb.InvalidInputException as error:
        if "Maximum line size" not in str(error) or (at := _LINE.search(str(error))) is None:
            raise
        return _too_long(file, int(at[1]))
    except duckdb.NotImplementedException:  # a line that is longer than all that the engine reads at once
        return _too_long(file, None)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return damaged(file.span, error)
    if isinstance(split, Diagnostic):
        return split
    return Reopened(raw=csv_cells(str(split.good), names, placed=True), bad=split)


def line_offset(file: LogFile, raw: Raw, rows: int) -> int | None:
    """What to add to a row's number for its line: known where every row but the header takes one line."""
    if file.form == "parquet" or file.compression == "zstd":
        return None
    header_lines = 1 + sum(name.count("\n") for name in raw.columns) if file.form == "csv" else 0
    ends, last = 0, b"\n"
    with open_bytes(file.path, file.compression) as stream:
        while block := stream.read(1 << 20):
            ends, last = ends + block.count(b"\n"), block[-1:]
    lines = ends if last == b"\n" else ends + 1
    return header_lines if lines == header_lines + rows else None


def _too_long(file: LogFile, line: int | None) -> Diagnostic:
    which = "a line" if line is None else f"line {line:,}"
    message = f"{which} has more than {MAX_RECORD >> 20} MiB, the most that is read"
    return diagnostic(TOO_LONG, Span(file.name, line or 1), message, "leave what is so long out of the export")


def _lines(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> Generator[bytes]:
    """The file's lines with their ends. Without a zstd of Python's own the engine reads them, if they end alike."""
    if file.compression == "zstd" and not has_zstd():
        cursor = connection.cursor().execute(f"SELECT line FROM {line_reader(file)}")
        while rows := cursor.fetchmany(10_000):
            yield from ((line or "").encode() + b"\n" for (line,) in rows)
        return
    with open_bytes(file.path, file.compression) as stream:
        yield from stream if file.form == "jsonl" else any_ends(stream)
