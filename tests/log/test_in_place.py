"""Parquet files that are read where they lie, and what keeps two passes over one from differing."""

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from slakit.diagnostics import Diagnostic
from slakit.log.contract import LoadedLog
from slakit.log.files import changed
from slakit.log.load import _Loading, load_log

GOOD = """SELECT 'L1' AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-04T09:00:00Z' AS "at\""""
BAD = """SELECT 'L2' AS lead_id, NULL AS event, TIMESTAMPTZ '2027-01-04T09:00:00Z' AS "at\""""
UNIDENTIFIED = GOOD.replace("'L1'", "'L3'")
IDENTIFIED = f"{UNIDENTIFIED}, 'x' AS id"


def _write(path: Path, rows: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")


def _load(*paths: Path) -> tuple[LoadedLog, list[str]]:
    with duckdb.connect() as connection:
        log = load_log(connection, [str(path) for path in paths], fields={})
        rows = connection.execute("SELECT lead_id FROM log ORDER BY lead_id").fetchall()
    return log, [lead for (lead,) in rows]


def test_a_clean_file_is_not_copied(tmp_path: Path) -> None:
    _write(tmp_path / "log.parquet", GOOD)
    log, leads = _load(tmp_path / "log.parquet")
    assert [file.path for file in log.in_place] == [str(tmp_path / "log.parquet")]
    assert (leads, log.rows, log.events, log.last) == (["L1"], 1, 1, 1_799_053_200)


@pytest.mark.parametrize("rows", [f"{GOOD} UNION ALL {BAD}", IDENTIFIED])
def test_a_file_that_needs_care_is_copied(rows: str, tmp_path: Path) -> None:
    _write(tmp_path / "log.parquet", rows)
    log, leads = _load(tmp_path / "log.parquet")
    assert log.in_place == ()
    assert len(leads) == log.events == 1


def test_files_of_both_sorts_make_one_log(tmp_path: Path) -> None:
    _write(tmp_path / "a.parquet", GOOD)
    _write(tmp_path / "b.parquet", f"{BAD} UNION ALL {UNIDENTIFIED}")
    (tmp_path / "c.csv").write_text("lead_id,event,at,id\nL4,call,2027-01-06T09:00:00Z,y\n", encoding="utf-8")
    log, leads = _load(tmp_path / "a.parquet", tmp_path / "b.parquet", tmp_path / "c.csv")
    assert leads == ["L1", "L3", "L4"]
    assert [(file.rows, file.events, file.quarantined) for file in log.files] == [(1, 1, 0), (2, 1, 1), (1, 1, 0)]


def test_a_file_that_changes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    _write(path, GOOD)
    log, _ = _load(path)
    assert list(changed(log.in_place)) == []
    os.utime(path, ns=(1, 1))
    assert [_told(finding) for finding in changed(log.in_place)] == [
        ("SLA511", "the file was written to while it was read")
    ]
    path.unlink()
    assert [_told(finding) for finding in changed(log.in_place)] == [
        ("SLA511", "the file was removed while it was read")
    ]


def test_a_change_during_the_first_pass_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.parquet"
    _write(path, GOOD)
    survey = _Loading._survey

    def while_surveyed(loading: _Loading, relation: str) -> str:
        os.utime(path, ns=(1, 1))
        return survey(loading, relation)

    monkeypatch.setattr(_Loading, "_stays", _meanwhile(_Loading._stays, monkeypatch, while_surveyed))
    log, _ = _load(path)
    assert [finding.code.id for finding in changed(log.in_place)] == ["SLA511"]


def _meanwhile(
    stays: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, survey: Callable[[_Loading, str], str]
) -> Callable[..., bool]:
    """`_stays` with another `_survey`, which is its first pass over the file."""

    def stays_then(loading: _Loading, *given: object) -> bool:
        with monkeypatch.context() as patched:
            patched.setattr(_Loading, "_survey", survey)
            return stays(loading, *given)

    return stays_then


def _told(finding: Diagnostic) -> tuple[str, str]:
    return finding.code.id, finding.message


def test_empty_text_is_missing_also_where_it_lies(tmp_path: Path) -> None:
    rows = [("L1", "ann", 9), ("", "", 10), ("L2", "", 11), ("L2", "bob", 12)]
    made = " UNION ALL ".join(
        f"""SELECT '{lead}' AS lead_id, 'call' AS event, TIMESTAMPTZ '2027-01-04T{hour:02}:00:00Z' AS "at",
        '{owner}' AS owner"""
        for lead, owner, hour in rows
    )
    _write(tmp_path / "log.parquet", made)
    with duckdb.connect() as connection:
        log = load_log(connection, [str(tmp_path / "log.parquet")], fields={})
        found = connection.execute('SELECT lead_id, owner FROM log ORDER BY "at"').fetchall()
        survey = connection.execute("SELECT lead_id, owner, first_at FROM survey ORDER BY first_at").fetchall()
    assert len(log.in_place) == 1
    assert found == [("L1", "ann"), (None, None), ("L2", None), ("L2", "bob")]
    hour, nine = 3600, 1_799_053_200
    assert survey == [
        ("L1", "ann", nine),
        (None, None, nine + hour),
        ("L2", None, nine + 2 * hour),
        ("L2", "bob", nine + 3 * hour),
    ]


def test_instants_are_floored_where_they_lie(tmp_path: Path) -> None:
    instants = ("1969-12-31T23:59:58.5Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00.999999Z")
    made = " UNION ALL ".join(GOOD.replace("2027-01-04T09:00:00Z", instant) for instant in instants)
    _write(tmp_path / "log.parquet", made)
    with duckdb.connect() as connection:
        load_log(connection, [str(tmp_path / "log.parquet")], fields={})
        found = connection.execute('SELECT "at" FROM log ORDER BY "at"').fetchall()
    assert [at for (at,) in found] == [-2, -1, 0]


@pytest.mark.parametrize(("hours", "before"), [((9,), None), ((9, 9), None), ((9, 10, 10), 9), ((9, 10, 11), 10)])
def test_the_instant_before_the_last_one(hours: tuple[int, ...], before: int | None, tmp_path: Path) -> None:
    for number, hour in enumerate(hours):  # half of them where they lie, half of them copied
        rows = GOOD.replace("T09:", f"T{hour:02}:") + (f", '{number}' AS id" if number % 2 else "")
        _write(tmp_path / f"{number}.parquet", rows)
    log, _ = _load(*(tmp_path / f"{number}.parquet" for number in range(len(hours))))
    nine = 1_799_053_200
    assert log.last == nine + (max(hours) - 9) * 3600
    assert log.before_last == (None if before is None else nine + (before - 9) * 3600)
