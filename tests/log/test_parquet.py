"""Parquet columns of every type that a data frame may write."""

# ruff: noqa: S608 - statements of the tests' own words

from pathlib import Path

import duckdb
import pytest

from slakit.log.contract import LoadedLog
from slakit.log.load import load_log
from tests.log import case

FIELDS = case.fields(
    {
        "score": {"type": "integer", "max": 100},
        "price": {"type": "decimal"},
        "won": {"type": "boolean"},
        "day": {"type": "date"},
        "met": {"type": "timestamp"},
        "offer": {"type": "enum", "values": ["demo", "ebook"]},
    }
)
GOOD = "'L1' AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-04 09:00:00+00' AS \"at\""


def load(query: str, folder: Path, source: str | None = None) -> tuple[LoadedLog, duckdb.DuckDBPyConnection]:
    path = folder / "log.parquet"
    writer = duckdb.connect()
    writer.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    connection = duckdb.connect()
    mapped = case.source(source) if source else None
    return load_log(connection, [str(path)], fields=FIELDS, source=mapped), connection


def value(query: str, column: str, folder: Path) -> object:
    """The value of the only row, or the cause of its quarantine."""
    _, connection = load(query, folder)
    kept = case.rows(connection, "log", [column])
    return kept[0][column] if kept else case.rows(connection, "quarantine", ["cause"])[0]["cause"]


@pytest.mark.parametrize(
    ("instant", "seconds"),
    [
        ("TIMESTAMPTZ '1969-12-31 23:59:59.5+00'", -1),
        ("TIMESTAMPTZ '2027-01-04 09:00:00.999999+00'", 1799053200),
        ("'2027-01-04T10:00:00+01:00'", 1799053200),
        ("'2027-01-04 10:00:00.999999999+01'::TIMESTAMPTZ_NS", 1799053200),
        ("'1969-12-31 23:59:59.999999999+00'::TIMESTAMPTZ_NS", -1),
        ("TIMESTAMP '2027-01-04 09:00:00'", "at: '2027-01-04 09:00:00' has no UTC offset"),
        ("TIMESTAMP_NS '2027-01-04 09:00:00'", "at: '2027-01-04 09:00:00' has no UTC offset"),
        ("DATE '2027-01-04'", "at: '2027-01-04' has no UTC offset"),
        ("TIMESTAMPTZ '1899-12-31 23:59:59+00'", "at: '1899-12-31 23:59:59+00' is not in the years"),
        ("NULL::TIMESTAMPTZ", "at: missing"),
    ],
)
def test_instants(instant: str, seconds: object, tmp_path: Path) -> None:
    found = value(f"SELECT 'L1' AS lead_id, 'call' AS event, {instant} AS \"at\"", "at", tmp_path)
    assert found == seconds or (isinstance(seconds, str) and str(found).startswith(seconds))


