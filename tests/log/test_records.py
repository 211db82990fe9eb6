"""CSV against Python's own reader, and broken CSV: nothing is lost whatever the bytes."""

import csv
import io
import time
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slakit.log import records
from slakit.log.load import load_log
from tests.log import case

PIECES = [
    "a",
    "L1",
    '"',
    '""',
    'x"y',
    " ",
    '"q,q"',
    '"l\nl"',
    '"l\r\nl"',
    "\r",
    "é",
    ",",
    '"a" ',
    ' "a"',
    "2027-01-01T00:00:00Z",
]
CELLS = st.lists(st.sampled_from(PIECES), max_size=2).map("".join)
LINES = st.lists(
    st.tuples(st.lists(CELLS, min_size=2, max_size=5).map(",".join), st.sampled_from(["\n", "\r\n"])), max_size=8
)


@cache
def database() -> duckdb.DuckDBPyConnection:
    """Where each log has a connection of its own, since to open a database takes as long as to read a small log."""
    return duckdb.connect()


WILD = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@WILD
@given(LINES)
def test_whatever_the_lines_the_file_is_read_to_its_end(tmp_path: Path, lines: list[tuple[str, str]]) -> None:
    text = "lead_id,event,at\n" + "".join(line + end for line, end in lines) + "LAST,end,2027-01-01T00:00:00Z\n"
    (tmp_path / "log.csv").write_text(text, encoding="utf-8", newline="")
    with database().cursor() as connection:
        log = load_log(connection, [str(tmp_path / "log.csv")], fields={})
        assert not log.has_errors
        assert log.rows == log.events + log.quarantined
        raws = "".join(row["raw"] for row in case.rows(connection, "quarantine", ["raw"]))
        kept = [row["lead_id"] for row in case.rows(connection, "log", ["lead_id"])]
        assert "LAST" in kept or "LAST" in raws


