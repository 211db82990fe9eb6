"""Findings for programs, as `schema/diagnostics.json` describes them."""

import json
import re
from collections.abc import Sequence

from slakit.diagnostics import Diagnostic, Severity

FORMAT_VERSION = "1.0"
"""The minor number grows when something is added, the major one when something changes or goes."""

_TERMINAL = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")


def render(findings: Sequence[Diagnostic]) -> str:
    """One JSON object: the format's version, the counts, the findings in order."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    document = {
        "format_version": FORMAT_VERSION,
        "summary": {"errors": errors, "warnings": len(findings) - errors},
        "findings": [_finding(finding) for finding in findings],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _TERMINAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _finding(finding: Diagnostic) -> dict[str, str | int]:
    span = finding.span
    return {
        "code": finding.code.id,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or span.line,
        "end_column": span.end_column or span.column,
    }
