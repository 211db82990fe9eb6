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
