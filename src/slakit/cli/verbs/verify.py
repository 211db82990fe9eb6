"""Check the signatures of an agreement."""

from functools import cache

import click

from slakit import loading
from slakit.cli import exits, output, showing
from slakit.cli.instants import parse_instant
from slakit.cli.keys import keys_for
from slakit.cli.verb import Verb
from slakit.diagnostics import Diagnostic, has_errors
from slakit.document import refusal
from slakit.formats import text
from slakit.formats.report import Report
from slakit.language.source import lines
from slakit.model import Agreement
from slakit.signatures import Keys, Verification, ssh
from slakit.signatures import verify as checked
from slakit.signatures.standing import State

_SIGNATURES = "slakit.formats.signatures"
_OWN = ("text", "json")
"""The formats that show signatures; others show what is wrong with them."""


@click.command("verify", cls=Verb)
@click.argument("agreement", metavar="AGREEMENT", type=click.Path())
@click.option(
    "--allowed-signers",
    "allowed",
    metavar="FILE",
    type=click.Path(),
    help="Who may sign with which key, as ssh-keygen and git have it. Default: .slakit/allowed_signers in the project.",
)
@click.option(
    "--revoked-keys",
    "revoked",
    metavar="FILE",
    type=click.Path(),
    help="Keys that do not count any more, one a line, or a key revocation list.",
)
@click.option(
    "--as-of",
    metavar="INSTANT",
    help="Ask which keys are valid at this instant (or the end of this day), not when a signature says it was made,"
    " and leave out later signatures.",
)
@click.option(
    "--signatures",
    metavar="DIR",
    type=click.Path(),
    help="The folder of signatures. Default: signatures, beside the agreement.",
)
@click.option(
    "--pdf",
    "document",
    metavar="FILE",
    type=click.Path(),
    help="Check the signatures inside this PDF instead. Needs slakit[pdf].",
)
@click.option(
    "--trusted",
    metavar="FILE",
    type=click.Path(),
    help="The certificates that are trusted in a PDF (PEM): those of the signatories, or of who issued them."
    " Default: .slakit/trusted_certificates.pem in the project.",
)
@showing.option("the signatures")
def command(
    agreement: str,
    allowed: str | None,
    revoked: str | None,
    as_of: str | None,
    signatures: str | None,
    document: str | None,
    trusted: str | None,
    format_: str,
) -> int:
    """Check that everybody who must has signed AGREEMENT as it is: who, when, with which key.

    Where the agreement has changed since a signature, the clauses that are not as they were signed are shown; for all
    others the signature stands.

    Exit codes: 0 signed by all, 1 a signature is missing, does not fit or is of something else, 2 no signature could
    be checked.
    """
    bound, findings = loading.load_agreement(agreement)
    refused = refusal(bound) if bound is not None else None
    if refused is not None:
        findings = (*findings, refused)
    if bound is None or bound.term is None or has_errors(findings):
        return _refuse(findings)
    at = None if as_of is None else parse_instant("--as-of", as_of, bound.term.timezone)
    if document is not None:
        if allowed or revoked or signatures:
            raise exits.Failure("--pdf goes with --trusted, and without the options of SSH signatures")
        from slakit.cli import pdf_signing  # few sign a PDF

        found = pdf_signing.verified(bound, agreement, document, trusted=trusted, as_of=at)
    elif trusted is not None:
        raise exits.Failure("--trusted is for --pdf")
    else:
        found = _checked(bound, agreement, keys_for(agreement, allowed=allowed, revoked=revoked, as_of=at), signatures)
    _show(found, format_)
    return exits.of_findings(found.findings)


def _checked(agreement: Agreement, path: str, keys: Keys, signatures: str | None) -> Verification:
    try:
        return checked(agreement, path, keys, signatures)
    except ssh.ToolError as error:
        raise exits.Failure(str(error)) from error


def _show(found: Verification, format_: str) -> None:
    if format_ in _OWN:
        showing.show(found, _SIGNATURES, format_)
    else:
        showing.show(Report(findings=found.findings, files=(found.path,)), showing.FINDINGS, format_)
    good = sum(one.state is State.SIGNED for one in found.standings)
    output.note(f"signed by {good} of {len(found.standings)}")


def _refuse(findings: tuple[Diagnostic, ...]) -> int:
    for line in text.told(findings, cache(lines)).splitlines():
        output.note(line)
    output.note(f"no signature was checked: {text.summary(findings)}")
    return exits.of_findings(findings)
