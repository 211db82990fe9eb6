"""The quarantine file: every bad row in the order of files and rows, harmless to a spreadsheet."""

import csv
from pathlib import Path

import duckdb
import pytest

from slakit.log.load import load_log
from slakit.log.quarantine import write_quarantine

LOG = """lead_id,event,at,amount
=1+1,call,bad,1
L2,call,2027-01-04T09:00:00Z,@sum
L3,call,2027-01-04T09:00:00Z,1
-L4,"ca""ll
",bad,1
+L5,call
"""


def test_every_bad_row_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG, encoding="utf-8")
    connection = duckdb.connect()
    log = load_log(connection, ["log.csv"], fields={})
    assert write_quarantine(connection, "out.csv") == log.quarantined == 4
    with Path("out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [row[:3] + row[4:] for row in rows] == [
        ["file", "row", "line", "raw"],
        ["log.csv", "1", "2", "'=1+1,call,bad,1"],
        ["log.csv", "2", "3", "L2,call,2027-01-04T09:00:00Z,@sum"],
        ["log.csv", "4", "5", '\'-L4,"ca""ll\n",bad,1'],
        ["log.csv", "5", "7", "'+L5,call"],
    ]


def test_nothing_to_write_is_a_header(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("lead_id,event,at\n", encoding="utf-8")
    connection = duckdb.connect()
    load_log(connection, [str(tmp_path / "log.csv")], fields={})
    assert write_quarantine(connection, tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_bytes() == b"file,row,line,cause,raw\n"


def test_an_unwritable_place_raises(tmp_path: Path) -> None:
    connection = duckdb.connect()
    load_log(connection, [], fields={})
    with pytest.raises(OSError, match=r"missing"):
        write_quarantine(connection, tmp_path / "missing" / "out.csv")
