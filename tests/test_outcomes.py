"""How outcomes are written: numbers as people write them, whatever their size."""

from pathlib import Path

import duckdb
import pytest

from slakit.outcomes import COLUMNS, IN_ORDER, write_csv, write_jsonl

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
    connected.execute(f"CREATE TABLE {IN_ORDER} ({columns})")
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
