"""Findings as Markdown (GitHub-flavoured), for a comment on a pull request or the summary of a job."""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity
from slakit.formats import markup, pages
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from slakit.formats.text import ALL, MOST_SHOWN, advice, counted, more, said, summary, told

_EXCERPTS = 50
"""The findings of which the lines of the file are shown."""
_MARKS = {Severity.ERROR: "❌ error", Severity.WARNING: "⚠️ warning"}


def render(report: Report, setting: Setting) -> str:
    """A page within the setting's limit: a table of the findings, the worst first, and their lines to unfold."""
    ranked = sorted(report.findings, key=lambda finding: finding.severity is Severity.WARNING)
    most = min(len(ranked), MOST_SHOWN)
    return markup.fitted(lambda rows: _page(report, ranked[:rows], ranked[rows:], setting), most, setting.limit)


def _page(report: Report, shown: list[Diagnostic], left: list[Diagnostic], setting: Setting) -> str:
    return "\n\n".join(_blocks(report, shown, left, setting)) + "\n"


def _blocks(report: Report, shown: list[Diagnostic], left: list[Diagnostic], setting: Setting) -> Iterator[str]:
    files = f" in {counted(len(report.files), 'file')}" if report.files else ""
    yield f"### slakit: {summary(report.findings)}{files}"
    if report.because:
        yield f"There is no verdict: {markup.text(markup.clipped(report.because))}."
    if shown:
        yield markup.table(("", "Where", "What"), "lll", [_row(finding, setting) for finding in shown])
    if left:
        yield f"And {more(left)}: `{ALL}` shows all of them."
    excerpts = told(shown[:_EXCERPTS], setting.public.lines)
    if excerpts:
        yield markup.details("The lines in question", markup.block(excerpts))


def _row(finding: Diagnostic, setting: Setting) -> tuple[str, str, str]:
    span, code = finding.span, finding.code.id
    place = f"{setting.place(span.file)}:{span.line}:{span.column}"
    told = [markup.text(markup.clipped(part)) for part in (said(finding), advice(finding)) if part]
    return _MARKS[finding.severity], markup.cell_code(place), f"[{code}]({pages.uri(code)}) {'<br>'.join(told)}"
