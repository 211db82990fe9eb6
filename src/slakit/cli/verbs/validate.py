"""Check agreements and their companions: every problem of every file, in one run."""

from collections.abc import Sequence

import click

from slakit import loading
from slakit.cli import exits, output, showing
from slakit.cli.verb import Verb
from slakit.diagnostics import Diagnostic
from slakit.formats import text
from slakit.formats.report import Report


@click.command("validate", cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="The roster (CSV or JSON Lines): owners of goals, people of pay plans.",
)
@showing.option("findings")
def command(paths: tuple[str, ...], people: str | None, format_: str) -> int:
    """Check every file of slakit among PATHS, folders included; without PATHS, the current folder.

    Findings go to stdout, a summary to stderr. Warnings alone exit 0.
    """
    given = paths or (".",)
    loaded = loading.load(given, people=people)
    if not loaded.files:
        raise exits.Failure(f"nothing to check: no file with 'apiVersion: slakit/v1' in {', '.join(given)}")
    findings = loaded.diagnostics
    showing.show(Report(findings=findings, files=loaded.files), showing.FINDINGS, format_)
    for base in loaded.bases:
        output.note(f"{base.span.file} has no term: a base, checked through the agreements that extend it")
    output.note(f"{text.summary(findings)} in {text.counted(len(loaded.files), 'file')}{_more(findings)}")
    return exits.of_findings(findings)


def _more(findings: Sequence[Diagnostic]) -> str:
    if not findings:
        return ""
    from slakit import codes  # start-up matters

    return f"; {codes.more(finding.code.id for finding in findings)}"
