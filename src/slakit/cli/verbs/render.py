"""Write the agreement as a document for people to read and sign."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import click

from slakit import loading
from slakit.cli import exits, output
from slakit.cli.writing import write_whole
from slakit.diagnostics import Diagnostic, has_errors
from slakit.document import Document, document_of, refusal
from slakit.document.writers import WRITERS
from slakit.formats import text
from slakit.language.source import lines


@click.command("render")
@click.argument("agreement", type=click.Path())
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it (.md); without it, Markdown on stdout.",
)
def command(agreement: str, target: Path | None) -> int:
    """Write AGREEMENT in plain words: its promises, definitions, working hours, goals, pay and signatures.

    The same agreement gives the same document, on every day and in every zone. An agreement with errors is
    not rendered; its findings go to stderr.
    """
    write = _writer(target)
    bound, findings = loading.load_agreement(agreement)
    refused = refusal(bound) if bound is not None else None
    if refused is not None:
        findings = (*findings, refused)
    if bound is None or has_errors(findings):
        return _refuse(findings)
    content = write(document_of(bound))
    if target is None:
        output.result(content.decode())
    else:
        write_whole(target, content)
    return exits.CLEAN


def _writer(target: Path | None) -> Callable[[Document], bytes]:
    """What writes the format that the file's suffix names; Markdown without a file."""
    suffix = ".md" if target is None else target.suffix.lower()
    if suffix not in WRITERS:
        known = ", ".join(sorted(WRITERS))
        raise exits.Failure(f"{target}: there is no document format '{suffix}'; the file's name may end in {known}")
    return WRITERS[suffix]


def _refuse(findings: Sequence[Diagnostic]) -> int:
    for line in text.render(findings, cache(lines)).splitlines():
        output.note(line)
    output.note(f"no document was written: {text.summary(findings)}")
    return exits.of_findings(findings)
