"""Files that a verb writes: complete or as they were before, whatever happens.

A file is written aside, in a folder of the run's own beside its place, reaches the disk, and is then renamed. A run
that is killed leaves that folder, which the next run that writes there removes.
"""

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
    try:
        scratch.write_aside(target, writer)
    except OSError as error:
        raise Failure(_cannot(path, target, error.errno, error.strerror or str(error))) from error
    except Exception as error:
        if not _is_of_this_file(error, target):
            raise
        raise Failure(_cannot(path, target, *_engine_reason(error, target, path))) from error


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


def _is_of_this_file(error: Exception, target: Path) -> bool:
    """Whether the engine could not write the file, rather than ran out of memory or of room for its own files."""
    import duckdb

    if not isinstance(error, duckdb.Error) or isinstance(
        error, duckdb.OutOfMemoryException | duckdb.InterruptException
    ):
        return False
    said = str(error)
    return scratch.PREFIX not in said or target.name in said


def _engine_reason(error: Exception, target: Path, path: str) -> tuple[int | None, str]:
    """What the system said, which the engine wraps."""
    said = str(error).strip().partition("\n")[0]
    if found := _ERRNO.search(said):
        return int(found[1]), os.strerror(int(found[1]))
    folders = f"({re.escape(os.sep + scratch.PREFIX)}[0-9a-f]*)+"  # one for the file, one for the rest of its rows
    aside = re.escape(str(target.parent)) + folders + re.escape(os.sep + target.name) + r"(\.[0-9]+)?"
    return None, re.sub(aside, lambda _: path, said)


def _cannot(path: str, target: Path, number: int | None, reason: str) -> str:
    advice = ""
    if number in (errno.ENOSPC, errno.EDQUOT):
        advice = f": free space in {target.parent} or write to another disk"
    return f"{path} cannot be written: {reason}{advice}"
