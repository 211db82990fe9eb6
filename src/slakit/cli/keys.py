"""The options of verbs that check signatures, and the keys that they come to."""

from pathlib import Path

from slakit.cli import exits
from slakit.signatures import Keys, places


def keys_for(agreement: str, *, allowed: str | None, revoked: str | None = None, as_of: int | None = None) -> Keys:
    """The keys that count for the agreement at this path. Raises `Failure` where the file of them is missing."""
    file = places.allowed_signers(agreement) if allowed is None else Path(allowed)
    if not file.is_file():
        wanted = 'dana@northwind.example namespaces="slakit" ssh-ed25519 AAAA...'
        raise exits.Failure(
            f"there is no file {file} of those who may sign: write a line for each, such as {wanted}"
            " ('slakit sign' shows it), or name another file with --allowed-signers"
        )
    if allowed is None and not file.resolve().is_relative_to(places.boundary(agreement, None)):
        raise exits.Failure(f"{file} leads out of the project: name it with --allowed-signers")
    if revoked is not None and not Path(revoked).is_file():
        raise exits.Failure(f"there is no file {revoked} of revoked keys")
    return Keys(allowed=file, revoked=None if revoked is None else Path(revoked), as_of=as_of)
