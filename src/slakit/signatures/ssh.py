"""OpenSSH's signatures: made and checked by `ssh-keygen -Y`, which asks for passphrases itself.

No key is ever read here. `ssh-keygen` sees what is checked in files of the run's own, so that nothing can change
between one look and the next, and the time in UTC, so that the zone of a machine does not matter.
"""

import base64
import binascii
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from slakit import scratch

NAMESPACE = "slakit"
"""What these signatures are for; one for git or for a file is none of them."""

MOST_BYTES = 64 * 1024
"""A longer file is no signature: the longest keys make some three thousand bytes."""

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG\x00\x00\x00\x01"
_KEY = re.compile(r"with (\S+) key (SHA256:\S+)\s*\Z")
_SECONDS = 60
_LIMITS = ("expired", "not yet valid", "not permitted")
"""What ssh-keygen says of a key that it knows."""
_NEEDED = ("PATH", "HOME", "USER", "USERPROFILE", "PROGRAMDATA", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_FOR_SIGNING = ("SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "SSH_SK_PROVIDER", "DISPLAY", "WAYLAND_DISPLAY")


class ToolError(Exception):
    """`ssh-keygen` is missing or did not do its work; the message says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """The key of a signature: its kind (`ED25519`) and fingerprint, and itself as a file of keys has it."""

    kind: str
    fingerprint: str
    public: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a key does not count. `principals` are those to whom the allowed-signers file gives it.

    `is_limited`: the file knows the key, but not for this time or use, or it is revoked.
    """

    reason: str
    is_limited: bool = False
    principals: tuple[str, ...] = ()


def sign(content: bytes, key: Path, tell: Callable[[str], object]) -> bytes:
    """The signature of `content` by the key in the file `key`, private, or public where an agent holds the other half.

    `tell` is given each line that ssh-keygen writes. Raises `ToolError` if there is no signature.
    """
    with _aside() as folder:
        file = folder / "statement"
        file.write_bytes(content)
        command = [_program(), "-q", "-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE, str(file)]
        # As git does: the content in a file, so that ssh-keygen has the terminal to ask for a passphrase.
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=_environment(_FOR_SIGNING)) as running:  # noqa: S603
            for line in running.stderr or ():
                tell(line.decode(errors="replace").rstrip())
        made = folder / "statement.sig"
        if running.returncode != 0 or not made.exists():
            raise ToolError(f"ssh-keygen made no signature with the key {key}")
        return made.read_bytes()


def key_of(content: bytes, signature: bytes) -> Key | str:
    """The key that made `signature` of `content`; if it is none, or of something else, the reason as text."""
    blob = _public(signature)
    if blob is None:
        return "it is not an SSH signature"
    with _aside() as folder:
        done = _checked(folder, signature, ("check-novalidate", "-n", NAMESPACE), content)
    match = _KEY.search(done.stdout)
    if done.returncode != 0 or match is None:
        return _last_line(done.stderr) or "ssh-keygen does not accept it"
    return Key(kind=match[1], fingerprint=match[2], public=blob)


def refusal(
    content: bytes, signature: bytes, principal: str, *, allowed: Path, revoked: Path | None, at: int
) -> Refusal | None:
    """Why the allowed-signers file does not let the key speak for `principal` at the instant `at`; None if it does."""
    when = f"-Overify-time={datetime.fromtimestamp(at, UTC):%Y%m%d%H%M%S}"
    file = ("-f", str(allowed.absolute()), when)
    arguments = ("verify", "-I", principal, "-n", NAMESPACE, *file)
    more = () if revoked is None else ("-r", str(revoked.absolute()))
    with _aside() as folder:
        known = _checked(folder, signature, (*arguments, *more), content)
        if known.returncode == 0:
            return None
        found = _checked(folder, signature, ("find-principals", *file), b"")
        if revoked is not None and _checked(folder, signature, arguments, content).returncode == 0:
            return Refusal(reason=f"it is revoked in {revoked}", is_limited=True)
    principals = tuple(found.stdout.splitlines()) if found.returncode == 0 else ()
    whole, shown = str(allowed.absolute()), str(allowed)
    told = [f"{shown}{line.removeprefix(whole)}" for line in known.stderr.splitlines() if line.startswith(f"{whole}:")]
    return Refusal(
        reason=told[0] if told else _last_line(known.stderr) or f"{shown} does not have it",
        is_limited=any(word in known.stderr for word in _LIMITS),
        principals=principals,
    )


def _checked(
    folder: Path, signature: bytes, arguments: Sequence[str], content: bytes
) -> "subprocess.CompletedProcess[str]":
    file = folder / "signature"
    file.write_bytes(signature)
    command = [_program(), "-Y", *arguments, "-s", str(file)]
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            command, input=content, capture_output=True, env=_environment(), timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"ssh-keygen did not answer within {_SECONDS} seconds") from error
    text = (done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
    return subprocess.CompletedProcess(command, done.returncode, *text)


def _public(signature: bytes) -> str | None:
    """The public key that a signature carries, in the spelling of files of keys; None if this is no signature."""
    try:
        text = signature.decode("ascii").strip()
        if not text.startswith(_BEGIN) or not text.endswith(_END):
            return None
        raw = base64.b64decode("".join(text[len(_BEGIN) : -len(_END)].split()), validate=True)
    except (UnicodeDecodeError, binascii.Error, ValueError):
        return None
    if not raw.startswith(_MAGIC):
        return None
    blob = _string(raw[len(_MAGIC) :])
    kind = _string(blob)
    if not kind or not re.fullmatch(rb"[a-z0-9@.-]{3,64}", kind):
        return None
    return f"{kind.decode()} {base64.b64encode(blob).decode()}"


def _string(raw: bytes) -> bytes:
    """The first string of SSH's wire format: four bytes of length, then as many."""
    return raw[4 : 4 + int.from_bytes(raw[:4], "big")]


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _program() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        raise ToolError("ssh-keygen is not found: install OpenSSH 8.9 or later, which makes and checks signatures")
    return found


def _environment(more: Sequence[str] = ()) -> dict[str, str]:
    kept = {name: os.environ[name] for name in (*_NEEDED, *more) if name in os.environ}
    return {**kept, "TZ": "UTC", "LC_ALL": "C"}


def _aside() -> "AbstractContextManager[Path]":
    return scratch.folder(Path(tempfile.gettempdir()))
