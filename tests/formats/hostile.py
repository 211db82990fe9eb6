"""Texts of strangers that try to break out of a format, and what reads a format as its reader would."""

import re
from dataclasses import dataclass

from slakit.diagnostics import Code, Diagnostic, Severity, Span, diagnostic
from slakit.formats.report import Report

TEXTS = (
    "::set-output name=x::stolen",
    "\n::set-output name=x::stolen",
    "\r::add-mask::x",
    "%0A::error::x",
    "x::error file=a,line=1::y",
    "##[set-output name=x]stolen",
    "###[add-mask]x",
    "##vso[task.setvariable variable=x]y",
    "\x1b[31mred\x1b]0;title\x07",
    "\x00\x08\x0b\x7f\x9b",
    "left \u202e right \u2066 \u200b",
    "half \ud800 \udfff and \ufffe \uffff",
    "<b onclick=x>&amp;</b> ]]> <!-- --> </details></failure>",
    "| cell | \\| ",
    "`` ``` ````",
    "*a* _b_ ~c~ [x](javascript:alert(1)) ![i](https://evil.example/i.png)",
    "@everyone @sales/team #1 GH-2 www.evil.example https://evil.example a@evil.example",
    "# heading\n- item\n1. one\n> quote\n    code",
    "{0} {{x}} ${{ secrets.TOKEN }} $(id)",
    "%3A%2C,:=",
    "x" * 10_000,
    "𝒳😀" * 20,
)
ERROR = Code("SLA302", "An unknown name")
WARNING = Code("SLA433", "Unused", Severity.WARNING)
CALLED_BY_NAME = {"error", "warning", "notice"}
"""The workflow commands that slakit gives."""


def report(text: str) -> Report:
    """A finding and a warning, every text of which is `text`."""
    findings = (
        diagnostic(ERROR, Span(text, 2, 3, 2, 9), text, text),
        diagnostic(WARNING, Span("a.yaml", 1, 1, 3, 1), text, f"did you mean '{text}'?"),
    )
    return Report(findings=findings, files=(text, "a.yaml"), because=text)


def lines(text: str) -> tuple[str, ...]:
    """A file in which it stands as well."""
    return ("first", text, f"  {text}", "last")


@dataclass(frozen=True)
class Command:
    """What the runner of GitHub Actions makes of a line."""

    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """The commands in a log, found as the runner finds them: `::` at the start of a line, `##[` anywhere.

    It knows some names only; here any is taken that begins with a letter.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        if match := re.match(r"\s*::([A-Za-z][^\s:]*)(?: (.*?))?::(.*)$", line):
            pairs = [pair.partition("=") for pair in (match[2] or "").split(",") if pair]
            found.append(Command(match[1], {name: _decoded(value) for name, _, value in pairs}, _decoded(match[3])))
        elif match := re.search(r"##\w*\[([^\]]*)\]", line):
            found.append(Command(match[1], {}, ""))
    return found


def _decoded(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def steers(output: str) -> set[str]:
    """Characters in it that act on a terminal or cannot be encoded; joiners belong to words and emoji."""
    return set(
        re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff]", output)
    )


def findings() -> tuple[Diagnostic, ...]:
    """Ordinary ones: a point, a part of a line, several lines, one of each severity."""
    return (
        diagnostic(ERROR, Span("a b.yaml", 2, 30, 2, 36), "'handof' is not an event", "did you mean 'handoff'?"),
        diagnostic(ERROR, Span("a b.yaml", 3, 9, 5, 1), "the block is wrong", "write it, in full: 100%"),
        diagnostic(WARNING, Span("sub/c.yaml", 1, 1), "nothing uses it"),
    )


def without_pages(printed: str) -> str:
    """A SARIF log without the pages of codes, which have tests of their own."""
    return re.sub(r'"(fullDescription|help)": \{[^{}]*\n( *)\}', r'"\1": "…"', printed)
