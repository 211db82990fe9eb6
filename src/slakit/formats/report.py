"""What a run found in files, as every format shows it."""

from collections.abc import Mapping

from slakit.diagnostics import Diagnostic, Severity
from slakit.record import record

UNREADABLE = "SLA101"
"""The code of a file that cannot be read: nothing is known of what it holds."""


@record
class Report:
    """Findings in order, and the paths of the files that were checked, sound or not.

    `because` says why the job that the files were for could not be done, empty where it was.
    """

    findings: tuple[Diagnostic, ...]
    files: tuple[str, ...] = ()
    because: str = ""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many are warnings."""
        return len(self.findings) - self.errors

    @property
    def by_file(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """The findings of every file that was checked or has one, by path: those checked first."""
        found: dict[str, list[Diagnostic]] = {file: [] for file in self.files}
        for finding in self.findings:
            found.setdefault(finding.span.file, []).append(finding)
        return {file: tuple(findings) for file, findings in found.items()}
