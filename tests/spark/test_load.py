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
        refused = not any(count.events for count in log.files)
        there = "refused" if refused else loaded(lambda query: views.rows(query.replace('"', "`")), log)
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


AT = "2027-01-05T09:00Z"
CUT = (
    # a quote that opens nothing, beside one that is closed by chance two rows later
    f'lead_id,event,at,note,owner\nL1,call,{AT},y,bob\nL2,call,{AT},"oops,bob\nL3,call,{AT},y,bob\n',
    f'lead_id,event,at,owner\nL1,call,{AT},"a" b\nL2,call,{AT},a "b"\nL3,call,{AT},  "b, c" \nL4,call,{AT},""\n',
    # line ends of every kind, with blank lines between
    f"lead_id,event,at,owner\nL1,call,{AT},bob\r\n\r\nL2,call,{AT},ann\r\rL3,call,{AT},eve\n\n",
    # line breaks within cells stay what they are
    f'lead_id,event,at,owner\r\nL1,call,{AT},"a\r\nb"\r\nL2,call,{AT},"a\nb"\r\nL3,call,{AT},"a\rb"\r\n\r\nL4,call,{AT},"""\n\n"',
    # one broken row among rows of several lines
    f'lead_id,event,at,owner\nL1,call,{AT},"a\nb"\nL2,call,{AT},"a" "b"\nL3,call\n',
    # the header once more, and with a column that has no name
    f"lead_id,event,at,owner,\nL1,call,{AT},bob,\nlead_id,event,at,owner,\nlead_id,event,at,owner,\nL2,call,{AT},ann\n",
    f'"lead_id","event","at",owner\n"lead_id","event","at",owner\nL1,call,{AT},"b""o,b","",\nL2,call,{AT},\\"b\\",x\n',
    "lead_id,event,at,owner\n" + f"L1,call,{AT}," + "".join(['"', '""' * 9000, '"\n']),
)


@pytest.mark.parametrize("text", CUT, ids=range(len(CUT)))
def test_csv_is_cut_into_the_same_cells(text: str, master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(text.encode())
    local, there = both(path)
    if '"oops' in text:
        assert there == "refused"
        assert local[2][:3] == (3, 2, 1)
        return
    told = " is the name of a column, not an instant (a second header in the file?)"
    expected = " is not an instant such as 2027-01-31T09:30:00-05:00"
    assert there[0] == local[0]
    assert there[1] == [cause.replace(told, expected) for cause in local[1]]
    assert there[2] == local[2]


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ('L1,call,2027-01-05T09:00Z,"ann\nL2,call,2027-01-05T09:00Z,ben', "L2,call"),
        ('L1,call,2027-01-05T09:00Z,"oops\nL2,call,2027-01-05T09:00Z,"fine"\nL3,call,2027-01-05T09:00Z,"', "L2,call"),
        ('L1,call,2027-01-05T09:00Z,"a\nb"\nL2,call,2027-01-05T09:00Z,5" tube\n', "L2,call"),
        ('L1,call,2027-01-05T09:00Z,"a\nb" c\n', 'b" c'),
        ('L1,call,2027-01-05T09:00Z,5","x\ny",5"\n', "L1,call"),
    ],
)
def test_quotes_that_leave_the_ends_of_rows_in_doubt_are_refused(
    rows: str, begins: str, master: str, tmp_path: Path
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(f"lead_id,event,at,owner\n{rows}")
    log = loaded_there(path)
    (finding,) = log.diagnostics
    assert "its quotes do not match" in finding.message
    assert f"begins with '{begins}" in finding.message


def loaded_there(path: Path) -> LoadedLog:
    """The log at `path` as a cluster reads it."""
    with connected() as session:
        views = Views(session)
        log = load_on_spark(session, views, [str(path)], fields=FIELDS)
        views.drop()
    return log


def test_what_is_not_utf8_beside_cells_of_several_lines_is_refused(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b'lead_id,event,at,owner\nL1,call,2027-01-05T09:00Z,"a\nb"\nL2,call,2027-01-05T09:00Z,\xff\n')
    assert [finding.code.id for finding in loaded_there(path).diagnostics] == ["SLA503"]
    path.write_bytes(b"lead_id,event,at,r\xe9gion\nL1,call,2027-01-05T09:00Z,a\n")
    assert [finding.message for finding in loaded_there(path).diagnostics] == ["the header line is not UTF-8"]
    path.write_bytes(b'lead_id,event,at,owner\nL1,call,2027-01-05T09:00Z,"a"\nL2,call,2027-01-05T09:00Z,\xff\n')
    (finding,) = loaded_there(path).diagnostics
    assert "the row is not UTF-8" in finding.message


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_folders_are_called_says_nothing(form: str, master: str, tmp_path: Path) -> None:
    path = tmp_path / "log" / "owner=ann" / f"a.{form}"
    path.parent.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE log AS SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\", 'zed' AS owner"
        )
        connection.execute(f"COPY log TO '{path}' (FORMAT {form})")
    with connected() as session:
        views = Views(session)
        load_on_spark(
            session, views, [str(tmp_path / "log") if form == "parquet" else f"{tmp_path}/*/*/*.csv"], fields={}
        )
        assert views.rows("SELECT owner FROM log") == [("zed",)]
        views.drop()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_folders_within_a_folder_are_read(form: str, master: str, tmp_path: Path) -> None:
    folder = tmp_path / f"log.{form}"
    (folder / "january").mkdir(parents=True)
    row = "SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    with duckdb.connect() as connection:
        for path in (folder / f"a.{form}", folder / "january" / f"b.{form}"):
            connection.execute(f"COPY ({row}) TO '{path}' (FORMAT {form})")
    log = loaded_there(folder)
    assert (log.rows, log.diagnostics) == (2, ())