@pytest.mark.parametrize(
    ("column", "written", "expected"),
    [
        ("score", "7::TINYINT", 7),
        ("score", "7::UBIGINT", 7),
        ("score", "7.0::DOUBLE", 7),
        ("score", "7.5::DOUBLE", "score: '7.5' is not a whole number up to 100"),
        ("score", "101", "score: '101' is not a whole number up to 100"),
        ("score", "NULL::DOUBLE", None),
        ("price", "0.1::DOUBLE", "0.100000000"),
        ("price", "12.5::FLOAT", "12.500000000"),
        ("price", "0.00005::DOUBLE", "0.000050000"),
        ("price", "1e-9::DOUBLE", "0.000000001"),
        ("price", "-1.5e-7::FLOAT", "-0.000000150"),
        (
            "price",
            "1.5e-9::DOUBLE",
            "price: '1.5e-09' is not a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
        ("price", "-9007199254740991::DOUBLE", "-9007199254740991.000000000"),
        (
            "price",
            "9007199254740992::DOUBLE",  # 2^53, and as well 2^53 + 1
            "price: '9007199254740992.0' is not a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
        ("owner", "0.00005::DOUBLE", "0.00005"),
        ("met", "'2027-01-04 09:00:00.5+00'::TIMESTAMPTZ_NS", 1799053200),
        (
            "day",
            "'2027-01-04 00:00:00+00'::TIMESTAMPTZ_NS",
            "day: '2027-01-04 00:00:00+00' is not a date such as 2027-01-31",
        ),
        ("price", "12::BIGINT", "12.000000000"),
        ("price", "12.345::DECIMAL(10, 3)", "12.345000000"),
        ("price", "12.3450000000::DECIMAL(20, 10)", "12.345000000"),
        (
            "price",
            "0.0000000001::DECIMAL(20, 10)",
            "price: '0.0000000001' is not a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
        (
            "price",
            "1e300::DOUBLE",
            "price: '1e+300' is not a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
        ("price", "'nan'::DOUBLE", "price: 'nan' is not a number such as 1200.50 (at most 29 digits and 9 decimals)"),
        ("won", "true", True),
        ("won", "'False'", False),
        ("won", "1", "won: '1' is not true or false"),
        ("day", "DATE '2027-01-04'", "2027-01-04"),
        ("day", "TIMESTAMP '2027-01-04 00:00:00'", "2027-01-04"),
        ("day", "DATE '0001-01-01'", "0001-01-01"),
        ("day", "DATE '9999-12-31'", "9999-12-31"),
        ("day", "DATE '0001-12-31 (BC)'", "day: '0001-12-31 (BC)' is not a date such as 2027-01-31"),
        ("day", "DATE '10000-01-01'", "day: '10000-01-01' is not a date such as 2027-01-31"),
        ("day", "DATE 'infinity'", "day: 'infinity' is not a date such as 2027-01-31"),
        ("day", "'0000-12-31'", "day: '0000-12-31' is not a date such as 2027-01-31"),
        ("day", "TIMESTAMP '2027-01-04 00:00:01'", "day: '2027-01-04 00:00:01' is not a date such as 2027-01-31"),
        ("met", "TIMESTAMPTZ '2027-01-04 09:00:00+00'", 1799053200),
        ("offer", "'demo'::ENUM ('demo', 'x')", "demo"),
        ("offer", "'x'::ENUM ('demo', 'x')", "offer: 'x' is not one of demo, ebook"),
        ("owner", "17", "17"),
        ("owner", "17.0::DOUBLE", "17"),
        ("owner", "12345678901234567::DOUBLE", "owner: '1.2345678901234568e+16' is not text"),
        ("owner", "'ann'::BLOB", "ann"),
        ("owner", "uuid '00000000-0000-0000-0000-000000000001'", "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_values(column: str, written: str, expected: object, tmp_path: Path) -> None:
    assert value(f"SELECT {GOOD}, {written} AS {column}", column, tmp_path) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "'L1' AS lead_id, 'call' AS event, 1799053200 AS \"at\"",
            "column 'at' holds values of type INTEGER; expected an instant",
        ),
        (f"{GOOD}, [1, 2] AS owner", "column 'owner' holds nested values; expected text"),
        (f"{GOOD}, {{'a': 1}} AS owner", "column 'owner' holds nested values; expected text"),
    ],
)
def test_types_that_never_fit(query: str, message: str, tmp_path: Path) -> None:
    log, _ = load(f"SELECT {query}", tmp_path)
    assert [finding.code.id for finding in log.diagnostics] == ["SLA507"]
    assert log.diagnostics[0].message.startswith(message)


def test_names_that_differ_in_case(tmp_path: Path) -> None:
    duckdb.execute(f"COPY (SELECT {GOOD}, 'x' AS owner_, {{'owner': 'z'}} AS nested) TO '{tmp_path}/a.parquet'")
    renamed = (tmp_path / "a.parquet").read_bytes().replace(b"owner_", b"Event_")
    (tmp_path / "a.parquet").write_bytes(renamed)
    connection = duckdb.connect()
    log = load_log(connection, [f"{tmp_path}/a.parquet"], fields={})
    assert log.undeclared == ("Event_", "nested")
    assert case.rows(connection, "log", ["event", "owner"]) == [{"event": "call", "owner": None}]


def test_row_numbers_and_raw_text(tmp_path: Path) -> None:
    _, connection = load(f"SELECT {GOOD}, i AS score FROM range(99, 103) AS t(i)", tmp_path)
    found = case.rows(connection, "quarantine", ["row", "line", "raw"])
    assert [row["row"] for row in found] == [3, 4]
    assert found[0]["raw"] == '{"lead_id":"L1","event":"call","at":"2027-01-04 09:00:00+00","score":101}'
    assert found[0]["line"] is None


def test_local_times_with_a_zone(tmp_path: Path) -> None:
    source = """
apiVersion: slakit/v1
kind: Source
agreement: northwind
timezone: America/New_York
rows: [{event: {value: call}, lead_id: {column: lead}, at: {column: time}}]
"""
    _, connection = load("SELECT 17.0::DOUBLE AS lead, TIMESTAMP '2027-03-14 02:30:00.5' AS time", tmp_path, source)
    assert case.rows(connection, "log", ["lead_id", "at"]) == [{"lead_id": "17", "at": 1805009400}]
