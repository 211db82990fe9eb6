"""The ways in which one evaluation may be asked for, all of which must give the same bytes."""

import csv
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import duckdb

from slakit import outcomes
from slakit.engine import build
from slakit.log import load

Row = Mapping[str, str]

FORMATS = ("csv", "csv.gz", "jsonl", "jsonl.gz", "parquet")


class Way(NamedTuple):
    """How the log is handed over and by how many threads it is worked on.

    `files`: over how many the rows are dealt out, by `seed`; None leaves them as they stand. `extends`: the agreement
    is written as an extension. `in_parts`: the outcomes are taken for too many to be sorted at once, each for so many
    bytes.
    """

    suffix: str = "csv"
    files: int = 1
    threads: int = 1
    seed: int | None = None
    extends: bool = False
    in_parts: int = 0


PLAIN = Way()
"""One CSV file with the rows as they stand, one thread."""


def way_of(seed: int) -> Way:
    """The way of a seed."""
    chosen = random.Random(f"way {seed}")  # noqa: S311 no secret depends on it
    return Way(
        suffix=chosen.choice(("csv", "csv", "jsonl", "parquet", "csv.gz", "jsonl.gz")),
        files=chosen.choice((1, 1, 2, 3)),
        threads=chosen.choice((1, 1, 2)),
        seed=seed,
        extends=chosen.random() < 0.2,
        in_parts=2**31 if chosen.random() < 0.1 else 0,
    )


@contextmanager
def working_in(way: Way) -> Iterator[None]:
    """Every DuckDB that is opened meanwhile works with so many threads, and sorts outcomes at once or in parts.

    With several threads even a log of a few rows is shared among them, and so is the writing of a few outcomes.
    """
    connect = duckdb.connect

    def connected(
        database: str = ":memory:", read_only: bool = False, config: Mapping[str, Any] | None = None
    ) -> duckdb.DuckDBPyConnection:
        return connect(database, read_only, {**(config or {}), "threads": way.threads})

    in_parts = patch.multiple(build, PER_ROW=2**50, PER_ROW_OF_PART=way.in_parts) if way.in_parts else nullcontext()
    with ExitStack() as stack:
        stack.enter_context(patch.object(duckdb, "connect", connected))
        stack.enter_context(in_parts)
        if way.threads > 1:
            stack.enter_context(patch.object(build, "WORTH_THREADS", 0))
            stack.enter_context(patch.object(load, "FEW_BYTES", 0))
            stack.enter_context(patch.object(outcomes, "FEW", 1))
        yield


def write_log(folder: Path, rows: Sequence[Row], way: Way) -> list[Path]:
    """The files of a log, each of which has every column of it."""
    columns = list(dict.fromkeys(["lead_id", "event", "at", *(key for row in rows for key in row)]))
    rows = list(rows)
    if way.seed is not None:
        random.Random(way.seed).shuffle(rows)  # noqa: S311 no secret depends on it
    paths = [folder / f"events_{number}.{way.suffix}" for number in range(way.files)]
    for number, path in enumerate(paths):
        write_rows(path, rows[number :: way.files], columns)
    return paths


def write_rows(path: Path, rows: Iterable[Row], columns: Sequence[str]) -> None:
    """One file, in the format that its name says; in JSON Lines and Parquet an empty value is null or left out."""
    if path.name.endswith("parquet"):
        _write_parquet(path, rows, columns)
        return
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        if ".csv" in path.name:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([row.get(name) or "" for name in columns] for row in rows)
        else:
            for row in rows:
                filled = {name: row[name] for name in columns if row.get(name)}
                file.write(json.dumps({"lead_id": "", **filled}, ensure_ascii=False) + "\n")


def _write_parquet(path: Path, rows: Iterable[Row], columns: Sequence[str]) -> None:
    rows = list(rows)
    cells = [[row.get(name) or None for row in rows] for name in columns]
    names = ['"' + name.replace('"', '""') + '"' for name in columns]
    unnested = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
    target = str(path).replace("'", "''")
    _writer().execute(f"COPY (SELECT {unnested}) TO '{target}' (FORMAT parquet)", cells)


@cache
def _writer() -> duckdb.DuckDBPyConnection:
    """One connection that writes, since to open one takes as long as to evaluate a small log."""
    return duckdb.connect(":memory:", config={"threads": 1})
