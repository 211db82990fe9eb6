"""Findings for programs, as `schema/diagnostics.json` describes them."""

from typing import Any

from slakit.diagnostics import Diagnostic
from slakit.formats import pages
from slakit.formats.json_text import dumped
from slakit.formats.report import Report
from slakit.formats.setting import Setting

FORMAT_VERSION = "1.1"
"""The minor number grows when something is added, the major one when something changes or goes."""


def render(report: Report, setting: Setting) -> str:
    """One JSON object: the format's version, the counts, the files, the findings in order."""
    return dumped(
        {
            "format_version": FORMAT_VERSION,
            "summary": {"errors": report.errors, "warnings": report.warnings, "files": len(report.files)},
            "because": report.because,
            "files": list(report.files),
            "findings": [finding_object(finding) for finding in report.findings],
        }
    )


def finding_object(finding: Diagnostic) -> dict[str, Any]:
    """A finding with its place; the end is exclusive."""
    span = finding.span
    return {
        "code": finding.code.id,
        "title": finding.code.title,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "help_uri": pages.uri(finding.code.id),
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or span.line,
        "end_column": span.end_column or span.column,
    }
