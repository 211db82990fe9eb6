"""`sign` and `verify` on a PDF: the document as rendered, the passphrase, the certificates that are trusted."""

from pathlib import Path

import click

from slakit.cli import output, rendering
from slakit.cli.exits import Failure
from slakit.cli.writing import write_whole
from slakit.document.extras import MissingExtraError
from slakit.model import Agreement
from slakit.signatures import Verification, pdf, places
from slakit.signatures.pdf_verifying import Trust, TrustError, is_only_signed, verify_pdf
from slakit.signatures.signers import Signer
from slakit.signatures.ssh import ToolError


def sign(agreement: Agreement, path: str, signer: Signer, key: Path, document: Path) -> None:
    """Add the signature of `signer` to the PDF. Raises `Failure` if it cannot be, or is not what would be rendered."""
    try:
        pdf.require_pyhanko()
        content = places.read_bytes(document, places.boundary(path, str(document.parent)), pdf.MOST_BYTES)
        if content is None:
            raise Failure(f"there is no {document}: write it with slakit render {path} -o {document}")
        _check_rendered(agreement, path, document, content)
        signed = _signed(content, agreement, signer, key)
    except (MissingExtraError, places.PlaceError, ToolError) as error:
        raise Failure(f"{document}: {error}" if isinstance(error, places.PlaceError) else str(error)) from error
    write_whole(document, signed)
    said = pdf.reason(agreement, signer)
    output.note(f"{signer} signed {document}: digest {said.digest}")


def _check_rendered(agreement: Agreement, path: str, document: Path, content: bytes) -> None:
    """Refuse a PDF that says something else than the agreement: nobody shall sign what is not judged by."""
    rendered, _ = rendering.content(agreement, path, rendering.format_of(Path("agreement.pdf")), None)
    if rendered is None or not content.startswith(rendered):
        how = f"run 'slakit render {path} -o {document}', and sign that"
        raise Failure(f"{document} is not what {path} says now: {how}")


def is_signed(agreement: Agreement, document: Path, rendered: bytes) -> bool:
    """Whether the file at `document` is the PDF as `rendered` with signatures, and nothing else."""
    try:
        pdf.require_pyhanko()
        content = document.read_bytes()
    except (MissingExtraError, OSError):
        return False
    return content.startswith(rendered) and content != rendered and is_only_signed(content, agreement)


def keeps(agreement: Agreement, document: Path, rendered: bytes) -> bool:
    """Whether the file at `document` is left as it is, as it is the PDF as `rendered` with signatures.

    Raises `Failure` for a PDF that holds other signatures, which writing over it would destroy.
    """
    if is_signed(agreement, document, rendered):
        return True
    try:
        content = document.read_bytes()
    except OSError:
        return False
    if b"/ByteRange" in content and not rendered.startswith(content):
        raise Failure(f"{document} has signatures, of another text: move it away first, or name another file")
    return False


def _signed(content: bytes, agreement: Agreement, signer: Signer, key: Path) -> bytes:
    """The PDF signed; the passphrase is asked for where the key has one."""
    try:
        return pdf.sign(content, agreement, signer, key, None)
    except pdf.LockedError:
        passphrase = click.prompt(f"Passphrase of {key}", hide_input=True, default="", show_default=False, err=True)
    try:
        return pdf.sign(content, agreement, signer, key, str(passphrase))
    except pdf.LockedError as error:
        raise Failure(str(error)) from error


def verified(agreement: Agreement, path: str, document: str, *, trusted: str | None, as_of: int | None) -> Verification:
    """What the signatures in the PDF come to. Raises `Failure` if they cannot be checked."""
    if not Path(document).exists():
        raise Failure(f"there is no {document}")
    certificates = places.trusted_certificates(path) if trusted is None else Path(trusted)
    if not certificates.is_file():
        raise Failure(
            f"there is no file {certificates} of certificates: write those of the signatories, or of who issued them,"
            " into it (PEM), or name another file with --trusted"
        )
    if trusted is None and not certificates.resolve().is_relative_to(places.boundary(path, None)):
        raise Failure(f"{certificates} leads out of the project: name it with --trusted")
    try:
        return verify_pdf(agreement, path, document, Trust(certificates=certificates, as_of=as_of))
    except (MissingExtraError, TrustError) as error:
        raise Failure(str(error)) from error
