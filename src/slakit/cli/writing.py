"""Files that a verb writes: complete or not at all."""

import os
import tempfile
from pathlib import Path

from slakit.cli.exits import Failure


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, aside first and then renamed, so that no reader sees half of it.

    A file that was there keeps its permissions. Raises `Failure` where it cannot be written; what was there
    before is then left as it was.
    """
    try:
        _write(path, content)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror or error}") from error


def _write(path: Path, content: bytes) -> None:
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        target.write_bytes(content)  # a device or a pipe cannot be replaced
        return
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, _mode(target))  # noqa: PTH101 - the file is known by its name only
        os.replace(aside, target)  # noqa: PTH105 - as above
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
