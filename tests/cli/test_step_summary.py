"""The summary of a step of GitHub Actions."""

from pathlib import Path

import pytest

from slakit.cli import main, step_summary
from tests.cli.test_evaluate import AGREEMENT, KEPT, LATE

MOST = 1024 * 1024


@pytest.fixture(autouse=True)
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the runner names; not there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "team.yaml").write_text(AGREEMENT)
    (tmp_path / "wrong.yaml").write_text(AGREEMENT.replace("stops: attempt", "stops: atempt"))
    (tmp_path / "broken.csv").write_text(KEPT + LATE)
    return tmp_path / "summary.md"


def test_findings_are_added_to_what_is_there(summary: Path) -> None:
    summary.write_text("# Before\n", encoding="utf-8")
    assert main(["validate", "wrong.yaml"]) == 1
    assert main(["validate", "team.yaml"]) == 0
    first, second, third = summary.read_text(encoding="utf-8").split("### slakit: ")
    assert first == "# Before\n\n"
    assert second.startswith("1 error in 1 file\n")
    assert "| ❌ error | `wrong.yaml:" in second
    assert third == "no findings in 1 file\n"


def test_a_scorecard_is_added_without_names(summary: Path) -> None:
    assert main(["evaluate", "team.yaml", "--events", "broken.csv"]) == 1
    page = summary.read_text(encoding="utf-8")
    assert page.startswith("# Team Agreement (team), version 1.0.0\n")
    assert "**BROKEN**" in page
    assert "ben" not in page
    assert "L2" not in page


def test_why_there_is_no_verdict_is_added(summary: Path) -> None:
    assert main(["evaluate", "team.yaml", "--events", "nowhere.csv"]) == 2
    assert "There is no verdict: " in summary.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", ["text", "json", "markdown", "sarif", "junit"])
def test_other_formats_leave_it_alone(format_: str, summary: Path) -> None:
    assert main(["validate", "wrong.yaml", "--format", format_]) == 1
    assert not summary.exists()


@pytest.mark.parametrize("taken", [0, 1000, MOST - 5_000])
def test_a_page_is_made_for_the_room_that_is_left(taken: int, summary: Path) -> None:
    summary.write_bytes(b"x" * taken)
    step_summary.append(lambda limit: "y" * limit)
    size = summary.stat().st_size
    assert MOST - 2 <= size <= MOST


@pytest.mark.parametrize("taken", [MOST - 1, MOST, 2 * MOST])
def test_a_full_one_is_left_as_it_is(taken: int, summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary.write_bytes(b"x" * taken)
    assert main(["validate", "wrong.yaml"]) == 1
    assert summary.stat().st_size == taken
    assert "the summary of this step is full" in capsys.readouterr().err


def test_one_that_cannot_be_written_does_not_change_the_exit_code(
    summary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary.mkdir()
    assert main(["validate", "team.yaml"]) == 0
    assert "the summary of this step cannot be written: Is a directory" in capsys.readouterr().err


def test_without_a_name_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert main(["validate", "wrong.yaml"]) == 1
    assert "::error " in capsys.readouterr().out
