"""Where signatures and keys lie, and reading them: nothing outside the project, no devices, nothing huge."""

import os
import stat
from pathlib import Path

from slakit.language.extends import project_root
from slakit.model import Agreement
from slakit.signatures.signers import folder_name

FOLDER = "signatures"
"""Beside the agreement: the folder of the folders of its versions."""

ALLOWED = Path(".slakit", "allowed_signers")
"""In the project's root: who may sign with which key, as git and ssh-keygen have it."""

TRUSTED = Path(".slakit", "trusted_certificates.pem")
"""In the project's root: the certificates that are trusted in signatures of a PDF."""


class PlaceError(Exception):
    """A file is not one to read or write; the message says why."""


def folder_of(agreement: Agreement, path: str, signatures: str | None = None) -> Path:
    """Where the signatures of the agreement in the file at `path` lie; `signatures` is the folder of all versions."""
    return (Path(path).parent / FOLDER if signatures is None else Path(signatures)) / folder_name(agreement)


def allowed_signers(path: str) -> Path:
    """The allowed-signers file of the project that the agreement at `path` belongs to, as it would be shown."""
    return _of_project(path, ALLOWED)


def trusted_certificates(path: str) -> Path:
    """The file of trusted certificates of that project."""
    return _of_project(path, TRUSTED)


def _of_project(path: str, name: Path) -> Path:
    file = project_root(path) / name
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file


def boundary(path: str, signatures: str | None) -> Path:
    """What nothing that is read or written may lie outside of: the project; a folder elsewhere that was named."""
    project = project_root(path)
    if signatures is None:
        return project
    named = Path(signatures).resolve()
    return project if named.is_relative_to(project) else named


def read(file: Path, within: Path, most: int) -> bytes | None:
    """The text of `file` as `read_bytes` has it, with the line ends that were written: git may have others."""
    content = read_bytes(file, within, most)
    return None if content is None else content.replace(b"\r\n", b"\n")


def read_bytes(file: Path, within: Path, most: int) -> bytes | None:
    """The bytes of `file`, None if there is none.

    Raises `PlaceError` for what leads out of `within`, is no plain file, is larger than `most` bytes, or cannot be
    read.
    """
    try:
        real = file.resolve(strict=True)
        if not real.is_relative_to(within):
            raise PlaceError("it leads out of the project")
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise PlaceError("it is not a plain file")
            content = opened.read(most + 1)
    except FileNotFoundError:
        if file.is_symlink():
            raise PlaceError("it is a link to nothing") from None
        return None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise PlaceError(f"it cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > most:
        raise PlaceError(f"it is larger than {most:,} bytes")
    return content


def check_writable(file: Path, within: Path) -> None:
    """Refuse to write through a link. Raises `PlaceError`."""
    if not file.resolve().is_relative_to(within):
        raise PlaceError(f"{file} leads out of the project")
    for part in (file, file.parent, file.parent.parent):
        if part.is_symlink():
            raise PlaceError(f"{part} is a link: a signature is written to a place of its own")


def names_in(folder: Path, within: Path) -> tuple[str, ...]:
    """The names in a folder, in order; none where it is not there or leads out of `within`."""
    try:
        if not folder.resolve().is_relative_to(within):
            return ()
        return tuple(sorted(entry.name for entry in os.scandir(folder)))
    except (OSError, RuntimeError):
        return ()
