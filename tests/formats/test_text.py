"""Findings as people read them."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.diagnostics import Code, Diagnostic, Severity, Span, diagnostic
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from slakit.formats.text import MOST_SHOWN, foremost, headline, more, render, summary, told

EVENT = Code("SLA302", "Unknown event")
UNUSED = Code("SLA433", "Unused", Severity.WARNING)
LINES = (
    "responses:",
    "  first: {by: sales, starts: handof, stops: attempt}",
    "\ttitle: \x1b[31mrot\x1b[0m",
    "  日本: {by: [販売, マーケ], starts: handof}",
    "  long: {" + ", ".join(f"key{n}: value{n}" for n in range(40)) + "}",
    "",
    "  text: |",
    "    more",
)


def finding(line: int, column: int, end_line: int, end_column: int, help_: str = "") -> Diagnostic:
    return diagnostic(EVENT, Span("acme.yaml", line, column, end_line, end_column), "'handof' is not an event", help_)


def test_the_first_line_stands_alone() -> None:
    meant = finding(2, 30, 2, 36, "did you mean 'handoff'?")
    assert headline(meant) == "acme.yaml:2:30: error SLA302: 'handof' is not an event; did you mean 'handoff'?"
    told = finding(2, 30, 2, 36, "declare it under 'events'")
    assert headline(told) == "acme.yaml:2:30: error SLA302: 'handof' is not an event"


@pytest.mark.parametrize(
    "found",
    [
        finding(2, 30, 2, 36, "did you mean 'handoff'?"),
        finding(2, 30, 2, 36, "declare it under 'events'"),
        finding(3, 9, 3, 21),
        finding(4, 31, 4, 37),
        finding(5, 400, 5, 406),
        finding(5, 10, 5, 700),
        finding(6, 1, 6, 1),
        finding(7, 9, 9, 1),
        finding(2, 1, 0, 0),
        finding(2, 500, 2, 510),
        finding(99, 1, 99, 2),
    ],
    ids=["meant", "help", "escapes", "wide", "far right", "long", "empty", "block", "point", "past the end", "no line"],
)
def test_excerpts(found: Diagnostic, snapshot: SnapshotAssertion) -> None:
    assert told([found], lambda _: LINES) == snapshot


def test_findings_are_parted_by_a_blank_line(snapshot: SnapshotAssertion) -> None:
    assert told([finding(2, 30, 2, 36), finding(2, 3, 2, 8)], lambda _: LINES) == snapshot
    assert told([], lambda _: LINES) == ""


def test_nothing_of_a_user_reaches_the_terminal_raw() -> None:
    hostile = diagnostic(EVENT, Span("\x1b]0;x\x07.yaml", 3, 9, 3, 10), "\x1b[2J", "did you mean '\x9b'?")
    text = told([hostile], lambda _: LINES)
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert "\x9b" not in text


def test_a_command_put_together_of_pieces_is_none() -> None:
    line = "x: ##[add-mask]y"
    shown = told([diagnostic(EVENT, Span("a.yaml", 1, 6, 1, 7), "m")], lambda _: (line,))
    assert "##[" not in shown


def test_colours_say_nothing_new(snapshot: SnapshotAssertion) -> None:
    found = [
        finding(2, 30, 2, 36, "did you mean 'handoff'?"),
        diagnostic(UNUSED, Span("acme.yaml", 1, 1, 1, 11), "m", "h"),
    ]
    setting = Setting(lines=lambda _: LINES, colour=True)
    coloured = render(Report(findings=tuple(found)), setting)
    assert coloured == snapshot
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == told(found, lambda _: LINES)


def test_summary() -> None:
    error, warning = finding(1, 1, 1, 1), diagnostic(UNUSED, Span("f"), "m")
    assert summary([]) == "no findings"
    assert summary([error]) == "1 error"
    assert summary([error, error, warning]) == "2 errors, 1 warning"
    assert summary([warning, warning]) == "2 warnings"


def test_only_so_many_are_shown_the_gravest_in_their_order() -> None:
    warnings = [diagnostic(UNUSED, Span("a.yaml", n), f"the {n}th") for n in range(1, MOST_SHOWN + 2)]
    error = diagnostic(EVENT, Span("a.yaml", MOST_SHOWN + 9), "wrong")
    found = [*warnings, error, error]
    shown, left = foremost(found)
    assert shown == [*warnings[: MOST_SHOWN - 2], error, error]
    assert left == warnings[MOST_SHOWN - 2 :]
    text = told(found, lambda _: ())
    assert text.count("\n\n") == MOST_SHOWN
    assert text.endswith("error SLA302: wrong\n\nand 3 more (3 SLA433): --format json shows all of them\n")
    assert "more" not in told(found[:MOST_SHOWN], lambda _: ())


def test_what_is_left_out_is_named_by_its_codes() -> None:
    codes = [Code(f"SLA30{n}", "x") for n in range(1, 8)]
    assert more([diagnostic(code, Span("f"), "m") for code in [*codes[:2], codes[1]]]) == "3 more (2 SLA302, 1 SLA301)"
    assert more([diagnostic(code, Span("f"), "m") for code in codes * 1_000]).startswith("7,000 more (1,000 SLA301, ")
    assert more([diagnostic(code, Span("f"), "m") for code in codes]).endswith("1 SLA305, …)")
