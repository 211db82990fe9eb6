"""Which relations of a plan are built as tables, and which are views into the one that reads them."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from slakit.connection import single_threaded
from slakit.engine import build
from slakit.engine.build import _DEEP, _fused, run_plan
from slakit.sql.plan import Plan, Relation, Tally


def _tables(*relations: tuple[str, str], tally: str = "SELECT 0") -> list[str]:
    """The names of the relations (name, what it reads) that stay tables; the last one is read by the outcomes."""
    last, _ = relations[-1]
    made = [Relation(name=name, sql=f"SELECT * FROM {read}") for name, read in relations]  # noqa: S608 - names of this file
    made.append(Relation(name="outcomes_rows", sql=f"SELECT * FROM {last}", keep=False))  # noqa: S608 - as above
    made.append(Relation(name="outcomes", sql="SELECT * FROM outcomes_rows", keep=False))
    plan = Plan(
        seeds=(), relations=tuple(made), outcomes="outcomes", tallies=(Tally(subject="x", says="y", sql=tally),)
    )
    return [relation.name for relation in _fused(plan) if relation.keep]


def test_what_is_read_once_flows_into_its_reader() -> None:
    assert _tables(("a", "log"), ("b", "a"), ("c", "b")) == ["c"]


def test_what_is_read_twice_is_kept() -> None:
    assert _tables(("a", "log"), ("b", "a JOIN a AS again USING (lead)")) == ["a", "b"]
    assert _tables(("a", "log"), ("b", "a"), ("c", "a JOIN b USING (lead)")) == ["a", "c"]


def test_every_reading_of_a_view_counts() -> None:
    relations = (
        Relation(name="a", sql="SELECT * FROM log"),
        Relation(name="view", sql="SELECT * FROM a", keep=False),
        Relation(name="b", sql="SELECT * FROM view JOIN view AS again USING (lead)"),
        Relation(name="outcomes", sql="SELECT * FROM b", keep=False),
    )
    kept = [r.name for r in _fused(Plan(seeds=(), relations=relations, outcomes="outcomes", tallies=())) if r.keep]
    assert kept == ["a", "b"]


def test_outcomes_are_read_more_than_once() -> None:
    assert _tables(("a", "log")) == ["a"]


def test_what_a_tally_counts_is_kept() -> None:
    assert _tables(("a", "log"), ("b", "a"), tally="SELECT count(*) FROM a") == ["a", "b"]


def test_a_recursion_reads_tables() -> None:
    looped = "(WITH RECURSIVE r AS (SELECT * FROM a UNION ALL SELECT * FROM r) SELECT * FROM r) AS r"
    assert _tables(("a", "log"), ("b", looped)) == ["a", "b"]


def test_views_are_not_piled_up_without_end() -> None:
    chain = [("r0", "log"), *((f"r{number}", f"r{number - 1}") for number in range(1, 3 * _DEEP))]
    kept = _tables(*chain)
    assert kept[-1] == f"r{3 * _DEEP - 1}"
    assert len(kept) == 3


def test_what_nobody_reads_costs_nothing() -> None:
    assert _tables(("idle", "log"), ("a", "log")) == ["a"]


def _written(folder: Path, name: str, memory: int) -> bytes:
    """400,000 outcomes of two commitments as Parquet, sorted in as many parts as `memory` asks for."""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("CREATE TEMP TABLE log AS SELECT * FROM range(10)")
        connection.execute("CREATE TEMP TABLE lead AS SELECT i AS lead FROM range(1, 200001) AS r(i)")
        rows = "SELECT part, nullif(lead, 7) AS lead FROM lead, range(2) AS p(part)"
        relations = (
            Relation(name="outcomes_rows", sql=rows),
            Relation(
                name="outcomes_numbered",
                sql="SELECT u.part, u.lead FROM outcomes_rows AS u ORDER BY u.part, u.lead NULLS FIRST",
                keep=False,
            ),
        )
        run_plan(connection, Plan(seeds=(), relations=relations, outcomes="outcomes_rows", tallies=()), memory=memory)
        with single_threaded(connection):
            connection.execute(f"COPY outcomes_numbered TO '{folder / name}' (FORMAT parquet, ROW_GROUP_SIZE 50000)")
    return (folder / name).read_bytes()


@pytest.mark.parametrize("parts", [1, 3, 7])
def test_sorted_in_parts_or_at_once_the_bytes_are_the_same(
    parts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = _written(tmp_path, "at_once.parquet", memory=10**12)
    monkeypatch.setattr(build, "PER_ROW", 10**12)
    monkeypatch.setattr(build, "PER_ROW_OF_PART", parts)
    assert _written(tmp_path, "in_parts.parquet", memory=200_000) == at_once


LISTS = "SELECT lead, len(list(ts ORDER BY hash(ts))) AS rows, sum(ts) AS total FROM facts GROUP BY lead"
"""More than memory has room for at once: DuckDB does not spill what it puts in lists."""


class _Watched:
    """A connection that counts how often memory ran out."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.failed = 0

    def execute(self, query: str, *parameters: Any) -> duckdb.DuckDBPyConnection:
        try:
            return self.connection.execute(query, *parameters)
        except duckdb.OutOfMemoryException:
            self.failed += 1
            raise


