"""Findings as programs read them."""

import json

import jsonschema

from slakit.diagnostics import Code, Diagnostic, Severity, Span, diagnostic
from slakit.formats.json import render
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from slakit.language.schema_files import load

ERROR = Code("SLA302", "Unknown event")
WARNING = Code("SLA433", "Unused", Severity.WARNING)
FINDINGS = [
    diagnostic(ERROR, Span("a.yaml", 2, 3, 2, 9), "'ä' is not an event", "did you mean 'b'?"),
    diagnostic(WARNING, Span("a.yaml", 4, 1), "nothing uses it"),
]


def rendered(*findings: Diagnostic) -> str:
    return render(Report(findings=findings, files=("a.yaml", "b.yaml")), Setting())


def test_every_finding_with_its_place() -> None:
    assert json.loads(rendered(*FINDINGS)) == {
        "format_version": "1.1",
        "summary": {"errors": 1, "warnings": 1, "files": 2},
        "because": "",
        "files": ["a.yaml", "b.yaml"],
        "findings": [
            {
                "code": "SLA302",
                "title": "Unknown event",
                "severity": "error",
                "message": "'ä' is not an event",
                "help": "did you mean 'b'?",
                "help_uri": "https://github.com/slakit/slakit/blob/main/docs/codes.md#sla302",
                "file": "a.yaml",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 9,
            },
            {
                "code": "SLA433",
                "title": "Unused",
                "severity": "warning",
                "message": "nothing uses it",
                "help": "",
                "help_uri": "https://github.com/slakit/slakit/blob/main/docs/codes.md#sla433",
                "file": "a.yaml",
                "line": 4,
                "column": 1,
                "end_line": 4,
                "end_column": 1,
            },
        ],
    }


def test_it_is_what_the_schema_says() -> None:
    validator = jsonschema.Draft202012Validator(load("diagnostics"))
    for findings in ([], FINDINGS):
        validator.validate(json.loads(rendered(*findings)))
    assert not validator.is_valid({"format_version": "2.0", "summary": {"errors": 0, "warnings": 0}, "findings": []})


def test_nothing_of_a_user_reaches_the_terminal_raw() -> None:
    message = "\x1b[2J\x9b\u202e\udcff\x00"
    text = rendered(diagnostic(ERROR, Span("a"), message))
    assert text.isascii()
    assert text.isprintable() or set(text) - set("\n") <= {c for c in text if c.isprintable()}
    assert json.loads(text)["findings"][0]["message"] == message


def test_text_stays_readable() -> None:
    assert "'ä'" in rendered(*FINDINGS)
