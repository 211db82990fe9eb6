"""Findings as JUnit XML: a test case per file, which fails with its errors; warnings are its output."""

from collections.abc import Sequence

from slakit.diagnostics import Diagnostic, Severity
from slakit.formats.junit_xml import Case, Fault, Suite, document
from slakit.formats.report import UNREADABLE, Report
from slakit.formats.setting import Setting
from slakit.formats.text import said, summary, told

_GROUP = "slakit.validate"


def render(report: Report, setting: Setting) -> str:
    """The files as one suite; where the job could not be done, that is a case of its own."""
    cases = [case_of(file, findings, setting) for file, findings in report.by_file.items()]
    if report.because:
        fault = Fault(kind="no-verdict", message=f"there is no verdict: {report.because}")
        cases.append(Case(name="verdict", group=_GROUP, error=fault))
    return document([Suite(name="slakit validate", cases=tuple(cases))])


def case_of(file: str, findings: Sequence[Diagnostic], setting: Setting, group: str = _GROUP) -> Case:
    """The findings of a file as a case that fails with its errors; lines of files that name people are left out."""
    setting = setting.public
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    output = told(warnings, setting.lines)
    if not errors:
        return Case(name=file, group=group, output=output)
    message = said(errors[0]) if len(errors) == 1 else f"{summary(errors)}; the first: {said(errors[0])}"
    fault = Fault(kind=errors[0].code.id, message=message, details=told(errors, setting.lines))
    if any(finding.code.id == UNREADABLE for finding in errors):
        return Case(name=file, group=group, error=fault, output=output)
    return Case(name=file, group=group, failure=fault, output=output)
