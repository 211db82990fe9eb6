"""Keys that stand for several people: what one of them signed, the other has signed too."""

from collections.abc import Iterator, Sequence

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.signatures.signers import Signer
from slakit.signatures.standing import Standing
from slakit.wording.phrases import listed

SHARED = declare("SLA729", "One key signs for two people", Severity.WARNING)


def shared_keys(standings: Sequence[Standing]) -> Iterator[Diagnostic]:
    """Every key with which different people have signed, at the place of the last of them."""
    by_key: dict[str, list[Signer]] = {}
    for one in standings:
        if one.key is not None:
            by_key.setdefault(one.key.fingerprint, []).append(one.signer)
    for fingerprint, found in by_key.items():
        people = _people(found)
        if len(people) > 1:
            names = listed([str(one) for one in people])
            message = f"{names} have signed with one key, {fingerprint}: whoever holds it agrees with themselves"
            how = "let every key speak for one person, without patterns, and have each sign with a key of their own"
            yield diagnostic(SHARED, people[-1].span, message, how)


def _people(found: Sequence[Signer]) -> list[Signer]:
    """The first signer of every person: somebody may sign for two parties, or in two roles."""
    people: list[Signer] = []
    for one in found:
        if not any(_is_same(one, other) for other in people):
            people.append(one)
    return people


def _is_same(one: Signer, other: Signer) -> bool:
    """Whether two signers are one person: of one name, or of one address where a name is not known."""
    if one.name and other.name:
        return _folded(one.name) == _folded(other.name)
    return bool(one.email) and _folded(one.email) == _folded(other.email)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
