"""Repeated rows: one `id` with equal content counts once; one `id` with differing content is an error."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.log import sql
from slakit.log.contract import LOG
from slakit.log.staging import Staging
from slakit.record import record

if TYPE_CHECKING:
    import duckdb

CONFLICT = declare("SLA508", "One id stands for differing rows")

_SHOWN = 20  # conflicts named one by one; a log with more of them has one cause


@record
class Repeats:
    """The repeated rows dropped, by the file's number, and the ids whose rows differ."""

    dropped: Sequence[int]
    findings: Sequence[Diagnostic] = ()


def drop(
    connection: "duckdb.DuckDBPyConnection",
    files: Sequence[str],
    stagings: Sequence[Staging],
    header_lines: Callable[[int], int | None],
) -> Repeats:
    """Drop repeated rows from `log`, which still has `id` and `_file`; of equal rows the first read stays.

    `header_lines` says of a file by its number, where that is known, that row n is line n + so many.
    Content is every column of the contract, also those that are not kept: rows in question are read again.
    """
    connection.execute(f"""
        CREATE OR REPLACE TABLE _repeated AS
        SELECT id FROM {LOG} WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1""")
    row = connection.execute("SELECT count(*) FROM _repeated").fetchone()
    dropped = [0] * len(files)
    if not row or not row[0]:
        connection.execute("DROP TABLE _repeated")
        return Repeats(dropped=dropped)
    findings = _conflicts(connection, files, stagings, header_lines)
    # Without a conflict rows of one id differ in `_file` at most. A field may have any name, `rowid` too, which
    # would then not be the row's number: so rows are told by what they hold.
    repeated = f"FROM {LOG} WHERE id IN (SELECT id FROM _repeated)"
    connection.execute(f"CREATE OR REPLACE TABLE _once AS SELECT DISTINCT ON (id) * {repeated} ORDER BY id, _file")
    for file, count in connection.execute(
        f"SELECT _file, sum(_one) FROM (SELECT _file, 1 AS _one {repeated}"
        " UNION ALL SELECT _file, -1 FROM _once) GROUP BY _file"
    ).fetchall():
        dropped[file] = int(count)
    connection.execute(f"DELETE {repeated}")
    connection.execute(f"INSERT INTO {LOG} SELECT * FROM _once")
    for table in ("_repeated", "_once"):
        connection.execute(f"DROP TABLE {table}")
    return Repeats(dropped=dropped, findings=findings)


def _conflicts(
    connection: "duckdb.DuckDBPyConnection",
    files: Sequence[str],
    stagings: Sequence[Staging],
    header_lines: Callable[[int], int | None],
) -> list[Diagnostic]:
    """A finding per id whose rows differ, at the first row that differs from the first."""
    names = [sql.name(column.table_name) for column in stagings[0].rules.columns]
    rows = " UNION ALL ".join(
        f"SELECT *, {number} AS _file FROM ({staging.examined()})"
        f" WHERE _cause IS NULL AND id IN (SELECT id FROM _repeated)"
        for number, staging in enumerate(stagings)
    )
    connection.execute(f"CREATE OR REPLACE TABLE _repeats AS {rows}")
    conflicts = connection.execute(f"""
        WITH numbered AS (SELECT *, row_number() OVER (PARTITION BY id ORDER BY _file, _row) AS _n FROM _repeats),
        _first AS (SELECT * FROM numbered WHERE _n = 1)
        SELECT id, _first._file, _first._row, arg_min(r._file, r._n), arg_min(r._row, r._n), arg_min(r._line, r._n)
        FROM numbered AS r JOIN _first USING (id)
        WHERE ({_row(names, "r")}) IS DISTINCT FROM ({_row(names, "_first")})
        GROUP BY ALL ORDER BY id""").fetchall()
    connection.execute("DROP TABLE _repeats")
    findings = []
    headers: dict[int, int | None] = {}
    for id_, first_file, first_row, file, row, line in conflicts[:_SHOWN]:
        where = f"row {first_row}" if first_file == file else f"row {first_row} of {files[first_file]}"
        message = f"row {row} has the id {id_!r} of {where}, but other values"
        if file not in headers:
            headers[file] = header_lines(file)
        if line is None and (before := headers[file]) is not None:
            line = row + before
        findings.append(diagnostic(CONFLICT, Span(files[file], line or 1), message, "give each event an id of its own"))
    if len(conflicts) > _SHOWN:
        message = f"{len(conflicts) - _SHOWN} more ids stand for differing rows"
        findings.append(diagnostic(CONFLICT, Span(files[0]), message))
    return findings


def _row(names: Sequence[str], alias: str) -> str:
    return "row(" + ", ".join(f"{alias}.{name}" for name in names) + ")"