def _counted(folder: Path, query: str, memory: str) -> tuple[int, list[tuple[Any, ...]]]:
    """How often memory ran out while `query` was built over ten rows of each of 399,999 leads, and a digest of it."""
    settings = {"threads": 2, "memory_limit": memory, "temp_directory": str(folder)}
    with duckdb.connect(config=settings) as connection:
        connection.execute("CREATE TEMP TABLE log AS SELECT * FROM range(10)")
        connection.execute("CREATE TEMP TABLE lead AS SELECT i AS lead FROM range(1, 400000) AS r(i)")
        # Lead 7's rows are the company's: rows without a lead. Numbers that no lead has are lost as little.
        number = "CASE lead WHEN 7 THEN NULL WHEN 8 THEN 0 WHEN 9 THEN 400000 ELSE lead END"
        rows = f"SELECT {number} AS lead, lead % 5 + t AS ts FROM lead, range(10) AS r(t)"  # noqa: S608 - as above
        connection.execute(f"CREATE TEMP TABLE facts AS {rows}")
        watched: Any = _Watched(connection)
        relations = (
            Relation(name="counted", sql=query),
            Relation(name="outcomes_rows", sql="SELECT * FROM counted", keep=False),
        )
        run_plan(watched, Plan(seeds=(), relations=relations, outcomes="outcomes_rows", tallies=()))
        digest = "SELECT count(*), count(lead), sum(lead), sum(rows), sum(total), sum(hash(lead, rows, total))"
        return watched.failed, connection.execute(f"{digest} FROM counted").fetchall()


def test_what_is_too_much_for_memory_is_built_from_fewer_leads(tmp_path: Path) -> None:
    failed, at_once = _counted(tmp_path, LISTS, "2GB")
    assert failed == 0
    # 399,999 groups, one of them of no lead; leads 1 to 399,999 but 7, with 0 for 8 and 400,000 for 9; 3,999,990 rows,
    # each worth lead % 5 + 0 to 9: 3,999,990 * 4.5 + 10 * (80,000 * (1 + 2 + 3 + 4)).
    leads = 399_999 * 400_000 // 2 - 7 - 8 - 9 + 400_000
    assert at_once[0][:5] == (399_999, 399_998, leads, 3_999_990, 25_999_955)
    failed, in_parts = _counted(tmp_path, LISTS, "32MB")
    assert failed > 0
    assert in_parts == at_once


def test_memory_too_little_for_a_few_leads_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "FEW_LEADS", 200_000)
    with pytest.raises(duckdb.OutOfMemoryException):
        _counted(tmp_path, LISTS, "32MB")


def test_leads_are_numbered_at_once_or_not_at_all(tmp_path: Path) -> None:
    """There is nothing yet by which they could be taken apart."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "32MB", "temp_directory": str(tmp_path)}) as connection:
        rows = "SELECT lead, lead % 5 + t AS ts FROM range(400000) AS l(lead), range(10) AS r(t)"
        connection.execute(f"CREATE TEMP TABLE facts AS {rows}")
        connection.execute("CREATE TEMP TABLE log AS SELECT * FROM range(10)")
        relations = (
            Relation(name="lead", sql=LISTS),
            Relation(name="outcomes_rows", sql="SELECT * FROM lead", keep=False),
        )
        with pytest.raises(duckdb.OutOfMemoryException):
            run_plan(connection, Plan(seeds=(), relations=relations, outcomes="outcomes_rows", tallies=()))


def test_what_has_no_leads_is_built_at_once_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(duckdb.OutOfMemoryException):
        _counted(tmp_path, f"SELECT lead AS one, rows, total FROM ({LISTS}) AS l", "32MB")  # noqa: S608 - as above


@pytest.mark.parametrize(
    ("rows", "threads"),
    [
        (100, 2),  # 100 rows for 2 relations: 200 are worth two threads
        (99, 1),
    ],
)
def test_only_much_work_is_shared_among_threads(rows: int, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WORTH_THREADS", 200)
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("CREATE TEMP TABLE log AS SELECT * FROM range(?)", [rows])
        relations = (
            Relation(name="a", sql="SELECT current_setting('threads') AS threads"),
            Relation(name="outcomes_rows", sql="SELECT * FROM a"),
        )
        run_plan(connection, Plan(seeds=(), relations=relations, outcomes="outcomes_rows", tallies=()))
        meanwhile = connection.execute("SELECT threads FROM outcomes_rows").fetchall()
    assert meanwhile == [(threads,)]
