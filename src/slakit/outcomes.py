"""The outcomes relation: its columns, its order, and the three ways to write it.

Everything that is computed later (attainment, reports, pay) reads this relation and never the log.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from slakit import scratch
from slakit.connection import Connection, run_at_once, single_threaded, threads_of

COLUMNS = (
    "commitment",
    "kind",
    "party",
    "lead_id",
    "episode",
    "dimension",
    "period_start",
    "period_end",
    "owner",
    "started_at",
    "due_at",
    "stopped_at",
    "breached_at",
    "state",
    "target",
    "value",
    "cause",
    "waiver",
    "agreement",
    "version",
)
"""The columns in their order. Instants are `YYYY-MM-DDTHH:MM:SSZ`, periods local dates, `episode` an integer,
`value` a number of at most six places, all else text; empty ones are NULL."""

STATES = ("met", "breached", "pending", "at_risk", "paused", "cancelled", "waived", "not_applicable")

RELATION = "outcomes"
"""The name of the relation in an evaluation's connection."""

ROWS = "outcomes_rows"
"""The same rows with numbers for leads and instants, from which the others are made when they are read. `version_no`
is the place of their version among those of the run, in the order of their terms."""

NUMBERED = "outcomes_numbered"
"""The rows with numbers in the relation's order, which are sorted when they are read, or are a table."""

IN_ORDER = "outcomes_in_order"
"""The same rows in the relation's order: by the columns, nulls first, numbers as numbers, text by code point.

It has `part` and `lead` too, the first two numbers that this order is by, nulls first.
"""

SORTED = f"SELECT {', '.join(COLUMNS)} FROM {IN_ORDER}"  # noqa: S608 - constants only
"""All rows in the relation's order.

They are sorted when they are read, by lead numbers (`slakit.sql.outcome`), and DuckDB then keeps their order
(`preserve_insertion_order`, which stays on).
"""

_PARQUET = "COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 100000, DICTIONARY_SIZE_LIMIT 1000"
"""Most columns say a few words over and over, which dictionaries hold; leads and instants seldom recur, and looking
each of them up costs more than it saves."""

FEW = 50_000
"""Fewer outcomes than this are not worth a thread of their own to write them."""

_AT_A_TIME = 1_048_576

_SIX_PLACES = "coalesce(CAST(TRY_CAST(value AS DECIMAL(18, 6)) AS VARCHAR), CAST(value AS VARCHAR))"
"""Numbers of so few digits are written in a seventh of the time; greater ones are none of them."""

_PLAIN_VALUE = (
    f"CASE WHEN suffix({_SIX_PLACES}, '.000000') THEN substr({_SIX_PLACES}, 1, strlen({_SIX_PLACES}) - 7)"
    f" ELSE rtrim({_SIX_PLACES}, '0') END"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One obligation and what became of it, as §10 of the language defines its columns."""

    commitment: str
    kind: str
    party: str
    lead_id: str | None
    episode: int | None
    dimension: str | None
    period_start: str | None
    period_end: str | None
    owner: str | None
    started_at: str | None
    due_at: str | None
    stopped_at: str | None
    breached_at: str | None
    state: str
    target: str | None
    value: Decimal | None
    cause: str | None
    waiver: str | None
    agreement: str
    version: str


def read(connection: Connection) -> Iterator[Outcome]:
    """The outcomes of an evaluation, in order."""
    cursor = connection.execute(SORTED)
    while rows := cursor.fetchmany(10_000):
        for row in rows:
            yield Outcome(**dict(zip(COLUMNS, row, strict=True)))


def write_csv(connection: Connection, path: str) -> None:
    """Write the outcomes as CSV (RFC 4180, UTF-8, `\\n`) with a header; an empty cell is an empty value.

    Each thread writes a run of the rows, all but the first to files beside `path`, which are then put behind it.
    """
    runs, whole = _runs(connection), Path(path)
    with scratch.folder(whole.parent) as beside:
        files = [whole, *(beside / f"{whole.name}.{number}" for number in range(1, len(runs)))]
        with single_threaded(connection):
            run_at_once(connection, [_csv(run, file, file is whole) for run, file in zip(runs, files, strict=True)])
        with whole.open("ab") as end:
            for file in files[1:]:
                with file.open("rb") as rest:
                    shutil.copyfileobj(rest, end, _AT_A_TIME)
                file.unlink()


def _csv(rows: str, file: Path, header: bool) -> str:
    options = f"FORMAT csv, HEADER {str(header).lower()}, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''"
    return _copy(_plain(rows), str(file), options)


def _runs(connection: Connection) -> list[str]:
    """Relations that are the outcomes one after the other, of about as many rows each: one for each thread."""
    query = f"SELECT part, count(*), max(lead) FROM {ROWS} GROUP BY part ORDER BY part"  # noqa: S608 - constants only
    parts = connection.execute(query).fetchall()
    rows = sum(count for _, count, _ in parts)
    runs = max(1, min(threads_of(connection), rows // FEW))
    ends = [_through(parts, rows * run // runs) for run in range(1, runs)]
    begun = ["TRUE", *(f"({end}) IS NOT TRUE" for end in ends)]
    ended = [*(f"({end}) IS TRUE" for end in ends), "TRUE"]
    return [
        f"SELECT * FROM {IN_ORDER} WHERE {first} AND {last}"  # noqa: S608 - numbers and constants only
        for first, last in zip(begun, ended, strict=True)
    ]


def _through(parts: Sequence[tuple[int, int, int | None]], rows: int) -> str:
    """What holds of about the first `rows` rows, of parts with so many rows and so many leads, and of no others."""
    for part, count, leads in parts:
        if rows <= count:
            return f"part < {part} OR (part = {part} AND (lead IS NULL OR lead <= {(leads or 0) * rows // count}))"
        rows -= count
    return "TRUE"


def write_parquet(connection: Connection, path: str) -> None:
    """Write the outcomes as Parquet: `episode` BIGINT, `value` DECIMAL(38, 6), all else UTF-8 text."""
    with single_threaded(connection):
        connection.execute(_copy(SORTED, path, f"FORMAT parquet, {_PARQUET}"))


def write_jsonl(connection: Connection, path: str) -> None:
    """Write the outcomes as JSON Lines (UTF-8): an object per row with every column, empty ones null."""
    cursor = connection.execute(_plain(SORTED))
    with open(path, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - a plain stream
        while rows := cursor.fetchmany(10_000):
            file.writelines(_json_line(row) for row in rows)


_NUMBERS = frozenset({"episode", "value"})


def _json_line(row: tuple[str | int | None, ...]) -> str:
    """One row as a JSON object on a line of its own; numbers are written digit by digit as they are."""
    cells = []
    for name, cell in zip(COLUMNS, row, strict=True):
        plain = cell is not None and name in _NUMBERS
        cells.append(f'"{name}": {cell if plain else json.dumps(cell, ensure_ascii=False)}')
    return "{" + ", ".join(cells) + "}\n"


WRITERS = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
"""How to write the outcomes, by file suffix."""


def _plain(rows: str) -> str:
    columns = ", ".join(f"{_PLAIN_VALUE} AS value" if name == "value" else name for name in COLUMNS)
    return f"SELECT {columns} FROM ({rows}) AS o"  # noqa: S608 - constants only


def _copy(query: str, path: str, options: str) -> str:
    quoted = path.replace("'", "''")
    return f"COPY ({query}) TO '{quoted}' ({options}, USE_TMP_FILE false)"
