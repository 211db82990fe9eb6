"""Folders of a run's own: held by a lock while it lives, removed when it ends, swept by the next run if it was killed.

Everything that a run writes before it is finished lies in one: what the engine spills, and files on their way to
their names. A folder is told by its name (`PREFIX`) and its lock file; the system lets go of the lock with the process.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".slakit-"
"""What the name of every such folder begins with; random letters follow."""

_LOCK = "lock"
_ATTEMPTS = 20
_live: dict[Path, int | None] = {}
"""The folders of this process with the descriptor of their locks."""


@contextmanager
def folder(parent: Path) -> Iterator[Path]:
    """A new folder in `parent`, readable by nobody else, removed at the end with all that is in it.

    What runs that were killed have left in `parent` is removed first. Raises `OSError` where no folder can be made.
    """
    sweep(parent)
    made = _make(parent)
    try:
        yield made
    finally:
        _discard(made)


def write_aside(path: Path, writer: Callable[[str], object]) -> None:
    """Let `writer` write a file aside, which then takes the place of `path`: it is complete or as it was before.

    A link stays a link, and a file that was there keeps its permissions. Raises what `writer` raises, and `OSError`.
    """
    target = path.resolve()
    with folder(target.parent) as own:
        aside = own / target.name
        writer(str(aside))
        aside.chmod(_mode(target))
        settle(aside)
        aside.replace(target)
    settle_names(target.parent)


def sweep(parent: Path) -> None:
    """Remove the folders of dead runs in `parent`: never one whose lock is held, nor another user's."""
    with contextlib.suppress(OSError), os.scandir(parent) as entries:
        found = [Path(entry.path) for entry in entries if entry.name.startswith(PREFIX) and _is_ours(entry)]
        for path in found:
            if path not in _live:
                _remove_if_dead(path)


def discard_all() -> None:
    """Remove every folder of this process that still stands, whatever was under way: the last act of a stopped run."""
    for path in list(_live):
        _discard(path)


def settle(file: Path) -> None:
    """Wait until what was written to a file is on the disk, so that a name never stands for less."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settle_names(folder: Path) -> None:
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


def _is_ours(entry: "os.DirEntry[str]") -> bool:
    with contextlib.suppress(OSError):
        if entry.is_dir(follow_symlinks=False):
            return sys.platform == "win32" or entry.stat(follow_symlinks=False).st_uid == os.getuid()
    return False


def _make(parent: Path) -> Path:
    """Make and lock a folder. A run that sweeps between the two removes it; then another is made."""
    for _ in range(_ATTEMPTS):
        made = parent / f"{PREFIX}{os.urandom(8).hex()}"
        _live[made] = None  # before it exists, so that no signal can come between
        try:
            made.mkdir(mode=0o700)
        except OSError:
            del _live[made]
            raise
        with contextlib.suppress(FileNotFoundError, BlockingIOError):
            _live[made] = descriptor = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            _lock(descriptor)
            if (made / _LOCK).exists():
                return made
        _discard(made)
    raise OSError(None, "no folder for temporary files could be made", str(parent))


def _discard(path: Path) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        _release(path)
    _remove(path)
    _release(path)
    _live.pop(path, None)


def _release(path: Path) -> None:
    descriptor = _live.get(path)
    if descriptor is not None:
        _live[path] = None  # first: a signal may end this here, and the number soon be another file's
        os.close(descriptor)


def _remove_if_dead(path: Path) -> None:
    with contextlib.suppress(OSError):
        try:
            descriptor = os.open(path / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            path.rmdir()  # killed between its first step and its second; whoever lives there makes another
            return
        try:
            _lock(descriptor, must_work=True)
            if sys.platform != "win32":
                _remove(path)
        finally:
            os.close(descriptor)
        if sys.platform == "win32":
            _remove(path)


def _remove(path: Path) -> None:
    """Remove what can be removed, the lock last: what is left of a folder can still be told and swept."""
    with contextlib.suppress(OSError):
        for child in path.iterdir():
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child, ignore_errors=True)
            elif child.name != _LOCK:
                child.unlink(missing_ok=True)
        (path / _LOCK).unlink(missing_ok=True)
        path.rmdir()


def _lock(descriptor: int, *, must_work: bool = False) -> None:
    """Take the lock or raise `BlockingIOError`. Where a file system has none, only `must_work` makes it an error."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error
        return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        if must_work:
            raise
