"""Exit codes, the same for every verb and format."""

from collections.abc import Iterable

import click

from slakit.diagnostics import Diagnostic, has_errors

CLEAN = 0
FINDINGS = 1
FAILED = 2
SIGNALLED = 128
"""And the number of the signal that stopped the run: 130 for Ctrl-C."""

UNREADABLE = "SLA101"
"""The one code of a finding that says the job could not be done: a file named cannot be read."""


class Failure(click.ClickException):
    """The job could not be done, for a reason the user can act on: one line, exit code 2."""

    exit_code = FAILED


def of_findings(findings: Iterable[Diagnostic]) -> int:
    """2 if a file could not be read, 1 if there is an error, else 0."""
    found = tuple(findings)
    if any(finding.code.id == UNREADABLE for finding in found):
        return FAILED
    return FINDINGS if has_errors(found) else CLEAN
