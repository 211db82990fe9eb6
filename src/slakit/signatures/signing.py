"""Making a signature: a statement and what ssh-keygen makes of it, checked before anybody gets it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from slakit.model import Agreement
from slakit.signatures import ssh
from slakit.signatures.signers import Signer
from slakit.signatures.statement import Statement, spelled, statement_of

STATEMENT, SIGNATURE = ".json", ".sig"
"""What the names of the two files of a signature end in: what is signed, and the signature of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A signature made: the statement, the contents of its two files, and the key."""

    statement: Statement
    content: bytes
    signature: bytes
    key: ssh.Key


def sign(agreement: Agreement, signer: Signer, key: Path, *, at: int, tell: Callable[[str], object]) -> Signed:
    """The signature of `signer`, who says that the instant is `at`, by the key in the file `key`.

    ssh-keygen asks for a passphrase itself and tells `tell` what else it has to say. Raises `ssh.ToolError` if it
    makes no signature, and `ValueError` for an agreement without a term.
    """
    statement = statement_of(agreement, signer, at)
    content = spelled(statement)
    signature = ssh.sign(content, key, tell)
    made_by = ssh.key_of(content, signature)
    if isinstance(made_by, str):
        raise ssh.ToolError(f"ssh-keygen made a signature that it does not accept: {made_by}")
    return Signed(statement=statement, content=content, signature=signature, key=made_by)
