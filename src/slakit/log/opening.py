"""From a file to its raw cells: by its form, and once more by a careful pass when the strict one fails."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import gzip
import zlib
from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from slakit.diagnostics import Diagnostic
from slakit.log.files import LogFile, damaged, open_bytes
from slakit.log.raw import Raw
from slakit.log.readers.csv import csv_cells, header, line_reader, open_csv
from slakit.log.readers.jsonl import open_jsonl, placed_cells
from slakit.log.readers.parquet import open_parquet
from slakit.log.records import Split, split_csv, split_lines

if TYPE_CHECKING:
    import duckdb


def open_file(connection: "duckdb.DuckDBPyConnection", file: LogFile, wanted: Collection[str]) -> Raw | Diagnostic:
    """The file's cells by column name; only those of `wanted` columns can be read.

    Raises `duckdb.Error` when the bytes are not what the form promises.
    """
    match file.form:
        case "csv":
            return open_csv(connection, file)
        case "jsonl":
            return open_jsonl(connection, file, wanted)
        case "parquet":
            return open_parquet(connection, file)
        case _:
            assert_never(file.form)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reopened:
    """The good records of a file, each with its row and line, and those that are no records."""

    raw: Raw
    bad: Split


def reopen_file(
    connection: "duckdb.DuckDBPyConnection", file: LogFile, wanted: Collection[str], folder: Path
) -> Reopened | Diagnostic:
    """The cells of a text file that the strict scan refused: its good records, copied to `folder`."""
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


def _lines(connection: "duckdb.DuckDBPyConnection", file: LogFile) -> Generator[bytes]:
    """The file's lines with their ends. Without a zstd of Python's own the engine reads them, if they end alike."""
    if file.compression == "zstd" and not _has_zstd():
        cursor = connection.cursor().execute(f"SELECT line FROM {line_reader(file)}")
        while rows := cursor.fetchmany(10_000):
            yield from ((line or "").encode() + b"\n" for (line,) in rows)
        return
    with open_bytes(file.path, file.compression) as stream:
        yield from stream


def _has_zstd() -> bool:
    """Whether this Python reads zstd itself (3.14); before that it lacks the package around it too."""
    return find_spec("compression") is not None and find_spec("compression.zstd") is not None
