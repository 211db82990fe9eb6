"""How the signature of one signer stands, and what is wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

from slakit.diagnostics import Code, Diagnostic, declare, diagnostic
from slakit.signatures.clauses import Changes, Clause
from slakit.signatures.signers import Signer
from slakit.signatures.ssh import Key
from slakit.signatures.statement import Statement, instant

MISSING = declare("SLA720", "A signature is missing")
OUTDATED = declare("SLA721", "The agreement has changed since it was signed")
BROKEN = declare("SLA722", "A signature that does not fit what it signs")
NOT_ALLOWED = declare("SLA723", "A key that may not sign")
OF_SOMETHING_ELSE = declare("SLA724", "A signature for something else")
UNREADABLE = declare("SLA727", "A signature that is not read")

_MOST_LISTED = 6


class State(StrEnum):
    """`signed` is good for the agreement as it is, `outdated` for the clauses that have not changed."""

    SIGNED = "signed"
    OUTDATED = "outdated"
    MISSING = "missing"
    INVALID = "invalid"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A signer's signature: its state and, of one that is `signed` or `outdated`, when and with which key.

    `file` is the signature's, `statement` what it signs, `changes` what became of the clauses since.
    """

    signer: Signer
    state: State
    file: str
    statement: Statement | None = None
    key: Key | None = None
    changes: Changes | None = None
    problem: Diagnostic | None = None


def missing(signer: Signer, file: str, how: str, said: str = "has not signed") -> Standing:
    """No signature where it should be."""
    return _bad(MISSING, signer, file, f"{signer} {said}", how, State.MISSING)


def invalid(code: Code, signer: Signer, file: str, message: str, how: str) -> Standing:
    """A signature that does not count."""
    return _bad(code, signer, file, message, how, State.INVALID)


def outdated(signer: Signer, file: str, statement: Statement, key: Key, changes: Changes, how: str) -> Standing:
    """A good signature of what the agreement was."""
    at = instant(statement.signed_at)
    message = f"{signer} signed at {at}, before the agreement changed: {told(changes)}"
    return Standing(
        signer=signer,
        state=State.OUTDATED,
        file=file,
        statement=statement,
        key=key,
        changes=changes,
        problem=diagnostic(OUTDATED, signer.span, message, how),
    )


def told(changes: Changes) -> str:
    """The clauses that are not as they were signed, in a line."""
    if changes.is_order_only:
        return "its clauses are as signed, in another order"
    kinds = (("changed", changes.changed), ("added", changes.added), ("removed", changes.removed))
    parts = [f"{what} {_listed(found)}" for what, found in kinds if found]
    return f"{'; '.join(parts)} ({len(changes.unchanged)} are as signed)"


def name(clause: Clause) -> str:
    """`S-3 First attempt (responses.first_attempt)`."""
    return f"{f'{clause.reference} ' if clause.reference else ''}{clause.title} ({clause.path})"


def _listed(found: tuple[Clause, ...]) -> str:
    shown = ", ".join(name(one) for one in found[:_MOST_LISTED])
    more = len(found) - _MOST_LISTED
    return shown if more <= 0 else f"{shown} and {more} more"


def _bad(code: Code, signer: Signer, file: str, message: str, how: str, state: State) -> Standing:
    return Standing(signer=signer, state=state, file=file, problem=diagnostic(code, signer.span, message, how))
