"""Parquet columns of every type that a data frame may write."""

# ruff: noqa: S608 - statements of the tests' own words

import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow
import pytest
from pyarrow import parquet

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
AMOUNT = "a number such as 1200.50 (at most 29 digits and 9 decimals)"
LOST = "is no number that a float holds exactly"
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
        ("score", "0.00::DECIMAL(2, 2)", 0),
        ("price", "-0.5::DECIMAL(1, 1)", "-0.500000000"),
        ("price", "0.5::DECIMAL(38, 38)", "0.500000000"),
        ("price", "-0.25::DECIMAL(38, 38)", "-0.250000000"),
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
            f"price: '9007199254740992.0' {LOST}; expected a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
        ("owner", "0.00005::DOUBLE", "0.00005"),
        ("owner", "-2.5e-9::DOUBLE", "-0.0000000025"),
        ("owner", "1.2345678e-5::FLOAT", "0.000012345678"),
        ("owner", "1e-30::DOUBLE", "0." + "1".zfill(30)),
        ("owner", "5e-324::DOUBLE", f"owner: '5e-324' {LOST}; expected text"),
        ("owner", "1e-40::FLOAT", f"owner: '1e-40' {LOST}; expected text"),
        ("owner", "461199.625::FLOAT", "461199.62"),
        ("owner", "-461199.375::FLOAT", "-461199.38"),
        ("owner", "461199.625::DOUBLE", "461199.625"),
        ("owner", "0.375::FLOAT", "0.375"),
        ("price", "-16777215::FLOAT", "-16777215.000000000"),
        ("price", "16777216::FLOAT", f"price: '16777216.0' {LOST}; expected {AMOUNT}"),
        ("price", "-16777217::FLOAT", f"price: '-16777216.0' {LOST}; expected {AMOUNT}"),
        ("price", "16777217::DOUBLE", "16777217.000000000"),
        ("price", "'-inf'::FLOAT", f"price: '-inf' {LOST}; expected {AMOUNT}"),
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
            f"price: '1e+300' {LOST}; expected a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
        (
            "price",
            "'nan'::DOUBLE",
            f"price: 'nan' {LOST}; expected a number such as 1200.50 (at most 29 digits and 9 decimals)",
        ),
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
        (
            "owner",
            "12345678901234567::DOUBLE",
            f"owner: '1.2345678901234568e+16' {LOST}; expected text",
        ),
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


