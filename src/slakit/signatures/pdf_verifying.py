"""Checking the signatures inside a PDF: who has signed it, and that nothing was changed since."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slakit.diagnostics import diagnostic
from slakit.model import Agreement
from slakit.signatures import pdf, places
from slakit.signatures.signers import Signer, signers
from slakit.signatures.ssh import Key
from slakit.signatures.standing import (
    BROKEN,
    NOT_ALLOWED,
    OF_SOMETHING_ELSE,
    OUTDATED,
    UNREADABLE,
    Standing,
    State,
    invalid,
    missing,
)
from slakit.signatures.statement import Statement, instant
from slakit.signatures.verifying import Verification, assembled
from slakit.wording.phrases import named

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

_SAID = re.compile(r"(.*\. Digest: )([0-9a-f]{64})\Z", re.DOTALL)
_USES = {"digital_signature", "non_repudiation"}


class TrustError(Exception):
    """The file of certificates holds none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trust:
    """The file of certificates (PEM) that are trusted, of people or of those who issue theirs, and when.

    A certificate must be valid at the instant at which a signature says it was made; with `as_of`, in epoch seconds,
    at that one instead, and what says it was made later does not count.
    """

    certificates: Path
    as_of: int | None = None


def verify_pdf(agreement: Agreement, path: str, document: str, trust: Trust) -> Verification:
    """Check every signature that the agreement in the file at `path` needs in the PDF `document`.

    Raises `MissingExtraError` without pyHanko, `TrustError` for a file without certificates, and `ValueError` for an
    agreement without a term.
    """
    pdf.require_pyhanko()
    check = _Check(agreement, path, document, trust)
    return assembled(agreement, path, tuple(check.standings()), ())