@pytest.mark.parametrize(
    ("name", "glob"),
    [
        ("_b.csv", "*.csv"),
        (".b.csv", "*"),
        ("_b.csv", "_b.csv"),
        ("_B.CSV", "*.[cC][sS][vV]"),
        ("_b.csv.bak", "*.csv*"),
        (".b", "*"),
        ("b.csv._COPYING_", "*.csv*"),
    ],
)
def test_files_that_spark_passes_over_are_told(name: str, glob: str, master: str, tmp_path: Path) -> None:
    for one in ("a.csv", name):
        (tmp_path / one).write_text("lead_id,event,at\nL1,a,2027-01-05T09:00Z\n")
    (finding,) = loaded_there(tmp_path / glob).diagnostics
    assert f"Spark passes over {name}" in finding.message


def test_what_spark_writes_beside_a_log_is_no_part_of_it(master: str, tmp_path: Path) -> None:
    row = "SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({row}) TO '{tmp_path / 'part-0'}' (FORMAT parquet)")
    for name in ("_SUCCESS", "_committed_17", ".DS_Store"):
        (tmp_path / name).write_text("")
    log = loaded_there(tmp_path / "*")
    assert (log.rows, log.diagnostics) == (1, ())


def test_a_parquet_file_without_a_byte_is_told(master: str, tmp_path: Path) -> None:
    row = "SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({row}) TO '{tmp_path / 'a b.parquet'}' (FORMAT parquet)")
    assert not loaded_there(tmp_path).diagnostics
    (tmp_path / "c.parquet").write_bytes(b"")
    for path in (tmp_path, tmp_path / "*.parquet"):
        (finding,) = loaded_there(path).diagnostics
        assert finding.message.endswith("c.parquet is empty")


def test_a_glob_that_stands_for_a_hidden_folder_is_told(master: str, tmp_path: Path) -> None:
    row = "SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
    (tmp_path / "_temporary").mkdir()
    with duckdb.connect() as connection:
        for path in (tmp_path / "a.parquet", tmp_path / "_temporary" / "b.parquet"):
            connection.execute(f"COPY ({row}) TO '{path}' (FORMAT parquet)")
    assert loaded_there(tmp_path).rows == 1
    (finding,) = loaded_there(tmp_path / "*").diagnostics
    assert "the hidden folder _temporary" in finding.message


def test_a_file_of_several_paths_is_read_once(master: str, tmp_path: Path) -> None:
    for number, name in enumerate(("a.csv", "b c.csv", "d.csv")):
        (tmp_path / name).write_text("lead_id,event,at\n" + f"L{number},a,2027-01-05T09:00Z\n" * (number + 1))
    with connected() as session:
        for paths, rows in (
            (["*.csv", "a.csv"], [6]),
            (["b c.csv", "*.csv"], [2, 4]),
            (["*.csv", "*c.csv", "d.csv"], [6]),
            (["[ab]*.csv", "[ad]*.csv"], [3, 3]),
        ):
            views = Views(session)
            log = load_on_spark(session, views, [str(tmp_path / path) for path in paths], fields={})
            assert [count.rows for count in log.files] == rows
            views.drop()
        views = Views(session)
        log = load_on_spark(session, views, [f"file://{tmp_path}/a.csv", str(tmp_path / "a.csv")], fields={})
        assert [count.rows for count in log.files] == [1]
        views.drop()


