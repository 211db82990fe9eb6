"""The log as a cluster reads it: the rows, the causes and the counts of the loader that reads files."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from slakit.diagnostics import Span
from slakit.engine.spark.load import load_log as load_on_spark
from slakit.engine.spark.session import connected
from slakit.engine.spark.views import Views
from slakit.log.contract import LoadedLog
from slakit.log.load import load_log
from slakit.model import Field, FieldType


def field(id_: str, type_: FieldType, **more: Any) -> Field:
    """A field without a place."""
    return Field(id=id_, span=Span(""), type=type_, **more)


FIELDS: Mapping[str, Field] = {
    one.id: one
    for one in (
        field("score", FieldType.INTEGER, min=Fraction(0), max=Fraction(100)),
        field("channel", FieldType.ENUM, values={"call": None, "e'mail": None}),
        field("automated", FieldType.BOOLEAN),
        field("day", FieldType.DATE, min=date(2020, 1, 1)),
        field("price", FieldType.DECIMAL),
        field("seen", FieldType.TIMESTAMP),
    )
}
HEADER = "lead_id,event,at,id,score,channel,automated,day,price,seen,note,owner"
ROWS = (
    'L1,call,2027-01-05T09:00:00.999Z,a,7,call,TRUE,2027-01-31,1.50,,x,"ann, ""the\nbest"""',
    'L1,call,2027-01-05 9:00:00+00:00,a,7.0,call,true,2027-01-31,1.5,,y,"ann, ""the\nbest"""',  # repeated
    "L2,call,2027-01-05T09:00-0530,b,0,e'mail,false,,-0.000000001,2027-01-05T00:00:00+01,,ben",
    "L2,call,1969-12-31T23:59:59.5Z,,100,,,,99999999999999999999999999999.999999999,,,ben",
    "L2,call,2027-01-05,,,,,,,,,ben",  # naive
    "L2,call,2027-02-30T00:00Z,,,,,,,,,ben",
    "L2,call,1899-12-31T00:00Z,,,,,,,,,ben",
    "L2,,2027-01-05T09:00Z,,101,fax,yes,2019-12-31,1e3,never,,ben",
    ",call,2027-01-05T09:00Z,,+1,,,2027-1-5,01.5,,,ben",
    "L3,call,2027-01-05T09:00Z,,,,,,,,,ben,,,",  # cells beyond the header that hold nothing
    "L3,call,2027-01-05T09:00Z,,,,,,,,,ben,more",
    "L3,call",
    "L4,call\\n,2027-01-05T09:00Z,,,,,,,,, ü ",
)


def loaded(connection: Any, log: LoadedLog) -> tuple[list[str], list[str], tuple[object, ...]]:
    """The rows of a log, the causes of its bad rows, and its counts."""
    rows = connection('SELECT lead_id, event, "at", score, channel, automated, day, price, seen, owner FROM log')
    causes = connection("SELECT cause FROM quarantine")
    counts = (log.rows, log.events, log.quarantined, log.duplicates, log.undeclared, log.last, log.before_last)
    return sorted(map(repr, rows)), sorted(cause for (cause,) in causes), counts


