"""The page of outcomes names every column, state, cause and file type that there is."""

import re
from pathlib import Path

import pytest

from slakit.outcomes import COLUMNS, STATES, WRITERS
from tests.house.pages import ROOT, fences, section

PAGE = ROOT / "docs" / "outcomes.md"
LANGUAGE = ROOT / "docs" / "language.md"


def listed(heading: str) -> list[str]:
    """What the first column of the table under a heading names."""
    return re.findall(r"^\| `\.?([\w-]+)` \|", section(PAGE, heading), re.MULTILINE)


def test_columns() -> None:
    assert listed("Columns") == list(COLUMNS)


def test_states() -> None:
    assert listed("States") == list(STATES)


def test_causes() -> None:
    (causes,) = re.findall(r"^- `cause`, of a breach: `([^`]+)`", LANGUAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed("Causes") == causes.split()


def test_files() -> None:
    assert listed("Files") == list(WRITERS)


def test_the_query_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    ((_, query),) = fences(section(PAGE, "Reading them"))
    folder: Path = ROOT / "examples" / "northwind" / "expected"
    monkeypatch.chdir(folder)
    rows = duckdb.connect(":memory:").execute(query).fetchall()
    assert sum(leads for _, leads, _ in rows) == 366
