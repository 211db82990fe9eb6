"""Findings in a step of GitHub Actions."""

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.diagnostics import Span, diagnostic
from slakit.formats import junit, markdown, sarif, text
from slakit.formats.github import render, summary
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from tests.formats import hostile

LINES = ("stages:", "  first: {by: sales, starts: handof}", "  text: |", "    one", "    two", "last")
REPORT = Report(findings=hostile.findings(), files=("a b.yaml", "sub/c.yaml"))
SETTING = Setting(lines=lambda _: LINES)


def test_the_text_and_the_annotations(snapshot: SnapshotAssertion) -> None:
    assert render(REPORT, SETTING) == snapshot


def test_without_findings_there_is_nothing_to_say() -> None:
    assert render(Report(findings=(), files=("a.yaml",)), SETTING) == ""


def test_the_summary_is_a_page_of_markdown() -> None:
    assert summary(REPORT, SETTING).startswith("### slakit: 2 errors, 1 warning in 2 files\n")


@pytest.mark.parametrize("file", ["leads.csv", "leads.jsonl", "people.csv", "leads.yaml.csv", "-"])
def test_no_row_of_a_log_is_shown_to_everybody(file: str) -> None:
    found = diagnostic(hostile.ERROR, Span(file, 2, 1, 2, 4), "row 1 cannot be read")
    report = Report(findings=(found,), because="1 row cannot be read")
    setting = Setting(lines=lambda _: ("lead_id,event", "L7,call"))
    for shown in (render, summary, junit.render, markdown.render, sarif.render):
        assert "L7" not in shown(report, setting)
    assert "L7" in text.render(report, setting)  # only the caller reads it


@pytest.mark.parametrize("written", hostile.TEXTS)
def test_no_text_gives_a_command_to_the_runner(written: str) -> None:
    shown = render(hostile.report(written), Setting(lines=lambda _: hostile.lines(written)))
    found = hostile.commands(shown)
    assert [command.name for command in found] == ["error", "warning"]
    assert not hostile.steers(shown)
