"""One log in every form it may come in: the same events, and the same rows set aside."""

# ruff: noqa: S608 - statements of the tests' own words

import gzip
import io
import json
from pathlib import Path

import duckdb
import pytest

from slakit.log.contract import LoadedLog
from slakit.log.load import load_log
from tests.log import case

HEADER = ("lead_id", "event", "at", "owner", "score")
ROWS = [
    ("L1", "call", "2027-01-04T09:00:00Z", "ann, the first", "5"),
    ("L2", "call", "2027-01-04T10:00:00+01:00", 'bob "b"', ""),
    ("L3", "mail", "tomorrow", "", "7"),
    ("", "mail", "2027-01-04T09:00:00.9Z", "", "eleven"),
]
FIELDS = case.fields({"score": {"type": "integer"}})


def as_csv() -> bytes:
    quoted = [[cell.replace('"', '""') for cell in row] for row in [HEADER, *ROWS]]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in quoted).encode()


def as_jsonl() -> bytes:
    return "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS).encode()


def write(form: str, folder: Path) -> Path:
    path = folder / f"log.{form}"
    match form:
        case "csv" | "other":
            path.write_bytes(as_csv())
        case "jsonl" | "json":
            path.write_bytes(as_jsonl())
        case "csv.gz":
            path.write_bytes(gzip.compress(as_csv()))
        case "ndjson.gz":
            path.write_bytes(gzip.compress(as_jsonl()))
        case "parquet" | "csv.zst":
            columns = ", ".join(
                f"col{i} AS {name}" for i, name in enumerate(("lead_id", "event", '"at"', "owner", "score"))
            )
            values = ", ".join("(" + ", ".join(f"'{cell}'" for cell in row) + ")" for row in ROWS)
            options = "FORMAT parquet" if form == "parquet" else "FORMAT csv, HEADER, COMPRESSION zstd"
            duckdb.execute(f"COPY (SELECT {columns} FROM (VALUES {values})) TO '{path}' ({options})")
        case "jsonl.zst":
            path.write_bytes(_as_zstd(as_jsonl(), folder))
    return path


def _as_zstd(data: bytes, folder: Path) -> bytes:
    (folder / "lines").write_bytes(data)
    lines = f"read_csv('{folder}/lines', columns = {{'l': 'VARCHAR'}}, delim = '\x1f', quote = '', header = false)"
    options = "FORMAT csv, COMPRESSION zstd, HEADER false, QUOTE '', DELIMITER '\x1f'"
    duckdb.execute(f"COPY (FROM {lines}) TO '{folder}/packed' ({options})")
    return (folder / "packed").read_bytes()


@pytest.mark.parametrize(
    "form", ["csv", "csv.gz", "csv.zst", "other", "jsonl", "json", "ndjson.gz", "jsonl.zst", "parquet"]
)
def test_form(form: str, tmp_path: Path) -> None:
    connection = duckdb.connect()
    log = load_log(connection, [str(write(form, tmp_path))], fields=FIELDS)
    check(log, connection)


@pytest.mark.parametrize("data", [as_csv(), as_jsonl(), gzip.compress(as_csv())])
def test_standard_input(data: bytes) -> None:
    connection = duckdb.connect()
    log = load_log(connection, ["-"], fields=FIELDS, stdin=io.BytesIO(data))
    check(log, connection)
    assert log.files[0].file == "<stdin>"


def check(log: LoadedLog, connection: duckdb.DuckDBPyConnection) -> None:
    assert (log.rows, log.events, log.quarantined) == (4, 2, 2)
    assert case.rows(connection, "log", ["lead_id", "at", "owner", "score"]) == [
        {"lead_id": "L1", "at": 1799053200, "owner": "ann, the first", "score": 5},
        {"lead_id": "L2", "at": 1799053200, "owner": 'bob "b"', "score": None},
    ]
    assert case.rows(connection, "quarantine", ["row", "cause"]) == [
        {"row": 3, "cause": "at: 'tomorrow' is not an instant such as 2027-01-31T09:30:00-05:00"},
        {"row": 4, "cause": "score: 'eleven' is not a whole number"},
    ]


def test_several_files_and_globs_count_each_file_once(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c[1]*.csv"):
        (tmp_path / name).write_bytes(as_csv())
    log = load_log(duckdb.connect(), [f"{tmp_path}/b.csv", f"{tmp_path}/*.csv"], fields=FIELDS)
    assert [Path(file.file).name for file in log.files] == ["b.csv", "a.csv", "c[1]*.csv"]
    assert (log.rows, log.events, log.quarantined) == (12, 6, 6)


def test_columns_not_kept_are_checked(tmp_path: Path) -> None:
    connection = duckdb.connect()
    log = load_log(connection, [str(write("csv", tmp_path))], fields=FIELDS, columns=["owner"])
    assert log.quarantined == 2
    described = [row[0] for row in connection.execute("DESCRIBE log").fetchall()]
    assert described == ["lead_id", "event", "at", "recorded_at", "actor", "owner"]


def test_all_columns_are_there_by_default(tmp_path: Path) -> None:
    connection = duckdb.connect()
    load_log(connection, [str(write("csv", tmp_path))], fields=FIELDS)
    assert [row[:2] for row in connection.execute("DESCRIBE log").fetchall()] == [
        ("lead_id", "VARCHAR"),
        ("event", "VARCHAR"),
        ("at", "BIGINT"),
        ("recorded_at", "BIGINT"),
        ("actor", "VARCHAR"),
        ("owner", "VARCHAR"),
        ("stage", "VARCHAR"),
        ("reason", "VARCHAR"),
        ("amount", "DECIMAL(38,9)"),
        ("score", "BIGINT"),
    ]


def test_a_session_zone_changes_nothing(tmp_path: Path) -> None:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Asia/Tokyo'")
    check(load_log(connection, [str(write("parquet", tmp_path))], fields=FIELDS), connection)


def test_a_zstd_file_with_a_broken_row_loses_only_that_row(tmp_path: Path) -> None:
    lines = ["lead_id,event,at", *(f"{row},2027-01-04T09:00:00Z" for row in ("L1,call", 'L2,"ca"ll', "L3,call"))]
    path = tmp_path / "log.csv.zst"
    path.write_bytes(_as_zstd("\n".join(lines).encode(), tmp_path))
    loaded = load_log(duckdb.connect(), [str(path)], fields=FIELDS)
    assert [(count.rows, count.events, count.quarantined) for count in loaded.files] == [(3, 2, 1)]
