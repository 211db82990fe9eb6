"""Checking the signatures of an agreement: who has signed what, when, and what has changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic, has_errors, ordered
from slakit.digest import digest_in_order, digest_of
from slakit.discretion import Discretion
from slakit.model import Agreement
from slakit.signatures import places, ssh, statement
from slakit.signatures.clauses import Clause, clauses, compared, renumbered
from slakit.signatures.shared_keys import shared_keys
from slakit.signatures.signers import Signer, signers, unnamed
from slakit.signatures.signing import SIGNATURE, STATEMENT
from slakit.signatures.standing import (
    BROKEN,
    NOT_ALLOWED,
    OF_SOMETHING_ELSE,
    UNREADABLE,
    Standing,
    State,
    invalid,
    missing,
    outdated,
)
from slakit.wording.phrases import named

NOBODY_SIGNS = declare("SLA725", "A party that names nobody who signs")
STRANGER = declare("SLA726", "A signature of nobody who signs", Severity.WARNING)
RENUMBERED = declare("SLA728", "A clause has another number than when it was signed", Severity.WARNING)

_MOST_STRANGERS = 20
_MOST_RENUMBERED = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Keys:
    """Which keys count: the allowed-signers file, keys that are revoked whatever it says, and when.

    A key must be valid at the instant at which a signature says it was made; with `as_of`, in epoch seconds, at that
    one instead, and what says it was made later does not count.
    """

    allowed: Path
    revoked: Path | None = None
    as_of: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """What the signatures of one version of an agreement come to. `standings` are in the order of the signers."""

    agreement: str
    version: str
    title: str
    digest: str
    path: str
    clauses: tuple[Clause, ...]
    standings: tuple[Standing, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def is_signed(self) -> bool:
        """Whether everybody who must has signed the agreement as it is."""
        return not has_errors(self.findings)

    def stand_by(self, clause: Clause) -> tuple[Signer, ...]:
        """Those whose good signature is of this clause as it is."""
        return tuple(
            one.signer
            for one in self.standings
            if one.state is State.SIGNED or (one.changes is not None and clause in one.changes.unchanged)
        )


def verify(agreement: Agreement, path: str, keys: Keys, signatures: str | None = None) -> Verification:
    """Check every signature that the agreement in the file at `path` needs.

    `signatures` is the folder of the signatures of all versions, by default the one beside the agreement. Raises
    `ssh.ToolError` where ssh-keygen is missing, and `ValueError` for an agreement without a term.
    """
    check = _Check(agreement, path, keys, signatures)
    required = signers(agreement)
    standings = tuple(check.standing(signer) for signer in required)
    return assembled(agreement, path, standings, (*check.strangers(required), *check.renumbered(standings)))


def assembled(
    agreement: Agreement, path: str, standings: tuple[Standing, ...], more: tuple[Diagnostic, ...]
) -> Verification:
    """What the `standings` of everybody who must sign come to, with what `more` there is to say."""
    problems = [one.problem for one in standings if one.problem is not None]
    findings = [*problems, *_without_signers(agreement), *shared_keys(standings), *more]
    return Verification(
        agreement=agreement.id,
        version=agreement.version,
        title=named(agreement),
        digest=digest_of(agreement),
        path=path,
        clauses=clauses(agreement),
        standings=standings,
        findings=ordered(Discretion().settled(findings, home=path)),
    )


class _Check:
    """The signatures of one agreement, each looked at in turn."""

    def __init__(self, agreement: Agreement, path: str, keys: Keys, signatures: str | None) -> None:
        self.agreement = agreement
        self.path = path
        self.keys = keys
        self.folder = places.folder_of(agreement, path, signatures)
        self.within = places.boundary(path, signatures)
        self.digest = digest_of(agreement)
        self.clauses = clauses(agreement)

    def standing(self, signer: Signer) -> Standing:
        """How the signature of `signer` stands."""
        file = self.folder / f"{signer.file}{SIGNATURE}"
        stated = self.folder / f"{signer.file}{STATEMENT}"
        shown = str(file)
        try:
            signature = places.read(file, self.within, ssh.MOST_BYTES)
            content = places.read(stated, self.within, statement.MOST_BYTES)
        except places.PlaceError as error:
            return invalid(
                UNREADABLE,
                signer,
                shown,
                f"the signature of {signer} in {file} is not read: {error}",
                self._anew(signer),
            )
        if signature is None and content is None:
            return missing(signer, shown, self._how(signer))
        if signature is None or content is None:
            lacks = file if signature is None else stated
            return invalid(
                BROKEN, signer, shown, f"of the signature of {signer} a file is missing, {lacks}", self._anew(signer)
            )
        return self._of_files(signer, shown, content, signature)

    def _of_files(self, signer: Signer, shown: str, content: bytes, signature: bytes) -> Standing:
        key = ssh.key_of(content, signature)
        if isinstance(key, str):
            message = f"the signature of {signer} is not one of {signer.file}{STATEMENT}: {key}"
            return invalid(BROKEN, signer, shown, message, self._anew(signer))
        try:
            stated = statement.read(content)
        except statement.StatementError as error:
            message = f"what {signer} signed is no statement of slakit: {error}"
            return invalid(BROKEN, signer, shown, message, self._anew(signer))
        if mismatch := self._mismatch(signer, stated):
            return invalid(OF_SOMETHING_ELSE, signer, shown, mismatch, self._anew(signer))
        if self.keys.as_of is not None and stated.signed_at > self.keys.as_of:
            by = statement.instant(self.keys.as_of)
            said = f"had not signed at {by}, only at {statement.instant(stated.signed_at)}"
            return missing(signer, shown, self._how(signer), said)
        if refused := self._refusal(signer, stated, content, signature, key):
            return invalid(NOT_ALLOWED, signer, shown, *refused)
        return self._of_good(signer, shown, stated, key)

    def _of_good(self, signer: Signer, shown: str, stated: statement.Statement, key: ssh.Key) -> Standing:
        changes = compared(stated.clauses, self.clauses)
        is_now = stated.digest == self.digest
        if is_now and not changes.is_order_only:
            message = f"what {signer} signed lists other clauses than the agreement has whose digest it names"
            return invalid(BROKEN, signer, shown, message, self._anew(signer))
        if is_now:
            return Standing(signer=signer, state=State.SIGNED, file=shown, statement=stated, key=key)
        order = [one.path for one in stated.clauses]
        if changes.is_order_only and digest_in_order(self.agreement, order) != stated.digest:
            message = f"what {signer} signed names a digest that is not that of the clauses it lists"
            return invalid(BROKEN, signer, shown, message, self._anew(signer))
        return outdated(signer, shown, stated, key, changes, f"read what has changed, then {self._how(signer)}")

    def _mismatch(self, signer: Signer, stated: statement.Statement) -> str | None:
        """What else was signed, or who else signed, than should be here."""
        agreement = self.agreement
        if (stated.agreement, stated.version) != (agreement.id, agreement.version):
            wanted = f"'{agreement.id}' version {agreement.version}"
            return f"what {signer} signed is '{stated.agreement}' version {stated.version}, not {wanted}"
        said = (stated.party, stated.role, stated.name, stated.email)
        if said == (signer.party, signer.role, signer.name, signer.email):
            return None
        who = ", ".join(part for part in (stated.name, stated.role, stated.email) if part)
        wanted = ", ".join(part for part in (signer.name, signer.role, signer.email) if part)
        whose = f"{who or 'somebody'} for '{stated.party}'"
        return f"in the place of {signer} is the signature of {whose}, not of {wanted} for '{signer.party}'"

    def _refusal(
        self, signer: Signer, stated: statement.Statement, content: bytes, signature: bytes, key: ssh.Key
    ) -> tuple[str, str] | None:
        """Why the key does not count, and what to do about it."""
        at = stated.signed_at if self.keys.as_of is None else self.keys.as_of
        refused = ssh.refusal(
            content, signature, signer.principal, allowed=self.keys.allowed, revoked=self.keys.revoked, at=at
        )
        if refused is None:
            return None
        others = [one for one in refused.principals if one != signer.principal]
        is_of_others = others and not refused.is_limited
        why = f"it is the key of {', '.join(others)}" if is_of_others else refused.reason
        what = f"the {key.kind} key {key.fingerprint} may not sign for {signer.principal}"
        how = f"have {signer} sign with a key that may" if refused.is_limited else self._allow(signer, key)
        return f"{what} at {statement.instant(at)}: {why}", how

    def _how(self, signer: Signer) -> str:
        return f"run 'slakit sign {self.path} --as {signer.file} --key FILE'"

    def _anew(self, signer: Signer) -> str:
        return f"have {signer} sign again: {self._how(signer)}"

    def _allow(self, signer: Signer, key: ssh.Key) -> str:
        line = allowed_line(signer, key)
        return f"if this is the key of {signer}, write into {self.keys.allowed}: {line}"

    def strangers(self, required: tuple[Signer, ...]) -> Iterator[Diagnostic]:
        """Signatures in the folder that nobody's are."""
        known = {f"{signer.file}{SIGNATURE}" for signer in required}
        names = places.names_in(self.folder, self.within)
        for name in [one for one in names if one.endswith(SIGNATURE) and one not in known][:_MOST_STRANGERS]:
            message = f"{self.folder / name} is the signature of nobody who signs version {self.agreement.version}"
            yield diagnostic(
                STRANGER, self.agreement.span, message, "remove it, or name its signatory in the agreement"
            )

    def renumbered(self, standings: tuple[Standing, ...]) -> Iterator[Diagnostic]:
        """Promises that are as they were signed, but under another number: no digest holds numbers, texts may."""
        for one in standings:
            if one.state is not State.SIGNED or one.statement is None:
                continue
            moved = renumbered(one.statement.clauses, self.clauses)
            said = [f"'{new.title}' was {old.reference}, is {new.reference}" for old, new in moved[:_MOST_RENUMBERED]]
            if said:
                more = f" and {len(moved) - len(said)} more" if len(moved) > len(said) else ""
                message = f"clauses have other numbers than when {one.signer} signed: {'; '.join(said)}{more}"
                how = "declare the promises in the order in which they were signed, with the earlier versions beside it"
                yield diagnostic(RENUMBERED, one.signer.span, message, f"{how}, or have it signed again")


def allowed_line(signer: Signer, key: ssh.Key) -> str:
    """The line of an allowed-signers file that lets `key` sign for `signer`."""
    return f'{signer.principal} namespaces="{ssh.NAMESPACE}" {key.public}'


def _without_signers(agreement: Agreement) -> Iterator[Diagnostic]:
    for party in unnamed(agreement):
        yield diagnostic(
            NOBODY_SIGNS,
            party.span,
            f"nobody signs for '{party.id}'",
            "name a signatory: signatories: [{role: CRO, name: Lee Park, email: lee@northwind.example}]",
        )
