"""Build a compiled plan in DuckDB, within a limit of memory."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from slakit.connection import single_threaded
from slakit.engine.memory import is_out_of_memory
from slakit.outcomes import IN_ORDER, NUMBERED, RELATION, ROWS
from slakit.sql.plan import Plan, Relation, Seed

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, int, int], None]
"""Called with what is being done, the number of steps done and of all steps."""

PER_ROW = 1_000
"""Bytes of memory per row of the log with which outcomes are sorted at once and relations flow into each other.

DuckDB spills a sort, but not one of far more, and several steps of one query do not wait for each other's memory.
"""

PER_ROW_OF_PART = 3_000
"""The same where they are sorted part by part, which may as well be comfortable."""

FEW_LEADS = 10_000
"""Where a relation of so few leads does not fit into memory, less of them would not help."""

WORTH_THREADS = 80_000_000
"""Rows of the log times relations of the plan below which more than one thread costs CPU and saves no time.

Two threads take a sixth more CPU for two commitments over a million rows (45 million), and end no earlier.
"""

_WORD = re.compile(r"\w+")
_MANY = 2
"""As many readings as make a table worth its while."""

_DEEP = 8
"""So many views over views are still planned quickly and well."""


def run_plan(
    connection: "duckdb.DuckDBPyConnection",
    plan: Plan,
    progress: Progress = lambda *_: None,
    memory: int | None = None,
) -> None:
    """Build every seed and relation of `plan` in `connection`, which holds the table `log`.

    A table that nothing reads any more is dropped, so that only what `outcomes` and tallies read is left. One that is
    read only once is built as a view, unless the log is large for `memory` (bytes): tables are steps that each have all
    of it. Then outcomes, too, are sorted part by part. Where a table's query runs out of memory all the same, the table
    is built from fewer leads at a time. The rows are the same. Nothing is temporary: what is would be hidden from the
    connection's cursors. Raises DuckDB's `OutOfMemoryException` where not even `FEW_LEADS` fit.
    """
    rows = _number(connection, "SELECT count(*) FROM log")
    large = memory is not None and rows * PER_ROW > memory  # there are seldom more outcomes than rows
    if rows * len(plan.relations) < WORTH_THREADS:
        connection.execute("SET threads TO 1")
    for seed in plan.seeds:
        _plant(connection, seed)
    if not (large or plan.is_read_by_others):
        plan = replace(plan, relations=_fused(plan))
    last_reads = {} if plan.is_read_by_others else _last_reads(plan)
    for done, relation in enumerate(plan.relations):
        progress(relation.name, done, len(plan.relations))
        if relation.name == NUMBERED and memory is not None and large:
            _build_in_parts(connection, relation, memory)
        elif relation.keep:
            _build(connection, relation)
        else:
            connection.execute(f"CREATE VIEW {relation.name} AS {relation.sql}")
        for name in last_reads.get(done, ()):
            connection.execute(f"DROP TABLE {name}")
    progress(plan.outcomes, len(plan.relations), len(plan.relations))


def _plant(connection: "duckdb.DuckDBPyConnection", seed: Seed) -> None:
    def column(name: str) -> str:
        given = "BIGINT" if seed.types[name] == "BIGINT" else "VARCHAR"
        return f"CAST(unnest(?::{given}[]) AS {seed.types[name]}) AS {name}"

    columns = ", ".join(column(name) for name in seed.columns)
    lists = [list(values) for values in seed.columns.values()]
    connection.execute(f"CREATE TABLE {seed.name} AS SELECT {columns}", lists)


def _fused(plan: Plan) -> tuple[Relation, ...]:
    """The relations of `plan`; a table that is read only once is a view, whose rows go straight to the reader.

    Through a view every reading of it counts. A recursion may read as often as it likes, and views are not piled up
    without end.
    """
    names = {relation.name for relation in plan.relations}
    reads: Counter[str] = Counter(dict.fromkeys((RELATION, IN_ORDER, NUMBERED, ROWS), _MANY))
    for tally in plan.tallies:
        reads.update(dict.fromkeys(_WORD.findall(tally.sql), _MANY))
    above: Counter[str] = Counter()
    fused = []
    for relation in reversed(plan.relations):
        name = relation.name
        keep = relation.keep and (reads[name] > 1 or above[name] >= _DEEP)
        times = 1 if keep else reads[name]
        for word in _WORD.findall(relation.sql):
            if word in names:
                reads[word] += _MANY if "RECURSIVE" in relation.sql else times
                above[word] = max(above[word], 0 if keep else above[name] + 1)
        fused.append(replace(relation, keep=keep))
    return tuple(reversed(fused))


def _last_reads(plan: Plan) -> dict[int, list[str]]:
    """By the number of a relation, the tables that it is the last to read: itself or through views."""
    reads: dict[str, set[str]] = {}
    last: dict[str, int] = {}
    for number, relation in enumerate(plan.relations):
        named = {word for word in _WORD.findall(relation.sql) if word in reads}
        reads[relation.name] = named.union(*(reads[name] for name in named))
        last |= dict.fromkeys(reads[relation.name], number) if relation.keep else {}
    kept = {RELATION, IN_ORDER, NUMBERED} & reads.keys()
    kept = kept.union(*(reads[name] for name in kept))
    for tally in plan.tallies:
        words = [word for word in _WORD.findall(tally.sql) if word in reads]
        kept.update(words, *(reads[word] for word in words))
    tables = [relation.name for relation in plan.relations if relation.keep and relation.name not in kept]
    found: dict[int, list[str]] = {}
    for name in tables:
        if name in last:
            found.setdefault(last[name], []).append(name)
    return found


def _build(connection: "duckdb.DuckDBPyConnection", relation: Relation) -> None:
    """One table: at once, or where that is too much for memory, from as many leads at a time as fit."""
    try:
        connection.execute(f"CREATE TABLE {relation.name} AS {relation.sql}")
    except Exception as error:
        rows = f"({relation.sql}) AS whole"
        if not is_out_of_memory(error) or relation.name == "lead" or not _has_leads(connection, rows):
            raise
        connection.execute(f"CREATE TABLE {relation.name} AS SELECT * FROM {rows} LIMIT 0")
        leads = _number(connection, "SELECT count(*) FROM lead")
        for other in ("lead IS NULL", "lead < 1", f"lead > {leads}"):  # whatever else is there: no row is lost
            connection.execute(f"INSERT INTO {relation.name} SELECT * FROM {rows} WHERE {other}")
        _insert_by_leads(connection, relation.name, rows, leads)


def _has_leads(connection: "duckdb.DuckDBPyConnection", rows: str) -> bool:
    return any(name == "lead" for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall())


def _insert_by_leads(connection: "duckdb.DuckDBPyConnection", name: str, rows: str, leads: int) -> None:
    """Put in the rows of half of the leads at a time, and of half as many whenever memory runs out."""
    done, some = 0, -(-leads // 2)
    while done < leads:
        try:
            # Conditions on the lead go down through windows and groups to what they read.
            part = f"WHERE lead > {done} AND lead <= {min(done + some, leads)}"
            connection.execute(f"INSERT INTO {name} SELECT * FROM {rows} {part}")
        except Exception as error:
            if not is_out_of_memory(error) or some <= FEW_LEADS:
                raise
            some = -(-some // 2)
        else:
            done += some


def _build_in_parts(connection: "duckdb.DuckDBPyConnection", relation: Relation, memory: int) -> None:
    """One table from as many sorts: of a commitment's rows, then of a range of its leads."""
    rows, parts = f"({relation.sql}) AS whole", f"{relation.name}__parts"
    leads = _number(connection, "SELECT count(*) FROM lead")
    connection.execute(f"CREATE TABLE {parts} AS SELECT * FROM {rows} LIMIT 0")
    query = f"SELECT part, count(*) FROM {ROWS} GROUP BY part ORDER BY part"
    for part, count in connection.execute(query).fetchall():
        for some in _ranges(leads, -(-count * PER_ROW_OF_PART // memory)):
            connection.execute(f"INSERT INTO {parts} SELECT * FROM {rows} WHERE part = {part} AND {some}")
    # An insertion of many rows ends with an odd batch of them, and so would what is written from the table.
    with single_threaded(connection):
        connection.execute(f"CREATE TABLE {relation.name} AS SELECT * FROM {parts}")
    connection.execute(f"DROP TABLE {parts}")


def _ranges(leads: int, parts: int) -> Iterator[str]:
    """Conditions on `lead`, from 1 to `leads`, that cut it into some `parts`; rows without a lead are in the first."""
    bounds = range(leads // parts, leads, leads // parts) if 1 < parts < leads else ()
    if not bounds:
        yield "TRUE"
        return
    yield f"(lead IS NULL OR lead <= {bounds[0]})"
    for after, through in pairwise(bounds):
        yield f"lead > {after} AND lead <= {through}"
    yield f"lead > {bounds[-1]}"


def _number(connection: "duckdb.DuckDBPyConnection", query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
