"""How outcomes are written: numbers as people write them, whatever their size; by several threads in their order."""

import csv
import random
from pathlib import Path

import duckdb
import pytest

from slakit import outcomes
from slakit.outcomes import COLUMNS, IN_ORDER, ROWS, write_csv, write_jsonl

AS_WRITTEN = {
    "0": "0",
    "5": "5",
    "-5": "-5",
    "100": "100",
    "0.5": "0.5",
    "0.000001": "0.000001",
    "-12.3": "-12.3",
    "999999999999.999999": "999999999999.999999",
    "1000000000000": "1000000000000",
    "-1000000000000": "-1000000000000",
    "1000000000000.1": "1000000000000.1",
    "12345678901234567890123456789012": "12345678901234567890123456789012",
    "-99999999999999999999999999999999.999999": "-99999999999999999999999999999999.999999",
}
"""Values, and how they are spelled: to the last place that is not 0. 32 digits before the point are the most."""


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """One outcome for each value, in their order, and one without."""
    connected = duckdb.connect()
    columns = ", ".join(f"{name} {'DECIMAL(38, 6)' if name == 'value' else 'VARCHAR'}" for name in COLUMNS)
    connected.execute(f"CREATE TABLE {IN_ORDER} (part INTEGER, lead INTEGER, {columns})")
    connected.execute(f"CREATE VIEW {ROWS} AS SELECT * FROM {IN_ORDER}")  # noqa: S608 - constants only
    connected.executemany(
        f"INSERT INTO {IN_ORDER} (state, value) VALUES ('met', CAST(? AS DECIMAL(38, 6)))",  # noqa: S608 - constants only
        [[value] for value in (*AS_WRITTEN, None)],
    )
    return connected


def test_numbers_in_csv(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_csv(connection, str(tmp_path / "o.csv"))
    header, *lines = (tmp_path / "o.csv").read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("value")
    assert [line.split(",")[place] for line in lines] == [*AS_WRITTEN.values(), ""]


def test_numbers_in_json_lines(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write_jsonl(connection, str(tmp_path / "o.jsonl"))
    lines = (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line.partition('"value": ')[2].partition(",")[0] for line in lines] == [*AS_WRITTEN.values(), "null"]


PARTS = {
    "one part of leads": [(0, lead) for lead in range(1, 41)],
    "several parts": [(part, lead) for part in range(3) for lead in range(1, 15)],
    "parts of very different length": [(0, 1), *((1, lead) for lead in range(1, 60)), (2, 3)],
    "periods, which have no leads": [(0, None)] * 12 + [(1, None)] * 30,
    "periods between leads": [(0, 1), (0, 2), *[(1, None)] * 20, *((2, lead) for lead in range(5, 17))],
    "a part that has both": [(0, None)] * 9 + [(0, lead) for lead in range(1, 20)],
    "episodes of few leads": [(0, lead) for lead in (1, 2, 90) for _ in range(15)],
    "one lead": [(0, 7)] * 25,
    "one row": [(4, 7)],
    "no rows": [],
}
"""The first two numbers of rows, in their order."""


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
@pytest.mark.parametrize("rows", PARTS.values(), ids=PARTS)
def test_threads_write_the_rows_in_their_order(
    rows: list[tuple[int, int | None]], threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "FEW", 1)
    with _holding(rows, threads) as connection:
        write_csv(connection, str(tmp_path / "o.csv"))
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert [line[header.index("episode")] for line in lines] == [str(place) for place in range(len(rows))]
    assert [file.name for file in tmp_path.iterdir()] == ["o.csv"]


@pytest.mark.parametrize(("few", "runs"), [(1, 4), (10, 4), (11, 3), (20, 2), (21, 1), (1000, 1)])
def test_each_thread_has_rows_that_are_worth_it(few: int, runs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "FEW", few)
    with _holding([(part, lead) for part in range(2) for lead in range(1, 21)], threads=4) as connection:
        found = [connection.execute(run).fetchall() for run in outcomes._runs(connection)]
    assert [len(run) for run in found] == [40 // runs + (place >= runs - 40 % runs) for place in range(runs)]


def test_what_cannot_be_written_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "FEW", 1)
    (tmp_path / "o.csv").mkdir()
    (tmp_path / "o.csv.1").write_text("of somebody else", encoding="utf-8")
    with _holding([(0, lead) for lead in range(1, 41)], threads=4) as connection, pytest.raises(duckdb.IOException):
        write_csv(connection, str(tmp_path / "o.csv"))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["o.csv", "o.csv.1"]


def _holding(rows: list[tuple[int, int | None]], threads: int) -> duckdb.DuckDBPyConnection:
    """Outcomes that have these numbers, and their place among the rows as `episode`; they come in no order."""
    connection = duckdb.connect(config={"threads": threads})
    others = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in COLUMNS if name not in ("episode", "value"))
    connection.execute("CREATE TABLE numbered (part INTEGER, lead INTEGER, episode INTEGER)")
    shuffled = [(part, lead, place) for place, (part, lead) in enumerate(rows)]
    random.Random(5).shuffle(shuffled)  # noqa: S311 no secret depends on it
    if shuffled:
        connection.executemany("INSERT INTO numbered VALUES (?, ?, ?)", shuffled)
    connection.execute(f"CREATE VIEW {ROWS} AS SELECT * FROM numbered")  # noqa: S608 - a constant
    connection.execute(
        f"""CREATE VIEW {IN_ORDER} AS SELECT part, lead, episode, {others}, CAST(NULL AS DECIMAL(38, 6)) AS value
        FROM numbered ORDER BY part, lead NULLS FIRST, episode"""  # noqa: S608 - constants only
    )
    return connection