@WILD
@given(st.lists(st.tuples(*[st.text(st.sampled_from('aé,"\n x'), max_size=5)] * 2), min_size=1, max_size=12))
def test_well_formed_csv_is_read_as_python_reads_it(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["lead_id", "event", "at", "owner"])
    writer.writerows([lead, "call", "2027-01-04T09:00:00Z", owner] for lead, owner in cells)
    (tmp_path / "log.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    with database().cursor() as connection:
        log = load_log(connection, [str(tmp_path / "log.csv")], fields={})
        assert (log.rows, log.quarantined) == (len(cells), 0)
        found = connection.execute("SELECT lead_id, owner FROM log").fetchall()
        assert sorted(found, key=str) == sorted(((lead or None, owner or None) for lead, owner in cells), key=str)


@pytest.mark.parametrize("length", [70_000, 3_000_000])
def test_long_cells(length: int, tmp_path: Path) -> None:
    text = f"lead_id,event,at,owner\nL1,call,2027-01-04T09:00:00Z,{'x' * length}\nL2,call,2027-01-04T09:00:00Z,y\n"
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    connection = duckdb.connect()
    assert load_log(connection, [str(tmp_path / "log.csv")], fields={}).events == 2
    assert connection.execute("SELECT max(length(owner)) FROM log").fetchone() == (length,)


def test_an_open_quote_is_given_up_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 1 << 16
    monkeypatch.setattr("slakit.log.records.MAX_RECORD", most)
    row = "L{},call,2027-01-04T09:00:00Z,ann\n"
    count = most * 2 // len(row)
    text = (
        "lead_id,event,at,owner\n" + 'L,call,2027-01-04T09:00:00Z,"ann\n' + "".join(row.format(i) for i in range(count))
    )
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    log = load_log(duckdb.connect(), [str(tmp_path / "log.csv")], fields={})
    assert (log.rows, log.events, log.quarantined) == (count + 1, count, 1)


def test_repeated_rows_of_a_broken_file_are_compared(tmp_path: Path) -> None:
    rows = "L1,a,2027-01-04T09:00Z,x\n" * 2 + "L1,a\n"
    (tmp_path / "log.csv").write_text("lead_id,event,at,id\n" + rows, encoding="utf-8")
    log = load_log(duckdb.connect(), [str(tmp_path / "log.csv")], fields={})
    assert not log.has_errors
    assert (log.events, log.duplicates, log.quarantined) == (1, 1, 1)


@pytest.mark.parametrize(
    "end", ["", 'x"y\n', '"x"y,\n', 'b",call,2027-01-04T09:00:00Z,x\n'], ids=["eof", "text", "bad", "good"]
)
def test_quotes_that_open_on_every_line_take_no_longer_than_others(end: str, tmp_path: Path) -> None:
    """Read on from each of them anew, 60,000 would take an hour."""
    lines, row = 60_000, "L1,call,2027-01-04T09:00:00Z,ann\n"
    (tmp_path / "log.csv").write_text("lead_id,event,at,owner\n" + 'a",",\n' * lines + end + row, encoding="utf-8")
    began = time.process_time()
    log = load_log(duckdb.connect(), [str(tmp_path / "log.csv")], fields={})
    assert time.process_time() - began < 60
    assert log.rows == log.events + log.quarantined
    assert log.events >= 1 or end.startswith("b")


def test_a_long_last_line_is_looked_at_once(tmp_path: Path) -> None:
    """For each of the lines that open quotes before it, it would take minutes."""
    last = 'x","' + "y" * 2_000_000 + '"z\n'
    (tmp_path / "log.csv").write_text("lead_id,event,at,owner\n" + 'a",",\n' * 20_000 + last, encoding="utf-8")
    began = time.process_time()
    log = load_log(duckdb.connect(), [str(tmp_path / "log.csv")], fields={})
    assert time.process_time() - began < 60
    assert log.events == 0


def test_a_record_of_many_lines_beside_doubtful_quotes(tmp_path: Path) -> None:
    long = "\n".join(["x" * 1000] * 2000)
    text = f'lead_id,event,at,owner\nL1,call,2027-01-04T09:00:00Z,"{long}"\nL2,call,2027-01-04T09:00:00Z,"a,  ""b"""\n'
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    connection = duckdb.connect()
    log = load_log(connection, [str(tmp_path / "log.csv")], fields={})
    assert (log.events, log.quarantined) == (2, 0)
    assert connection.execute("SELECT max(length(owner)) FROM log").fetchone() == (len(long),)


@pytest.mark.parametrize(("lines", "whole"), [(5, True), (6, True), (7, False)])
def test_a_record_may_have_so_many_bytes_before_its_last_line(
    lines: int, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three bytes and two for each line within: 15 with six of them."""
    monkeypatch.setattr("slakit.log.records.MAX_RECORD", 15)
    found = list(records._physical_records([b'"a\n', *[b"b\n"] * lines, b'c"\n']))
    assert (len(found) == 1) is whole


def test_lines_that_were_given_back_count_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.log.records.MAX_RECORD", 20)
    lines = [b'"a\n', *[b"b\n"] * 12, b'"e\n', b'f"\n']
    found = list(records._physical_records(lines))
    assert found == [(1, b'"a\n', False), *[(n, b"b\n", True) for n in range(2, 14)], (14, b'"e\nf"\n', True)]


def naive_records(lines: list[bytes]) -> list[tuple[int, bytes, bool]]:
    """Records by trying, from each line, every number of further lines."""
    found, at = [], 0
    while at < len(lines):
        for more in range(len(lines) - at):
            text = b"".join(lines[at : at + more + 1])
            if records._WELL_FORMED.match(text):
                break
            if not records._OPEN.match(text):
                more = None
                break
        else:
            more = None
        found.append((at + 1, b"".join(lines[at : at + (more or 0) + 1]), more is not None))
        at += (more or 0) + 1
    return found


BITS = st.sampled_from([b"a", b'"', b'""', b",", b" ", b'a",",', b'"b'])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(BITS, max_size=4).map(b"".join), min_size=1, max_size=7))
def test_records_are_those_of_trying_every_number_of_lines(texts: list[bytes]) -> None:
    lines = [text + b"\n" for text in texts]
    assert list(records._physical_records(lines)) == naive_records(lines)
