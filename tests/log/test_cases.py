"""Every case of `tests/cases/log/`: which events a log holds, and which rows are kept apart for what cause."""

from pathlib import Path

import pytest

from tests.log import case


@pytest.mark.parametrize("name", case.names())
def test_case(name: str, tmp_path: Path) -> None:
    given = case.read(name)
    log, connection = case.loaded(tmp_path, given)
    shown = sorted(f"{Path(item.span.file).name}:{item.span.line}: {item.code.id}" for item in log.diagnostics)
    assert shown == given.get("diagnostics", [])
    if "log" in given:
        columns = list(given["log"][0]) if given["log"] else ["event"]
        expected = sorted(given["log"], key=lambda row: [(v is None, str(v)) for v in row.values()])
        found = case.rows(connection, "log", columns)
        assert sorted(found, key=lambda row: [(v is None, str(v)) for v in row.values()]) == expected
    if "quarantine" in given:
        columns = list(given["quarantine"][0]) if given["quarantine"] else ["cause"]
        assert case.rows(connection, "quarantine", columns) == given["quarantine"]
    counts = {name: getattr(log, name) for name in given.get("counts", {})}
    assert counts == given.get("counts", {})
    assert list(log.undeclared) == given.get("undeclared", [])
    assert log.rows == log.not_mapped + log.events + log.quarantined + log.duplicates or "source" in given


def test_there_are_cases() -> None:
    assert len(case.names()) > 20
