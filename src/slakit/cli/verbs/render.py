"""Write the agreement as a document for people to read and sign."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click

from slakit import loading
from slakit.cli import exits, output, pdf_signing, rendering, showing
from slakit.cli.verb import Verb
from slakit.cli.writing import write_whole
from slakit.diagnostics import Diagnostic, has_errors
from slakit.document import refusal
from slakit.document.staleness import STALE, documents_beside, stale
from slakit.document.writers import writer
from slakit.formats import text
from slakit.formats.report import Report
from slakit.formats.terminal import safe
from slakit.language.source import lines
from slakit.model import Agreement

_WITH_CHANGES = ("text", "github")
"""The formats that people read line by line: the lines that differ come after the findings."""


@click.command("render", cls=Verb)
@click.argument("paths", nargs=-1, metavar="AGREEMENT", type=click.Path())
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it (.md, .html, .pdf or .docx); without it, Markdown on stdout.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing: end with 1 if FILE is not what would be written, and show how it differs. Without FILE, of"
    " every agreement among the files and folders given (by default the current folder) the documents beside it that"
    " have its name are checked.",
)
@click.option(
    "--template",
    "folder",
    type=click.Path(),
    metavar="DIR",
    help="A folder with templates of your own for .md and .html, which are rendered in a sandbox.",
)
@showing.option("what --check finds")
def command(paths: tuple[str, ...], target: Path | None, check: bool, folder: str | None, format_: str) -> int:
    """Write AGREEMENT in plain words: its promises, definitions, working hours, goals, pay and signatures.

    The same agreement gives the same document, on every day and in every zone. Earlier versions of it, in files of the
    same folder, are listed with what each changed. An agreement with errors is not rendered; its findings go to stderr.
    """
    written = rendering.format_of(target)
    rendering.check_folder(folder, written if target is not None or not check else None)
    if check and target is None:
        return _check_beside(paths or (".",), folder, format_)
    if len(paths) != 1:
        raise exits.Failure(f"one agreement is rendered at a time; {len(paths)} were named")
    bound, findings = loading.load_agreement(paths[0])
    refused = refusal(bound) if bound is not None else None
    if refused is not None:
        findings = (*findings, refused)
    if bound is None or has_errors(findings):
        return _refuse(findings, "was written" if not check else "was checked")
    if check and target is not None:
        return _check([(bound, paths[0], str(target))], folder, format_, must_apply=True)
    content, wrong = rendering.content(bound, paths[0], written, folder)
    if content is None:
        return _refuse(wrong, "was written")
    if target is None:
        output.result(content.decode())
    elif written.suffix == ".pdf" and pdf_signing.keeps(bound, target, content):
        output.note(f"{target} is this already, and signed: it stays as it is")
    else:
        write_whole(target, content)
    return exits.CLEAN


def _refuse(findings: Sequence[Diagnostic], not_done: str) -> int:
    for line in text.told(findings, cache(lines), all_="slakit validate --format json").splitlines():
        output.note(line)
    output.note(f"no document {not_done}: {text.summary(findings)}")
    return exits.of_findings(findings)


def _check_beside(paths: Sequence[str], folder: str | None, format_: str) -> int:
    """Check every document that lies beside an agreement of `paths` under the agreement's name."""
    loaded = loading.load(paths)
    if not loaded.files:
        raise exits.Failure(f"nothing to check: no file with 'apiVersion: slakit/v1' in {', '.join(paths)}")
    if has_errors(loaded.diagnostics):
        return _refuse(loaded.diagnostics, "was checked")
    pairs = [(path, document) for path in loaded.files for document in documents_beside(path)]
    bound = {path: loading.load_agreement(path)[0] for path, _ in pairs}
    whole = [(found, path, document) for path, document in pairs if (found := bound[path]) is not None and found.term]
    if not whole:
        raise exits.Failure("nothing to check: no agreement has a document of its name beside it")
    return _check(whole, folder, format_, must_apply=False)


def _check(
    rendered: Sequence[tuple[Agreement, str, str]], folder: str | None, format_: str, *, must_apply: bool
) -> int:
    """Show which documents are stale: each is given with its agreement and the agreement's path."""
    findings: list[Diagnostic] = []
    changes: list[str] = []
    for one in rendered:
        wrong, lines_ = _stale(*one, folder, must_apply=must_apply)
        findings += wrong
        changes += lines_
    showing.show(Report(findings=tuple(findings), files=tuple(one[2] for one in rendered)), showing.FINDINGS, format_)
    if changes and format_ in _WITH_CHANGES:
        output.result("".join(f"{safe(line)}\n" for line in ["", *changes]))
    output.note(f"{text.counted(sum(one.code is STALE for one in findings), 'stale document')} of {len(rendered)}")
    return exits.of_findings(findings)


def _stale(
    agreement: Agreement, path: str, document: str, folder: str | None, *, must_apply: bool
) -> tuple[tuple[Diagnostic, ...], list[str]]:
    """What is wrong with the document, or with the templates it would be made from, and the lines that differ."""
    beside, written = Path(document), writer(Path(document).suffix)
    content, wrong = rendering.content(agreement, path, written, folder, must_apply=must_apply, beside=beside)
    if content is None:
        return wrong, []
    if written.suffix == ".pdf" and pdf_signing.is_signed(agreement, beside, content):
        return (), []
    try:
        found, changes = stale(path, document, content, lambda: rendering.headings(agreement, path))
    except OSError as error:
        raise exits.Failure(f"{document} cannot be read: {error.strerror or error}") from error
    return () if found is None else (found,), changes
