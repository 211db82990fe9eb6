"""Files written aside and renamed: a file is complete or as it was before, whatever happens."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

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
    """Let `writer` write a file beside `path`, which then takes its place; on any error nothing is left of it.

    Raises `Failure` if it cannot be written.
    """
    import duckdb

    target = Path(os.path.realpath(path))  # a link stays a link
    aside = None
    try:
        number, aside = tempfile.mkstemp(prefix=f".{target.name[:200]}.", dir=target.parent)
        os.close(number)
        writer(aside)
        Path(aside).chmod(_mode(target))
        Path(aside).replace(target)
    except (OSError, duckdb.Error) as error:
        raise Failure(f"{path} cannot be written: {_reason(error, aside, path)}") from error
    finally:
        if aside is not None:
            Path(aside).unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, else what a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: Exception, aside: str | None, path: str) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = str(error).strip().partition("\n")[0]
    if number := _ERRNO.search(said):  # the engine wraps what the system said
        return os.strerror(int(number[1]))
    return said.replace(aside, path) if aside else said