def is_only_signed(content: bytes, agreement: Agreement) -> bool:
    """Whether all that was appended to a PDF are signatures of signatories, whoever's keys made them.

    False for what is no PDF. pyHanko has to be there.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    try:
        reader = PdfFileReader(BytesIO(content))
        found = reader.embedded_regular_signatures
        strange = _strange_fields(reader.root, {one.file for one in signers(agreement)})
        none = ValidationContext(trust_roots=[], allow_fetching=False)
        intact = all(_is_intact(validate_pdf_signature(one, none)) for one in found)
        return bool(found) and intact and not strange and not _goes_on(content, found, reader.xrefs.total_revisions)
    except Exception:  # of many kinds, for files of any kind
        return False


class _Check:
    """The signatures in one PDF, each looked at in turn."""

    def __init__(self, agreement: Agreement, path: str, document: str, trust: Trust) -> None:
        self.agreement = agreement
        self.path = path
        self.document = document
        self.trust = trust
        self.roots = _certificates(trust.certificates)

    def standings(self) -> Iterator[Standing]:
        """How the signature of everybody who must sign stands."""
        required = signers(self.agreement)
        try:
            found = self._read(required)
        except places.PlaceError as error:
            said = f"{self.document} is not read: {error}"
            yield from (invalid(UNREADABLE, one, self.document, said, "render and sign it anew") for one in required)
            return
        for signer in required:
            yield self._standing(signer, found.get(signer.file))

    def _read(self, required: Sequence[Signer]) -> "dict[str, EmbeddedPdfSignature]":
        """The signatures by their fields. Raises `PlaceError` for what is no PDF, or has fields of other kinds."""
        from pyhanko.pdf_utils.reader import PdfFileReader

        file = Path(self.document)
        content = places.read_bytes(file, places.boundary(self.path, str(file.parent)), pdf.MOST_BYTES)
        if content is None:
            raise places.PlaceError("there is no such file")
        try:
            reader = PdfFileReader(BytesIO(content))
            strange = _strange_fields(reader.root, {signer.file for signer in required})
            embedded = reader.embedded_regular_signatures
            found = {one.field_name: one for one in embedded}
            goes_on = _goes_on(content, embedded, reader.xrefs.total_revisions)
        except Exception as error:  # pyHanko has many kinds, for files of any kind
            raise places.PlaceError(f"it is no sound PDF ({type(error).__name__})") from error
        if strange:
            raise places.PlaceError(f"it has a field that is no signature of a signatory or shows something: {strange}")
        if goes_on:
            raise places.PlaceError("something was written behind its last signature")
        return found

    def _standing(self, signer: Signer, embedded: "EmbeddedPdfSignature | None") -> Standing:
        if embedded is None:
            return missing(signer, self.document, self._how(signer), f"has not signed {self.document}")
        try:
            at = embedded.self_reported_timestamp or datetime.fromtimestamp(0, UTC)
            status = self._status(embedded, at)
            said = _SAID.match(str(_held(embedded.sig_object, "/Reason", "")))
            key, refused = _key(embedded), self._refusal(signer, status, embedded, at)
        except Exception as error:  # as above
            why = f"the signature of {signer} in {self.document} cannot be checked ({type(error).__name__})"
            return invalid(BROKEN, signer, self.document, why, "render and sign it anew")
        if not _is_intact(status):
            why = f"{self.document} is not what {signer} signed: it was changed since"
            return invalid(BROKEN, signer, self.document, why, "take it from where it was signed, or sign it anew")
        wanted = pdf.reason(self.agreement, signer)
        if said is None or said[1] != wanted.words:
            why = f"the signature of {signer} in {self.document} is of something else than {wanted.words[:-10]!r}"
            return invalid(OF_SOMETHING_ELSE, signer, self.document, why, self._how(signer))
        if self.trust.as_of is not None and int(at.timestamp()) > self.trust.as_of:
            why = f"had not signed at {instant(self.trust.as_of)}, only at {instant(int(at.timestamp()))}"
            return missing(signer, self.document, self._how(signer), why)
        if refused is not None:
            return invalid(NOT_ALLOWED, signer, self.document, *refused)
        return self._of_good(signer, said[2], wanted.digest, int(at.timestamp()), key)

    def _status(self, embedded: "EmbeddedPdfSignature", at: datetime) -> "PdfSignatureStatus":
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko.sign.validation.settings import KeyUsageConstraints
        from pyhanko_certvalidator import ValidationContext

        context = ValidationContext(trust_roots=self.roots, allow_fetching=False, moment=self._moment(at))
        uses = KeyUsageConstraints(key_usage=_USES, match_all_key_usages=False)
        return validate_pdf_signature(embedded, context, key_usage_settings=uses)

    def _refusal(
        self, signer: Signer, status: "PdfSignatureStatus", embedded: "EmbeddedPdfSignature", at: datetime
    ) -> tuple[str, str] | None:
        """Why the certificate does not speak for the signer, and what to do about it."""
        certificate, of = embedded.signer_cert, f"the certificate {_key(embedded).fingerprint}"
        if not status.trusted or status.revoked:
            how = f"if it is to be trusted, put it or its issuer's into {self.trust.certificates}"
            return f"{of} of {signer}'s signature is not trusted", how
        how = f"have {signer} sign with a certificate of their own that is valid"
        moment = self._moment(at)
        # One that is trusted itself, not through its issuer, is asked for nothing else by the library.
        if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
            return f"{of} of {signer}'s signature is not valid at {instant(int(moment.timestamp()))}", how
        whose, names = signer.email or signer.name, pdf.names_of(certificate)
        if whose.casefold() in names:
            return None
        return f"{of} is not of {whose or signer} but of {', '.join(sorted(names))}", how

    def _moment(self, at: datetime) -> datetime:
        """When a certificate must be valid, for a signature that says it was made `at`."""
        return at if self.trust.as_of is None else datetime.fromtimestamp(self.trust.as_of, UTC)

    def _of_good(self, signer: Signer, signed: str, digest: str, at: int, key: Key) -> Standing:
        stated = Statement(
            agreement=self.agreement.id,
            version=self.agreement.version,
            title=named(self.agreement),
            party=signer.party,
            role=signer.role,
            name=signer.name,
            email=signer.email,
            signed_at=at,
            digest=signed,
            clauses=(),
        )
        if signed == digest:
            return Standing(signer=signer, state=State.SIGNED, file=self.document, statement=stated, key=key)
        message = f"{signer} signed {self.document} at {instant(at)}, before the agreement changed"
        how = f"render it and have it signed anew: {self._how(signer)}"
        problem = diagnostic(OUTDATED, signer.span, message, how)
        return Standing(
            signer=signer, state=State.OUTDATED, file=self.document, statement=stated, key=key, problem=problem
        )

    def _how(self, signer: Signer) -> str:
        return f"run 'slakit sign {self.path} --pdf {self.document} --as {signer.file} --key FILE.p12'"


def _certificates(file: Path) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder

    try:
        found = list(load_certs_from_pemder([str(file)]))  # type: ignore[no-untyped-call]
    except Exception as error:  # of any kind, for files of any kind
        raise TrustError(f"{file} holds no certificates that can be read (PEM)") from error
    if not found:
        raise TrustError(f"{file} holds no certificate")
    return found


def _is_intact(status: "PdfSignatureStatus") -> bool:
    """Whether the signature is of these bytes, and what was appended since is but other signatures."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    whole = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    level = status.modification_level
    allowed = level is not None and level <= ModificationLevel.FORM_FILLING
    return bool(status.intact and status.valid and whole and allowed and status.docmdp_ok)


def _goes_on(content: bytes, found: "Sequence[EmbeddedPdfSignature]", revisions: int) -> bool:
    """Whether bytes follow the last signature that belong to no revision of the file."""
    if not found:
        return False
    last = max(found, key=lambda one: int(one.signed_revision))
    _, _, begins, length = (int(one) for one in last.byte_range)
    is_last = last.signed_revision == revisions - 1
    return begins + length != len(content) if is_last else not content.rstrip().endswith(b"%%EOF")


def _strange_fields(root: Any, known: set[str]) -> str:
    """The first field of a form that is no signature of those known, or that takes room on a page; else empty."""
    fields = _held(_held(root, "/AcroForm", {}), "/Fields", [])
    for field in (fields[index] for index in range(len(fields))):
        shown = any(float(side) != 0 for side in _held(field, "/Rect", []))
        name = str(_held(field, "/T", ""))
        if _held(field, "/FT", "") != "/Sig" or name not in known or shown or "/Kids" in field:
            return name or "without a name"
    return ""


def _held(holder: Any, key: str, usual: Any) -> Any:
    """What stands under a key, not a reference to it, which `get` would give."""
    return holder[key] if key in holder else usual  # noqa: SIM401 - that is the difference


def _key(embedded: "EmbeddedPdfSignature") -> Key:
    digits = embedded.signer_cert.sha256_fingerprint.replace(" ", "").lower()
    return Key(kind="X.509", fingerprint=f"SHA256:{digits}", public="")
