"""Findings as JUnit XML."""

from xml.etree import ElementTree

import junitparser
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.diagnostics import Code, Span, diagnostic
from slakit.formats.junit import render
from slakit.formats.junit_xml import Case, Fault, Suite, document
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from tests.formats import hostile

LINES = ("stages:", "  first: {by: sales, starts: handof}", "  text: |", "    one", "    two", "last")
SETTING = Setting(lines=lambda _: LINES)


def suite_of(text: str) -> junitparser.TestSuite:
    """The one suite, as another program reads it."""
    (suite,) = junitparser.JUnitXml.fromstring(text.encode())
    assert isinstance(suite, junitparser.TestSuite)
    return suite


def test_a_case_per_file(snapshot: SnapshotAssertion) -> None:
    report = Report(findings=hostile.findings(), files=("a b.yaml", "sub/c.yaml", "sound.yaml"))
    text = render(report, SETTING)
    assert text == snapshot
    suite = suite_of(text)
    assert [(case.name, case.is_passed) for case in suite] == [
        ("a b.yaml", False),
        ("sub/c.yaml", True),  # a warning is its output
        ("sound.yaml", True),
    ]
    assert (suite.tests, suite.failures, suite.errors) == (3, 1, 0)


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    missing = diagnostic(Code("SLA101", "A file that cannot be read"), Span("no.yaml"), "there is no such file")
    suite = suite_of(render(Report(findings=(missing,), files=("no.yaml",)), SETTING))
    assert (suite.tests, suite.failures, suite.errors) == (1, 0, 1)


def test_a_file_that_others_need_has_a_case_too() -> None:
    found = diagnostic(hostile.ERROR, Span("base.yaml"), "wrong")
    suite = suite_of(render(Report(findings=(found,), files=("a.yaml",)), SETTING))
    assert [case.name for case in suite] == ["a.yaml", "base.yaml"]


def test_why_there_is_no_verdict_is_an_error() -> None:
    found = diagnostic(hostile.ERROR, Span("a.yaml"), "wrong")
    suite = suite_of(render(Report(findings=(found,), because="1 error"), SETTING))
    assert (suite.tests, suite.failures, suite.errors) == (2, 1, 1)
    *_, last = suite
    assert (last.name, last.result[0].message) == ("verdict", "there is no verdict: 1 error")


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_texts_of_strangers_do_nothing(text: str) -> None:
    printed = render(hostile.report(text), Setting(lines=lambda _: hostile.lines(text)))
    root = ElementTree.fromstring(printed)  # noqa: S314 - what was made here
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "system-out",
    }
    assert len(list(root.iter("testcase"))) == 3
    assert not hostile.steers(printed)
    assert not hostile.commands(printed)
    assert not set("\ufffe\uffff") & set(printed)


@pytest.mark.parametrize("text", [text for text in hostile.TEXTS if text.isprintable() and "::" not in text])
def test_printable_text_is_read_as_it_was(text: str) -> None:
    case = Case(name=text, group="g", failure=Fault(kind="k", message=text, details=f"{text}\n{text}"))
    if "##" in text:
        return  # one sign of it is spelled out
    (read,) = suite_of(document([Suite(name="s", cases=(case,))]))
    assert read.name == text
    (failure,) = read.result
    assert (failure.message, failure.text) == (text, f"{text}\n{text}")


def test_cases_are_counted_by_what_became_of_them() -> None:
    fault = Fault(kind="k", message="m")
    cases = (
        Case(name="passed", group="g"),
        Case(name="failed", group="g", failure=fault),
        Case(name="broken", group="g", error=fault),
        Case(name="left", group="g", skipped="why"),
    )
    suite = suite_of(document([Suite(name="s", cases=cases)]))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (4, 1, 1, 1)
    (skipped,) = list(suite)[3].result
    assert skipped.message == "why"
