"""Files that a verb writes: complete or as they were before, whatever happens.

A file is written aside, in a folder of the run's own beside its place, reaches the disk, and is then renamed. A run
that is killed leaves that folder, which the next run that writes there removes.
"""

import contextlib
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

from slakit import scratch
from slakit.cli.exits import Failure

_ERRNO = re.compile(r'"errno":"([0-9]{1,4})"')


def check_target(path: str, inputs: tuple[str, ...] = ()) -> None:
    """Refuse, before any work, a path that cannot be written or that is one of the `inputs`."""
    target = Path(path)
    folder = target.parent
    if not folder.is_dir():
        raise Failure(f"{path} cannot be written: there is no folder {folder}")
    if target.exists() and not target.is_file():
        raise Failure(f"{path} cannot be written: it is not a regular file")
    for name in inputs:
        if target.exists() and Path(name).exists() and target.samefile(name):
            raise Failure(f"{path} is an input of this run and would be overwritten: write to another file")


def write(path: str, writer: Callable[[str], object]) -> None:
    """Let `writer` write a file aside, which then takes the place of `path`; on any error nothing is left of it.

    A link stays a link, and a file that was there keeps its permissions. Raises `Failure` if it cannot be written;
    what the engine says of its own memory and temporary files is raised as it is.
    """
    target = Path(path).resolve()
    aside = None
    try:
        with scratch.folder(target.parent) as folder:
            aside = folder / target.name
            writer(str(aside))
            aside.chmod(_mode(target))
            _settle(aside)
            aside.replace(target)
        _settle_names(target.parent)
    except OSError as error:
        raise Failure(_cannot(path, target, error.errno, error.strerror or str(error))) from error
    except Exception as error:
        if not _is_of_this_file(error, aside):
            raise
        raise Failure(_cannot(path, target, *_engine_reason(error, aside, path))) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` as `write` does; to a device or a pipe directly. Raises `Failure` if it cannot be."""
    if path.is_dir():
        raise Failure(f"{path} cannot be written: it is a folder")
    if path.exists() and not path.is_file():
        try:
            path.write_bytes(content)  # nothing can take its place
        except OSError as error:
            raise Failure(f"{path} cannot be written: {error.strerror or error}") from error
        return
    write(str(path), lambda aside: Path(aside).write_bytes(content))


def _settle(file: Path) -> None:
    """Wait until what was written to a file is on the disk, so that a name never stands for less."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _settle_names(folder: Path) -> None:
    """The same for the names in a folder, on systems that can be asked for it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _is_of_this_file(error: Exception, aside: Path | None) -> bool:
    """Whether the engine could not write the file, rather than ran out of memory or of room for its own files."""
    import duckdb

    if not isinstance(error, duckdb.Error) or isinstance(
        error, duckdb.OutOfMemoryException | duckdb.InterruptException
    ):
        return False
    said = str(error)
    return scratch.PREFIX not in said or (aside is not None and str(aside.parent) in said)


def _engine_reason(error: Exception, aside: Path | None, path: str) -> tuple[int | None, str]:
    """What the system said, which the engine wraps."""
    said = str(error).strip().partition("\n")[0]
    if found := _ERRNO.search(said):
        return int(found[1]), os.strerror(int(found[1]))
    return None, said.replace(str(aside), path)


def _cannot(path: str, target: Path, number: int | None, reason: str) -> str:
    advice = ""
    if number in (errno.ENOSPC, errno.EDQUOT):
        advice = f": free space in {target.parent} or write to another disk"
    return f"{path} cannot be written: {reason}{advice}"