def test_the_text_of_a_row_whose_names_differ_in_case(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    row = {"lead_id": ["L1"], "event": ["call"], "at": ["soon"], "note": ["x"], "Note": [None], "extra": [0.5]}
    parquet.write_table(pyarrow.table(row), path)
    connection = duckdb.connect()
    load_log(connection, [str(path)], fields=FIELDS)
    (found,) = case.rows(connection, "quarantine", ["raw"])
    assert found["raw"] == '{"lead_id":"L1","event":"call","at":"soon","note":"x","Note":null,"extra":0.5}'


@pytest.mark.parametrize("digits", [2, 16, 37, 38])
def test_the_text_of_a_row_with_a_fraction_is_json(digits: int, tmp_path: Path) -> None:
    query = f"SELECT -0.15::DECIMAL({digits}, {digits}) AS extra, 'call' AS event, 'soon' AS \"at\", 'L1' AS lead_id"
    _, connection = load(query, tmp_path)
    (found,) = case.rows(connection, "quarantine", ["raw"])
    assert Decimal(json.loads(str(found["raw"]), parse_float=Decimal)["extra"]) == Decimal("-0.15")


def test_a_fraction_as_text_has_its_zero(tmp_path: Path) -> None:
    query = "SELECT -0.15::DECIMAL(2, 2) AS lead_id, 0.15::DECIMAL(38, 38) AS owner, " + GOOD.partition(", ")[2]
    assert value(query, "lead_id", tmp_path) == "-0.15"
    assert value(query, "owner", tmp_path) == "0." + "15".ljust(38, "0")


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


def read(path: Path, source: str | None = None) -> tuple[LoadedLog, duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    return load_log(connection, [str(path)], fields=FIELDS, source=case.source(source) if source else None), connection


@pytest.mark.parametrize("folder", ["price=900", "event=meeting", "date=2027-01-01"])
def test_what_a_folder_is_called_says_nothing_of_the_rows(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir()
    log, connection = load(f"SELECT {GOOD}, 5 AS price", tmp_path / folder)
    assert (log.events, log.undeclared) == (1, ())
    assert case.rows(connection, "log", ["event", "price"]) == [{"event": "call", "price": "5.000000000"}]


def test_one_name_for_two_columns(tmp_path: Path) -> None:
    values = [["L1"], ["call"], ["2027-01-04T09:00:00Z"], [5], [9]]
    table = pyarrow.Table.from_arrays(list(map(pyarrow.array, values)), names=["lead_id", "event", "at", "won", "won"])
    parquet.write_table(table, tmp_path / "log.parquet")
    log, _ = read(tmp_path / "log.parquet")
    assert [str(finding).partition(": ")[2] for finding in log.diagnostics] == [
        "error SLA505: the file has more than one column 'won'"
    ]


def test_a_decimal_of_more_digits_than_are_exact(tmp_path: Path) -> None:
    price = pyarrow.array([Decimal("1234567890123456.78")], pyarrow.decimal256(50, 2))
    columns = {"lead_id": ["L1"], "event": ["call"], "at": ["2027-01-04T09:00:00Z"], "price": price}
    parquet.write_table(pyarrow.table(columns), tmp_path / "log.parquet")
    log, _ = read(tmp_path / "log.parquet")
    assert [finding.message for finding in log.diagnostics] == [
        f"column 'price' holds values of type DECIMAL of 50 digits; expected {AMOUNT}"
    ]


def test_floats_that_have_lost_digits_do_not_make_two_leads_one(tmp_path: Path) -> None:
    leads = "unnest([16777215, 16777216, 16777217])::FLOAT AS lead_id, " + GOOD.partition(", ")[2]
    log, connection = load(f"SELECT {leads}", tmp_path)
    assert (log.rows, log.quarantined) == (3, 2)
    assert case.rows(connection, "log", ["lead_id"]) == [{"lead_id": "16777215"}]


@pytest.mark.parametrize("first", [1.0, 1.5])
@pytest.mark.parametrize("width", ["float", "double"])
@pytest.mark.parametrize("column", ["lead_id", "owner", "score", "price"])
def test_what_is_no_number_is_none_whatever_a_file_tells_of_its_columns(
    column: str, width: str, first: float, tmp_path: Path
) -> None:
    """The least and greatest value that the file tells are of numbers only."""
    values = pyarrow.array([first, float("nan")], pyarrow.float32() if width == "float" else pyarrow.float64())
    columns = {"lead_id": ["L1", "L2"], "event": ["call"] * 2, "at": ["2027-01-04T09:00:00Z"] * 2, column: values}
    parquet.write_table(pyarrow.table(columns), tmp_path / "log.parquet")
    log, connection = read(tmp_path / "log.parquet")
    assert not [one for one in log.diagnostics if one.code.id == "SLA504"]
    causes = [str(row["cause"]) for row in case.rows(connection, "quarantine", ["cause"])]
    assert [cause.partition(" is ")[0] for cause in causes if "'nan'" in cause] == [f"{column}: 'nan'"]


def test_half_floats_are_read_where_they_are_whole_and_below_2048(tmp_path: Path) -> None:
    """A half float of 0.1 is read as a FLOAT that is 0.09997559: of a fraction nobody knows what was meant."""
    halves = pyarrow.array([2047.0, 2048.0, 0.5, 1e-7], pyarrow.float32()).cast(pyarrow.float16())
    columns = {"lead_id": halves, "event": ["call"] * 4, "at": ["2027-01-04T09:00:00Z"] * 4}
    parquet.write_table(pyarrow.table(columns), tmp_path / "log.parquet")
    _, connection = read(tmp_path / "log.parquet")
    assert case.rows(connection, "log", ["lead_id"]) == [{"lead_id": "2047"}]
    causes = [row["cause"] for row in case.rows(connection, "quarantine", ["cause"])]
    assert sorted(map(str, causes)) == [
        f"lead_id: '{lead}' {LOST}; expected text" for lead in ("0.5", "1.1920929e-07", "2048.0")
    ]


def test_a_column_of_no_type_is_missing_in_every_row(tmp_path: Path) -> None:
    columns = {"lead_id": ["L1"], "event": ["call"], "at": ["2027-01-04T09:00:00Z"]}
    nothing = {name: pyarrow.nulls(1) for name in ("recorded_at", "price", "owner", "met", "won", "day", "offer")}
    parquet.write_table(pyarrow.table({**columns, **nothing}), tmp_path / "log.parquet")
    log, connection = read(tmp_path / "log.parquet")
    assert (log.events, log.quarantined) == (1, 0)
    assert case.rows(connection, "log", list(nothing)) == [dict.fromkeys(nothing)]


@pytest.mark.parametrize("unit", ["us", "ms"])
@pytest.mark.parametrize("column", ["at", "met", "day", "owner", "undeclared"])
def test_an_instant_before_all_years(column: str, unit: str, tmp_path: Path) -> None:
    """The engine cannot spell it, and a file of milliseconds not even hold it: a row is bad, or the file refused."""
    far = pyarrow.array([-(2**63)], pyarrow.timestamp(unit))
    columns = {"lead_id": ["L1"], "event": ["call"], "at": ["2027-01-04T09:00:00Z"], "won": ["perhaps"]}
    parquet.write_table(pyarrow.table({**columns, column: far}), tmp_path / "log.parquet")
    log, connection = read(tmp_path / "log.parquet")
    causes = [row["cause"] for row in case.rows(connection, "quarantine", ["cause"])]
    refused = [finding.code.id for finding in log.diagnostics if finding.severity == "error"]
    assert (unit, refused) in (("us", []), ("ms", ["SLA504"]))
    assert all("won: 'perhaps' is not true or false" in cause for cause in causes)
    assert len(causes) == (unit == "us")


def test_a_column_with_a_name_of_the_engines(tmp_path: Path) -> None:
    _, connection = load(f"SELECT {GOOD}, 7 AS file_row_number, 'x' AS won", tmp_path)
    assert case.rows(connection, "quarantine", ["row", "cause"]) == [
        {"row": 1, "cause": "won: 'x' is not true or false"}
    ]


ENTRY = """
apiVersion: slakit/v1
kind: Source
agreement: northwind
rows:
- when: {kind: a}
  lead_id: {column: lead}
  event: {value: call}
  at: {column: "at"}
  set: {amount: {column: price}}
"""

FURTHER = """- when: {kind: b}
  lead_id: {value: L2}
  event: {value: call}
  at: {column: "at"}
  set: {amount: {value: "1"}}
"""


@pytest.mark.parametrize("further", ["", FURTHER], ids=["alone", "beside another"])
@pytest.mark.parametrize(("price", "expected"), [("12.5", ["12.500000000"]), ("1e17", []), ("'nan'", [])])
def test_another_entry_does_not_change_what_a_row_means(
    price: str, expected: list[str], further: str, tmp_path: Path
) -> None:
    query = f"SELECT 'a' AS kind, 'L1' AS lead, '2027-01-04T09:00:00Z' AS \"at\", {price}::DOUBLE AS price"
    _, connection = load(query, tmp_path, ENTRY + further)
    assert [row["amount"] for row in case.rows(connection, "log", ["amount"])] == expected


MAPPED = """
apiVersion: slakit/v1
kind: Source
agreement: northwind
rows:
- event: {value: call}
  at: {column: "at"}
  lead_id: {value: L1}
  set: {owner: %s}
"""


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("{value: ann}", ["ann", "ann", "ann"]),
        ("{column: price, map: {'1.5': one, nan: none}}", ["none", "one", None]),
        ("{column: price}", ["1.5"]),
    ],
    ids=["fixed", "mapped", "plain"],
)
@pytest.mark.parametrize("name", ["price", ""])
def test_only_a_plain_column_of_floats_can_be_spoilt(
    name: str, owner: str, expected: list[str | None], tmp_path: Path
) -> None:
    prices = [1.5, float("nan"), float("inf")]
    columns = {"at": ["2027-01-04T09:00:00Z"] * 3, "price": prices, **({} if name else {"": prices})}
    parquet.write_table(pyarrow.table(columns), tmp_path / "log.parquet")
    _, connection = read(tmp_path / "log.parquet", MAPPED % owner)
    kept = [row["owner"] for row in case.rows(connection, "log", ["owner"])]
    assert sorted(kept, key=str) == sorted(expected, key=str)


def test_a_lead_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    columns = {"lead_id": [9007199254740992.0, None], "event": ["call"] * 2, "at": ["2027-01-04T09:00:00Z"] * 2}
    parquet.write_table(pyarrow.table(columns), path)
    with duckdb.connect() as connection:
        load_log(connection, [str(path)], fields=FIELDS, needs_lead="event = 'call'")
        causes = connection.execute('SELECT cause FROM quarantine ORDER BY "row"').fetchall()
    assert [cause for (cause,) in causes] == [
        f"lead_id: '9007199254740992.0' {LOST}; expected text",
        "lead_id: missing, and this event needs a lead",
    ]
