"""Rows that cannot be read: kept with their place and cause, counted, and written for people."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from slakit.connection import Connection
from slakit.log import sql
from slakit.log.contract import QUARANTINE, UNREAD
from slakit.log.files import LogFile
from slakit.log.readers.csv import csv_reader
from slakit.log.records import Split
from slakit.log.staging import Staging

if TYPE_CHECKING:
    import duckdb

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 10_000


def create_table(connection: "duckdb.DuckDBPyConnection") -> None:
    """Create the temporary table `unread`, and the view `quarantine` of it that has no `lead_id`.

    `file` as named by the user, `row` counted as data rows from 1, `line` of the file where known,
    `cause` naming column, value and what was expected, `raw` the row as text, `lead_id` where it can be read.
    """
    connection.execute(
        f"CREATE OR REPLACE TABLE {UNREAD}"
        ' (file VARCHAR, "row" BIGINT, line BIGINT, cause VARCHAR, raw VARCHAR, lead_id VARCHAR)'
    )
    connection.execute(f"CREATE OR REPLACE VIEW {QUARANTINE} AS SELECT * EXCLUDE (lead_id) FROM {UNREAD}")


def add(connection: "duckdb.DuckDBPyConnection", file: LogFile, staging: Staging, header_lines: int | None) -> None:
    """Add the file's bad rows. `header_lines`, where given, says that row n is line n + header_lines."""
    line = "_line" if header_lines is None else f"coalesce(_line, _row + {header_lines})"
    connection.execute(
        f"INSERT INTO {UNREAD} SELECT {sql.text(file.name)}, _row, {line}, _cause, _text, lead_id"
        f" FROM ({staging.examined()}) WHERE _cause IS NOT NULL ORDER BY _row, _cause"
    )


def add_bad_records(connection: "duckdb.DuckDBPyConnection", file: LogFile, split: Split) -> int:
    """Add the pieces of a file that are no records; their number."""
    reader = csv_reader(str(split.bad), ["row", "line", "cause", "raw"])
    columns = f'{sql.text(file.name)}, "row"::BIGINT, line::BIGINT, cause, raw, NULL'
    connection.execute(f"INSERT INTO {UNREAD} SELECT {columns} FROM {reader}")
    return split.bad_rows


def write_quarantine(connection: Connection, path: str | Path) -> int:
    """Write the quarantined rows as CSV (UTF-8) in the order of files and rows; the number of rows written.

    Cells that a spreadsheet would take for a formula begin with an apostrophe. Raises `OSError`.
    """
    cursor = connection.execute(f"SELECT * FROM {QUARANTINE} ORDER BY ALL")
    written = 0
    with Path(path).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("file", "row", "line", "cause", "raw"))
        while rows := cursor.fetchmany(_BATCH):
            writer.writerows(tuple(_harmless(cell) for cell in row) for row in rows)
            written += len(rows)
    return written


def _harmless(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
