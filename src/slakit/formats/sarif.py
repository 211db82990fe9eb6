"""Findings as a SARIF log."""

from slakit.formats import sarif_log
from slakit.formats.report import Report
from slakit.formats.setting import Setting


def render(report: Report, setting: Setting) -> str:
    """The log of a run that found `report`."""
    return sarif_log.log(sarif_log.of_findings(report.findings, setting), setting, because=report.because)