def both(path: Path) -> tuple[Any, Any]:
    """What the two loaders make of the log at `path`."""
    needs_lead = "event = 'call'"
    with duckdb.connect() as connection:
        log = load_log(connection, [str(path)], fields=FIELDS, needs_lead=needs_lead)
        local = loaded(lambda query: connection.execute(query).fetchall(), log)
    with connected() as session:
        views = Views(session)
        log = load_on_spark(session, views, [str(path)], fields=FIELDS, needs_lead=needs_lead)
        there = loaded(lambda query: views.rows(query.replace('"', "`")), log)
        views.drop()
    return local, there


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv(end: str, master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(("\ufeff" + end.join([HEADER, *ROWS]) + end).encode())
    local, there = both(path)
    naive = " or name the file's timezone in a Source"
    assert there[0] == local[0]
    assert there[1] == [cause.replace(naive, "") for cause in local[1]]
    assert there[2] == local[2]
    assert len(local[1]) == 7


def test_a_quote_that_is_never_closed_is_not_lost(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text('lead_id,event,at,owner\nL1,call,2027-01-05T09:00Z,"ann\nL2,call,2027-01-05T09:00Z,ben')
    _, there = both(path)
    assert there[1] == ["the quotes of the row do not match"]


def test_parquet(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(
            f"""COPY (SELECT * FROM (VALUES
  (1.0::DOUBLE, 'call', TIMESTAMPTZ '1969-12-31 23:59:59.5+00', 7.0::DOUBLE, 'call', true, DATE '2027-01-31',
    0.1::DOUBLE, '2027-01-05T00:00Z', ['x']),
  (17.0, 'call', TIMESTAMPTZ '2027-01-05 09:00:00+00', 7.5, '', NULL, NULL, 1234567.125, '', NULL),
  (9007199254740993.0, 'call', TIMESTAMPTZ '2027-01-05 09:00:01+00', 101, 'fax', false, DATE '2019-12-31', 0, 'x', NULL)
) AS v(lead_id, event, "at", score, channel, automated, day, price, seen, extra)) TO '{path}' (FORMAT parquet)"""  # noqa: S608 - a path of the test's own
        )
    local, there = both(path)
    huge = [cause.replace("9.007199254740992E15", "9007199254740992.0") for cause in there[1]]
    assert (there[0], huge, there[2]) == local
    assert len(local[0]) == 1


def test_parquet_text_that_is_not_utf8_is_quarantined(master: str, tmp_path: Path) -> None:
    with connected() as session:
        at = "TIMESTAMP '2027-01-05 09:00:00Z' AS `at`"
        rows = [f"SELECT 'L{end}' AS lead_id, 'call' AS event, {at}" for end in ("1", "2")]
        rows.append(f"SELECT CAST(X'4CFF' AS STRING), 'call', {at}")
        session.sql("\nUNION ALL\n".join(rows)).write.parquet(str(tmp_path / "log"))
        views = Views(session)
        log = load_on_spark(session, views, [str(tmp_path / "log")], fields=FIELDS)
        there = loaded(lambda query: views.rows(query.replace('"', "`")), log)
        views.drop()
    assert there[1] == ["the row is not UTF-8"]
    assert len(there[0]) == 2


@pytest.mark.parametrize("width", ["DOUBLE", "FLOAT"])
def test_floats_are_their_shortest_text(width: str, master: str, tmp_path: Path) -> None:
    good = ("5e-5", "1e-9", "-1.5e-7", "0.0001234", "0.1", "0.30000001", "1234.5", "-0.0", "8388608", "NULL")
    bad = ("1.5e-9", "1e-12", "1e-19", "1.2345678e-5", "1.0000001e-5", "9007199254740992", "1e16", "'nan'", "'inf'")
    path = tmp_path / "log.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        prices = ", ".join(f"{price}::{width}" for price in (*good, *bad))
        connection.execute(
            f"""COPY (
  SELECT price::VARCHAR AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-05 09:00:00+00' AS "at", price
  FROM (SELECT unnest([{prices}]) AS price)) TO '{path}' (FORMAT parquet)"""  # noqa: S608 - as above
        )
    local, there = both(path)
    assert there[0] == local[0]
    assert there[2] == local[2]
    assert (len(local[0]), len(local[1]), len(there[1])) == (len(good) - 1, len(bad) + 1, len(bad) + 1)


def test_ids_of_differing_rows_are_named(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "lead_id,event,at,id,score\nL1,a,2027-01-05T09:00Z,x,1\nL1,a,2027-01-05T09:00Z,x,\nL2,a,2027-01-05,y,\n"
    )
    with connected() as session:
        views = Views(session)
        log = load_on_spark(session, views, [str(path)], fields=FIELDS)
        views.drop()
    assert [finding.code.id for finding in log.diagnostics] == ["SLA508", "SLA510"]
    assert "several rows have the id 'x'" in log.diagnostics[0].message


def test_a_table_of_csv_files_has_one_header(master: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("lead_id,event,at\nL1,a,2027-01-05T09:00Z\n")
    (tmp_path / "b.csv").write_text("event,lead_id,at\na,L1,2027-01-05T09:00Z\n")
    with connected() as session:
        log = load_on_spark(session, Views(session), [str(tmp_path / "*.csv")], fields={})
    assert log.has_errors
    assert "different headers" in log.diagnostics[0].message
