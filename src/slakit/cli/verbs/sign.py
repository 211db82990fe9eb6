"""Sign an agreement: a statement with its digest, and the signature of it."""

import time
from functools import cache
from pathlib import Path

import click

from slakit import loading
from slakit.cli import exits, output
from slakit.cli.instants import parse_instant
from slakit.cli.verb import Verb
from slakit.cli.writing import write_whole
from slakit.diagnostics import has_errors
from slakit.document import refusal
from slakit.formats import text
from slakit.language.source import lines
from slakit.model import Agreement
from slakit.signatures import Signed, places, ssh
from slakit.signatures.signers import Signer, called, signers
from slakit.signatures.signing import SIGNATURE, STATEMENT
from slakit.signatures.signing import sign as made
from slakit.signatures.verifying import allowed_line


@click.command("sign", cls=Verb)
@click.argument("agreement", metavar="AGREEMENT", type=click.Path())
@click.option(
    "--as",
    "role",
    required=True,
    metavar="ROLE",
    help="Who signs: a signatory's role, name or email address in the agreement; 'sales: VP' is the VP of sales.",
)
@click.option(
    "--key",
    required=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The SSH key: the private one, or the public one (.pub) of a key that the SSH agent holds. ssh-keygen reads"
    " it and asks for its passphrase; slakit does not.",
)
@click.option(
    "--at",
    "instant",
    metavar="INSTANT",
    help="When it is signed: ISO 8601 with an offset (2027-01-04T09:00:00-05:00). Default: now.",
)
@click.option(
    "--pdf",
    "document",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Sign this PDF instead, which 'slakit render' has written: the signature is added to it, and --key is a"
    " PKCS#12 file (.p12) with a certificate. Needs slakit[pdf].",
)
@click.option(
    "--signatures",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="The folder of signatures. Default: signatures, beside the agreement.",
)
def command(
    agreement: str, role: str, key: Path, instant: str | None, document: Path | None, signatures: str | None
) -> int:
    """Sign AGREEMENT as one of its signatories, with an SSH key.

    Writes DIR/NAME-VERSION/ROLE.json, a statement with the digest of the agreement and of each of its clauses, and
    ROLE.sig, the signature of it by 'ssh-keygen -Y sign' in the namespace slakit. What was signed before under that
    name is replaced. Commit both files.

    Exit codes: 0 signed, 1 the agreement has errors, 2 nobody is called so, or no signature could be made.
    """
    found = _agreement(agreement)
    if isinstance(found, int):
        return found
    signer = _signer(found, role)
    if document is not None:
        return _sign_pdf(found, agreement, signer, key, document, has_others=bool(instant or signatures))
    at = int(time.time()) if instant is None else _at(instant, found)
    folder, within = places.folder_of(found, agreement, signatures), places.boundary(agreement, signatures)
    try:
        for suffix in (STATEMENT, SIGNATURE):
            places.check_writable(folder / f"{signer.file}{suffix}", within)
        signed = made(found, signer, key, at=at, tell=output.note)
    except (places.PlaceError, ssh.ToolError) as error:
        raise exits.Failure(str(error)) from error
    _write(folder, signer, signed)
    _tell(signer, signed, folder, places.allowed_signers(agreement))
    return exits.CLEAN


def _sign_pdf(agreement: Agreement, path: str, signer: Signer, key: Path, document: Path, *, has_others: bool) -> int:
    from slakit.cli import pdf_signing  # few sign a PDF

    if has_others:
        raise exits.Failure("--pdf goes without --at and --signatures: a PDF is signed now, and holds its signatures")
    pdf_signing.sign(agreement, path, signer, key, document)
    return exits.CLEAN


def _at(text: str, agreement: Agreement) -> int:
    """The instant of signing, in epoch seconds. Raises `Failure` for a date: nobody signs for a whole day."""
    if len(text.strip()) == len("2027-01-04"):
        raise exits.Failure(f"--at {text}: write the time too, with its offset (2027-01-04T09:00:00-05:00)")
    return parse_instant("--at", text, agreement.term.timezone if agreement.term else "UTC")


def _agreement(path: str) -> Agreement | int:
    """The agreement to sign; if there is none, the exit code, its findings having been told."""
    bound, findings = loading.load_agreement(path)
    refused = refusal(bound) if bound is not None else None
    if refused is not None:
        findings = (*findings, refused)
    if bound is not None and not has_errors(findings):
        return bound
    for line in text.told(findings, cache(lines)).splitlines():
        output.note(line)
    output.note(f"nothing was signed: {text.summary(findings)}")
    return exits.of_findings(findings)


def _signer(agreement: Agreement, role: str) -> Signer:
    """The one who is meant. Raises `Failure` where nobody or several are."""
    everybody = signers(agreement)
    found = called(everybody, role)
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{one} of {one.party} ({one.file})" for one in found or everybody) or "nobody"
    if found:
        raise exits.Failure(f"--as {role} means several: {listed}; write what stands in brackets")
    raise exits.Failure(f"--as {role}: nobody who signs '{agreement.id}' is called so; those who sign are {listed}")


def _write(folder: Path, signer: Signer, signed: Signed) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise exits.Failure(f"{folder} cannot be made: {error.strerror or error}") from error
    write_whole(folder / f"{signer.file}{STATEMENT}", signed.content)
    write_whole(folder / f"{signer.file}{SIGNATURE}", signed.signature)


def _tell(signer: Signer, signed: Signed, folder: Path, allowed: Path) -> None:
    statement, key = signed.statement, signed.key
    of = f"{statement.title}, version {statement.version}"
    output.note(f"{signer} signed {of}: digest {statement.digest}, {text.counted(len(statement.clauses), 'clause')}")
    output.note(f"with the {key.kind} key {key.fingerprint}")
    output.note(f"written to {folder / signer.file}{STATEMENT} and {SIGNATURE}: commit both")
    refused = _refusal(signer, signed, allowed)
    if refused is None:
        return
    output.note(f"this key may not sign for {signer.principal} yet: {refused}")
    output.note(f"{allowed} needs the line")
    output.note(f"  {allowed_line(signer, key)}")


def _refusal(signer: Signer, signed: Signed, allowed: Path) -> str | None:
    """Why the project's allowed-signers file does not let the key sign, if it does not."""
    if not allowed.is_file():
        return f"there is no {allowed}"
    at = signed.statement.signed_at
    refused = ssh.refusal(signed.content, signed.signature, signer.principal, allowed=allowed, revoked=None, at=at)
    return None if refused is None else refused.reason