def test_a_parquet_file_of_several_paths_is_read_once(master: str, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for name in ("a", "b"):
            row = f"SELECT '{name}' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\""
            connection.execute(f"COPY ({row}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    with connected() as session:
        views = Views(session)
        log = load_on_spark(session, views, [str(tmp_path / "a.parquet"), str(tmp_path)], fields={})
        assert [count.rows for count in log.files] == [1, 1]
        assert sorted(views.rows("SELECT lead_id FROM log")) == [("a",), ("b",)]
        views.drop()


def test_a_limit_of_the_cluster_for_lines_drops_none(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("lead_id,event,at\n" + f"{'L' * 200},a,2027-01-05T09:00Z\nL2,a,2027-01-05T09:00Z\n")
    with connected() as session:
        settings = session.sparkContext._jsc.hadoopConfiguration()  # type: ignore[union-attr]
        settings.set("mapreduce.input.linerecordreader.line.maxlength", "100")
        try:
            assert loaded_there(path).rows == 2
        finally:
            settings.unset("mapreduce.input.linerecordreader.line.maxlength")


def test_an_empty_file_among_others_is_told(master: str, tmp_path: Path) -> None:
    (tmp_path / "a b.csv").write_text("lead_id,event,at\nL1,a,2027-01-05T09:00Z\n")
    assert not loaded_there(tmp_path / "*.csv").diagnostics
    (tmp_path / "c.csv").write_text("\n")
    (finding,) = loaded_there(tmp_path / "*.csv").diagnostics
    assert "c.csv is empty" in finding.message


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


def test_columns_that_differ_in_case_only_are_two(master: str, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for name in ("day", "Day"):
            row = f"SELECT '{name}' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\", '2027-01-31' AS {name}"
            connection.execute(f"COPY ({row}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    with connected() as session:
        views = Views(session)
        log = load_on_spark(session, views, [str(tmp_path / "*.parquet")], fields=FIELDS)
        assert sorted(views.rows("SELECT lead_id, day FROM log")) == [("Day", None), ("day", date(2027, 1, 31))]
        assert log.undeclared == ("Day",)
        views.drop()


def test_files_whose_columns_have_different_types_are_told(master: str, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for name in ("INTEGER", "BIGINT"):
            row = f"SELECT 'L1' AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS \"at\", 1::{name} AS score"
            connection.execute(f"COPY ({row}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    (finding,) = loaded_there(tmp_path / "*.parquet").diagnostics
    assert finding.message == "the files at this path have columns of one name and different types"


def test_a_midnight_without_a_zone_is_a_date(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (SELECT 'L' || second AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-05 09:00:00+00' AS "at",
  TIMESTAMP '2027-01-31 00:00:00' + to_microseconds(second) AS day FROM range(2) AS t(second)) TO '{path}'
  (FORMAT parquet)"""  # noqa: S608 - a path of the test's own
        )
    local, there = both(path)
    assert there[0] == local[0]
    assert "datetime.date(2027, 1, 31)" in there[0][0]
    assert (len(local[1]), len(there[1])) == (1, 1)


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
    good = (
        "5e-5",
        "1e-9",
        "-1.5e-7",
        "0.0001234",
        "0.1",
        "0.30000001",
        "1234.5",
        "461199.625",
        "-0.0",
        "8388608",
        "NULL",
    )
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


WRITTEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "DOUBLE": {
        "good": (
            "16777217",
            "9007199254740991",
            "1.7e-100",
            "-1e-300",
            "3e-308",
            "0.30000000000000004",
            "123456789.125",
        ),
        "bad": ("9007199254740992", "-9007199254740992", "5e-324", "-1e-310", "'nan'", "'-inf'"),
    },
    "FLOAT": {
        "good": ("16777215", "-16777215", "1.7e-30", "-3e-38", "461199.625", "461199.375", "-2190440.75", "8388607.5"),
        "bad": ("16777216", "-16777217", "123456789", "1e-45", "-1e-39", "'nan'", "'inf'"),
    },
}


@pytest.mark.parametrize("width", WRITTEN)
def test_floats_in_a_column_of_text(width: str, master: str, tmp_path: Path) -> None:
    good = (*WRITTEN[width]["good"], "1e-10", "-2.5e-9", "1e-7", "1.2345678e-5", "0.0009765625", "0.5", "0", "-17")
    bad = WRITTEN[width]["bad"]
    path = tmp_path / "log.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        owners = ", ".join(f"{owner}::{width}" for owner in (*good, *bad))
        connection.execute(
            f"""COPY (
  SELECT owner::VARCHAR AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-05 09:00:00+00' AS "at", owner
  FROM (SELECT unnest([{owners}]) AS owner)) TO '{path}' (FORMAT parquet)"""  # noqa: S608 - as above
        )
    local, there = both(path)
    assert there[0] == local[0]
    assert there[2] == local[2]
    assert (len(local[0]), len(local[1]), len(there[1])) == (len(good), len(bad), len(bad))
    assert all("is no number that a float holds exactly" in cause for cause in there[1])
    assert not any("e" in row.rpartition("'")[0].rpartition("'")[2] for row in local[0])


def test_dates_of_far_years_in_a_column_of_text(master: str, tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (
  SELECT 'L' || row_number() OVER () AS lead_id, 'call' AS event, '2027-01-05T09:00Z' AS "at", owner
  FROM (SELECT unnest(['0044-03-15 (BC)', '0001-01-01', '9999-12-31', '10000-01-01']::DATE[]) AS owner)
) TO '{path}' (FORMAT parquet)"""  # noqa: S608 - as above
        )
    owners = [[row.rpartition(" ")[2] for row in rows] for rows, _, _ in both(path)]
    assert owners[0] == ["(BC)')", "'0001-01-01')", "'9999-12-31')", "'10000-01-01')"]
    assert owners[1] == ["'-0043-03-15')", "'0001-01-01')", "'9999-12-31')", "'+10000-01-01')"]


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
