"""Signatures inside a PDF, by certificate: made by pyHanko, each appended to the file as it was.

Every signature gives as its reason who signs which agreement, and the agreement's digest. The fields are named as the
files of signatures are, and show nothing on a page.
"""

import logging
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from slakit.digest import digest_of
from slakit.document.extras import MissingExtraError
from slakit.model import Agreement
from slakit.signatures.signers import Signer
from slakit.signatures.ssh import ToolError

MOST_BYTES = 64 * 1024 * 1024


class LockedError(Exception):
    """A key cannot be had with this passphrase, or without one."""


def require_pyhanko() -> None:
    """Raise `MissingExtraError` where pyHanko is not installed; let it not write to the screen where it is."""
    if find_spec("pyhanko") is None:
        raise MissingExtraError("signatures in a PDF need pyHanko: pip install 'slakit[pdf]'")
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """What a signature in a PDF says: the words before the digest, and the digest."""

    words: str
    digest: str

    def __str__(self) -> str:
        return f"{self.words}{self.digest}"


def reason(agreement: Agreement, signer: Signer) -> Reason:
    """What the signature of `signer` says. Raises `ValueError` for an agreement without a term."""
    words = f"{signer} signs {agreement.id} version {agreement.version} for {signer.party}. Digest: "
    return Reason(words=words, digest=digest_of(agreement))


def names_of(certificate: Any) -> set[str]:
    """The names and addresses of a certificate's owner, in lower case."""
    subject = certificate.subject.native
    found = [subject.get("common_name"), subject.get("email_address")]
    alternatives = certificate.subject_alt_name_value
    found += [one.native for one in alternatives if one.name == "rfc822_name"] if alternatives is not None else []
    return {one.casefold() for one in found if isinstance(one, str)}


def sign(document: bytes, agreement: Agreement, signer: Signer, key: Path, passphrase: str | None) -> bytes:
    """`document`, a PDF, with the signature of `signer` by the key and certificate in the PKCS#12 file `key`.

    The time is that of the machine. Raises `LockedError` where the passphrase is not the file's, `MissingExtraError`
    without pyHanko, and `ToolError` for what is no PDF or has this signature already, and for a certificate of
    somebody else: a field is signed but once, and that signature would not count.
    """
    require_pyhanko()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    holder = _holder(key, passphrase)
    names = names_of(holder.signing_cert)
    if (signer.email or signer.name).casefold() not in names:
        owners = ", ".join(sorted(names)) or "nobody"
        raise ToolError(f"{key} holds the certificate of {owners}, not of {signer.email or signer}: nothing was signed")
    said = PdfSignatureMetadata(
        field_name=signer.file,
        name=signer.name or None,
        reason=str(reason(agreement, signer)),
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    try:
        signed = PdfSigner(said, holder).sign_pdf(IncrementalPdfFileWriter(BytesIO(document)))
    except Exception as error:  # pyHanko has many kinds, for PDF files of any kind
        raise ToolError(f"the PDF cannot be signed: {error}") from error
    content: bytes = signed.getvalue()
    return content


def _holder(key: Path, passphrase: str | None) -> Any:
    """The key with its certificate, as pyHanko holds them. Raises `LockedError`."""
    from pyhanko.sign.signers import SimpleSigner

    try:
        return SimpleSigner.load_pkcs12_data(
            key.read_bytes(), other_certs=[], passphrase=None if passphrase is None else passphrase.encode()
        )
    except ValueError as error:
        raise LockedError(f"{key} cannot be opened: it is no PKCS#12 file, or has another passphrase") from error
