"""Findings in a step of GitHub Actions: the text for its log, then an annotation of each place.

Both are read by everybody who sees the repository: no row of a log is shown.
"""

from slakit.formats import markdown, text
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from slakit.formats.workflow import commands, of_finding


def render(report: Report, setting: Setting) -> str:
    """What `text` shows, and the workflow commands; empty without findings."""
    shown = text.told(report.findings, setting.public.lines)
    return "\n".join(part for part in (shown, commands(map(of_finding, report.findings), setting)) if part)


def summary(report: Report, setting: Setting) -> str:
    """The page for the summary of the step."""
    return markdown.render(report, setting)
