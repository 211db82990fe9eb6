"""What a path of the log stands for on a cluster: every file of it is read, once, or the path is refused."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from slakit.engine.spark.load import load_log
from slakit.engine.spark.session import connected
from slakit.engine.spark.views import Views
from tests.spark.test_load import loaded_there

ROW = "lead_id,event,at\n{name},a,2027-01-05T09:00Z\n"
"""A log of one row, whose lead is called as its file."""


def _leads(paths: Sequence[str | Path]) -> list[str]:
    """The leads of a log that the cluster reads without a finding."""
    with connected() as session:
        views = Views(session)
        log = load_log(session, views, [str(path) for path in paths], fields={})
        assert not log.diagnostics
        leads = [lead for (lead,) in views.rows("SELECT lead_id FROM log")]
        views.drop()
    return sorted(leads)


@pytest.mark.parametrize(
    ("glob", "said"),
    [
        ("*/*.csv", "the hidden folder .checkpoints"),
        ("l*/*/*.csv", "the hidden folder _temporary"),
        ("logs/*/a.csv", "the hidden folder _temporary"),
        ("{logs,.checkpoints}/*.csv", "the hidden folder .checkpoints"),
        ("**/*.csv", "'**' stands for one level of folders"),
        ("logs/**", "'**' stands for one level of folders"),
    ],
)
def test_a_glob_through_a_hidden_folder_is_told(glob: str, said: str, master: str, tmp_path: Path) -> None:
    for name in ("logs/a.csv", "logs/2027/a.csv", "logs/_temporary/a.csv", ".checkpoints/a.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(ROW.format(name=name))
    (finding,) = loaded_there(tmp_path / glob).diagnostics
    assert said in finding.message


def test_a_hidden_folder_that_is_spelled_out_is_meant(master: str, tmp_path: Path) -> None:
    for name in ("_logs/a.csv", "_logs/2027/a.csv", "_logs/2027/_raw/b.csv", "_logs/2028/_raw/c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(ROW.format(name=name))
    assert _leads([tmp_path / "_logs" / "*.csv"]) == ["_logs/a.csv"]
    assert _leads([tmp_path / "_logs" / "*" / "_raw" / "*.csv"]) == ["_logs/2027/_raw/b.csv", "_logs/2028/_raw/c.csv"]


@pytest.mark.parametrize(
    ("name", "rival"),
    [
        ("a[1].csv", "a1.csv"),
        ("a*.csv", "ab.csv"),
        ("a?.csv", "ab.csv"),
        ("a{b}.csv", "ab.csv"),
        ("a[1]/a.csv", "a1/a.csv"),
        ("a b[1] %20.csv", "a b1 %20.csv"),
    ],
)
def test_a_file_of_the_very_name_comes_before_a_glob(name: str, rival: str, master: str, tmp_path: Path) -> None:
    for one in (name, rival):
        (tmp_path / one).parent.mkdir(exist_ok=True)
        (tmp_path / one).write_text(ROW.format(name=one))
    assert _leads([tmp_path / name]) == [name]
    (tmp_path / name).unlink()
    if not {"{", "%"} & set(name):
        assert _leads([tmp_path / name]) == [rival]


@pytest.mark.parametrize("column", ["lead_id", "event", "at"])
@pytest.mark.parametrize("names", [("a.parquet", "b [1] %20.parquet"), ("a.parquet", "lead_id=L9/b.parquet")])
def test_a_parquet_file_that_lacks_a_column_is_told(
    column: str, names: tuple[str, str], master: str, tmp_path: Path
) -> None:
    """Among files that have it Spark would take it for empty."""
    row = "'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    for name, columns in zip(names, (row, row.replace(column, column.title())), strict=True):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT {columns}) TO '{tmp_path / name}' (FORMAT parquet)")
    (finding,) = loaded_there(tmp_path).diagnostics
    assert finding.code.id == "SLA506"
    assert f"has no column '{column}' (did you mean '{column.title()}'?)" in finding.message
    assert "/b" in finding.message.partition(" has no ")[0]


@pytest.mark.parametrize(
    ("columns", "said"),
    [("'L1' AS lead, 'call' AS kind", "'lead_id', 'event', 'at'"), ("'L1' AS lead_id, 'call' AS event", "column 'at'")],
)
def test_parquet_files_that_all_lack_columns_are_told(columns: str, said: str, master: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT {columns}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    (finding,) = loaded_there(tmp_path).diagnostics
    assert finding.code.id == "SLA506"
    assert said in finding.message.replace(" (did you mean 'lead'?)", "")


def test_parquet_files_whose_leads_are_all_empty_are_read(master: str, tmp_path: Path) -> None:
    for name, lead in (("a", "'L1'"), ("b", "NULL")):
        row = f"SELECT CAST({lead} AS VARCHAR) AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({row}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    log = loaded_there(tmp_path)
    assert (log.rows, log.diagnostics) == (2, ())


def test_a_column_that_some_parquet_files_misspell_is_told(master: str, tmp_path: Path) -> None:
    row = "'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    for name, column in (("a", "owner"), ("b", "Owner"), ("c", "note, CAST(NULL AS VARCHAR) AS Owner")):
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT {row}, 'ann' AS {column}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)"
            )
    (finding,) = loaded_there(tmp_path).diagnostics
    assert (finding.code.id, "did you mean 'owner'?" in finding.message) == ("SLA513", True)
    assert not loaded_there(tmp_path / "[ac].parquet").diagnostics


def test_what_others_write_beside_parquet_is_no_empty_file(master: str, tmp_path: Path) -> None:
    row = "SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    with duckdb.connect() as connection:
        for name in ("a.parquet", "_common_metadata", "_metadata"):
            connection.execute(f"COPY ({row}) TO '{tmp_path / name}' (FORMAT parquet)")
    log = loaded_there(tmp_path)
    assert (log.rows, log.diagnostics) == (1, ())


def test_what_is_no_parquet_is_told_how_csv_is_called(master: str, tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text(ROW.format(name="L1"))
    (finding,) = loaded_there(tmp_path / "log.txt").diagnostics
    assert "cannot read it as Parquet" in finding.message
    assert "end in .csv or .csv.gz" in (finding.help or "")


@pytest.mark.parametrize("inside", ["", "_hidden.parquet"])
def test_an_empty_folder_of_the_very_name_comes_before_a_glob(inside: str, master: str, tmp_path: Path) -> None:
    row = "SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    for name in ("log[1]", "log1"):
        (tmp_path / name).mkdir()
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({row}) TO '{tmp_path}/log1/a.parquet' (FORMAT parquet)")
        if inside:
            connection.execute(f"COPY ({row}) TO '{tmp_path}/log[1]/{inside}' (FORMAT parquet)")
    (finding,) = loaded_there(tmp_path / "log[1]").diagnostics
    assert "there is no Parquet file at this path" in finding.message


def test_two_dots_are_no_hidden_name(master: str, tmp_path: Path) -> None:
    (tmp_path / "logs.csv" / "more").mkdir(parents=True)
    (tmp_path / "logs.csv" / "a.csv").write_text(ROW.format(name="a"))
    assert _leads([f"{tmp_path}/logs.csv/more/../../logs.csv"]) == ["a"]
    assert _leads([f"{tmp_path}/logs.csv/more/../*.csv"]) == ["a"]
