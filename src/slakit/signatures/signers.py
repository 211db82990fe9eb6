"""Who must sign an agreement, and under which file names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from slakit.diagnostics import Span
from slakit.model import Agreement, Party
from slakit.wording.phrases import named

_LONGEST = 80
_NOT_IN_A_NAME = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[^\s,*?!\"#\\]+")
_NOT_IN_A_VERSION = re.compile(r"[^A-Za-z0-9.+_-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Signer:
    """Somebody who must sign: a signatory of a party, or its accountable where it names no signatory.

    `file` is the name of the signature's files without what follows the last point; it tells signers of one agreement
    apart and is made of letters, digits and hyphens only. What is not known is empty.
    """

    party: str
    party_title: str
    role: str
    name: str
    email: str
    file: str
    span: Span

    @property
    def principal(self) -> str:
        """What the allowed-signers file calls this person: the email address.

        It is the file name where there is no address, or one with a character that means something in that file.
        """
        return self.email if _PLAIN.fullmatch(self.email) else self.file

    def __str__(self) -> str:
        """`Dana Reyes (CMO)`, `CMO`, `Dana Reyes`, or the party."""
        name = self.name or self.email
        return f"{name} ({self.role})" if name and self.role else name or self.role or self.party_title


def signers(agreement: Agreement) -> tuple[Signer, ...]:
    """Everybody who must sign, in the order of the parties. A party that names nobody has no signer."""
    found = [one for party in agreement.parties.values() for one in _of_party(party)]
    names = _file_names(found)
    return tuple(
        Signer(party=party.id, party_title=named(party), role=role, name=name, email=email, file=file, span=span)
        for (party, role, name, email, span), file in zip(found, names, strict=True)
    )


def unnamed(agreement: Agreement) -> tuple[Party, ...]:
    """The parties that name nobody who signs for them."""
    return tuple(party for party in agreement.parties.values() if not _of_party(party))


def called(found: Sequence[Signer], name: str) -> tuple[Signer, ...]:
    """The signers whom `name` means: by role, name, email address or file name, in capitals or not.

    `sales: VP` is the VP of sales.
    """
    wanted = _folded(name)
    return tuple(one for one in found if wanted in _names(one))


def folder_name(agreement: Agreement) -> str:
    """The folder of an agreement's signatures: `northwind-1.2.0`, whatever its version is written like."""
    return f"{agreement.id}-{_NOT_IN_A_VERSION.sub('-', agreement.version)[:_LONGEST]}"


_Found = tuple[Party, str, str, str, Span]


def _of_party(party: Party) -> list[_Found]:
    named_ = [(party, one.role or "", one.name or "", one.email or "", one.span) for one in party.signatories]
    if not named_ and party.accountable:
        return [(party, "", party.accountable, "", party.place("accountable"))]
    return named_


def _names(one: Signer) -> set[str]:
    own = {_folded(name) for name in (one.role, one.name, one.email) if name}
    return {*own, *(f"{one.party}: {name}" for name in own), one.file}


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _file_names(found: Sequence[_Found]) -> list[str]:
    """The role's name, with the party's where two have one role, with a number where that does not help."""
    short = [_slug(role or name or email or party.id) for party, role, name, email, _ in found]
    shared = Counter(short)
    longer = [
        name if shared[name] == 1 else _slug(f"{party.id} {name}")
        for (party, *_), name in zip(found, short, strict=True)
    ]
    taken: Counter[str] = Counter()
    names = []
    for name in longer:
        taken[name] += 1
        while taken[name] > 1 and f"{name}-{taken[name]}" in longer:
            taken[name] += 1
        names.append(name if taken[name] == 1 else f"{name}-{taken[name]}")
    return names


def _slug(text: str) -> str:
    """Letters and digits of any script, hyphens between them: never a folder, never hidden, never empty."""
    slug = _NOT_IN_A_NAME.sub("-", _folded(text)).strip("-")
    return slug.encode()[:_LONGEST].decode(errors="ignore").strip("-") or "signatory"
