"""What is signed: a statement of who agrees to what, with the digest of the whole and of every clause."""

import contextlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slakit.digest import digest_of
from slakit.model import Agreement
from slakit.signatures.clauses import Clause, clauses
from slakit.signatures.signers import Signer
from slakit.wording.phrases import named

FORM = "slakit/signature/1"
"""What a statement calls itself: another number is another form."""

MOST_BYTES = 16 * 1024 * 1024

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")
_WORDS = ("form", "agreement", "version", "title", "party", "role", "name", "email", "signed_at", "digest")


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A statement read or made. `signed_at` is in epoch seconds, as the signer says; it is nobody else's word."""

    agreement: str
    version: str
    title: str
    party: str
    role: str
    name: str
    email: str
    signed_at: int
    digest: str
    clauses: tuple[Clause, ...]


class StatementError(ValueError):
    """The text is no statement; the message says why."""


def statement_of(agreement: Agreement, signer: Signer, signed_at: int) -> Statement:
    """What `signer` states at the instant `signed_at`. Raises `ValueError` for an agreement without a term."""
    return Statement(
        agreement=agreement.id,
        version=agreement.version,
        title=named(agreement),
        party=signer.party,
        role=signer.role,
        name=signer.name,
        email=signer.email,
        signed_at=signed_at,
        digest=digest_of(agreement),
        clauses=clauses(agreement),
    )


def spelled(statement: Statement) -> bytes:
    """The bytes that are signed: JSON in UTF-8, indented by two spaces, in this order of keys, a line break last."""
    document = {
        "form": FORM,
        "agreement": statement.agreement,
        "version": statement.version,
        "title": statement.title,
        "party": statement.party,
        "role": statement.role,
        "name": statement.name,
        "email": statement.email,
        "signed_at": instant(statement.signed_at),
        "digest": statement.digest,
        "clauses": [
            {"path": one.path, "reference": one.reference, "title": one.title, "digest": one.digest}
            for one in statement.clauses
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def read(content: bytes) -> Statement:
    """The statement that `content` spells. Raises `StatementError` for anything but the bytes of `spelled`."""
    try:
        document = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise StatementError("it is not JSON") from error
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise StatementError(f"it is not of the form {FORM}")
    found = _statement(document)
    with contextlib.suppress(UnicodeEncodeError):  # halves of characters are never written
        if spelled(found) == content:
            return found
    raise StatementError("it is not spelled as slakit spells it")


def instant(seconds: int) -> str:
    """`2027-01-04T14:00:00Z`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _statement(document: dict[str, Any]) -> Statement:
    words = {name: document.get(name) for name in _WORDS}
    listed = document.get("clauses")
    if not all(isinstance(word, str) for word in words.values()) or not isinstance(listed, list):
        raise StatementError("something is missing in it")
    if not _DIGEST.match(document["digest"]) or not _INSTANT.match(document["signed_at"]):
        raise StatementError("its digest or its time is none")
    try:
        signed_at = int(datetime.fromisoformat(document["signed_at"]).timestamp())
    except ValueError as error:
        raise StatementError("its time is none") from error
    return Statement(
        agreement=document["agreement"],
        version=document["version"],
        title=document["title"],
        party=document["party"],
        role=document["role"],
        name=document["name"],
        email=document["email"],
        signed_at=signed_at,
        digest=document["digest"],
        clauses=tuple(_clause(one) for one in listed),
    )


def _clause(found: Any) -> Clause:
    keys = ("path", "reference", "title", "digest")
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in keys):
        raise StatementError("one of its clauses is none")
    return Clause(path=found["path"], digest=found["digest"], reference=found["reference"], title=found["title"])
