"""The memory and the temporary files of an evaluation: how much, where, and what is said when it is too little."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from slakit import scratch
from slakit.connection import can_name
from slakit.engine.machine import usable_memory
from slakit.numbers import parse_number
from slakit.record import record

if TYPE_CHECKING:
    import duckdb

MINIMUM = 200_000_000
"""The least that may be asked for, in bytes."""

SHARE = 60
"""The percentage of the usable memory that is taken where nothing is asked for."""

PER_THREAD = 100_000_000
"""Bytes that each thread of the engine needs for its buffers: fewer threads run where there is less memory."""

COUNTED = 72
"""The percentage of the memory that the engine may count: what it does not count grows with what it spills."""

_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([KMGT]I?B)", re.IGNORECASE | re.ASCII)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


Short = Literal["memory", "room", "temp_dir", "machine", "digits"]
"""What there is too little of: memory, room for temporary files, a folder for them that can be written at all, or
digits of a number."""


class ShortageError(Exception):
    """Memory, room for temporary files or digits ran out, or there is none to begin with; `of` says which."""

    def __init__(self, message: str, *, of: Short) -> None:
        super().__init__(message)
        self.of = of


def parse_size(text: str) -> int:
    """Bytes, of `500MB`, `2GB` (powers of 1000), `2GiB` (of 1024). Raises `ValueError` that says what to write."""
    found = _SIZE.fullmatch(text.strip())
    number = parse_number(found[1]) if found else None
    if found is None or number is None:
        raise ValueError(f"'{text}' is not a size; write for example 500MB, 2GB or 1.5GiB")
    size = int(number * _UNITS[found[2].upper()])
    if size < MINIMUM:
        raise ValueError(f"'{text}' is too little; give at least {size_text(MINIMUM)}")
    return size


def size_text(size: int) -> str:
    """A size for people, in MB: `1,500 MB`."""
    return f"{size // 10**6:,} MB"


@record
class Resources:
    """What an evaluation may use: `memory` in bytes and the folder for temporary files.

    Without `memory` it is `SHARE` percent of what the process may use; without `temp_dir` the system's folder.
    """

    memory: int | None = None
    temp_dir: str | None = None

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder of this run's own for everything temporary. Raises `ShortageError` where none can be made."""
        parent = self._parent()
        if not can_name(str(parent)):
            raise ShortageError(_words(parent, "its name, or that of a folder above it, is not UTF-8"), of="temp_dir")
        own = scratch.folder(parent)
        try:
            made = own.__enter__()
        except OSError as error:
            raise _unusable(parent, error) from error
        try:
            yield made
        finally:
            own.__exit__(None, None, None)

    def _parent(self) -> Path:
        if self.temp_dir is not None:
            return Path(os.path.abspath(self.temp_dir))  # noqa: PTH100 - links stay as they are
        try:
            return Path(tempfile.gettempdir())
        except FileNotFoundError as error:  # it tries them by writing a few bytes
            message = "no folder for temporary files can be written (TMPDIR, /tmp, /var/tmp): missing, full or closed"
            raise ShortageError(message, of="temp_dir") from error

    def configure(self, connection: "duckdb.DuckDBPyConnection", folder: Path) -> int | None:
        """Hold the database to these resources; it may spill to `folder`. Gives its own limit in bytes, if any."""
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET temp_directory = ?", [str(folder / "spill")])
        if self.memory is not None:  # asked to be frugal: what is freed goes back to the system, which takes time
            for threshold in ("allocator_flush_threshold", "allocator_bulk_deallocation_flush_threshold"):
                connection.execute(f"SET {threshold} = '16MB'")
        memory = self.memory or _fair_share()
        if memory is None:
            return None
        counted = memory * COUNTED // 100
        connection.execute("SET memory_limit = ?", [f"{counted}B"])
        row = connection.execute("SELECT current_setting('threads')").fetchone()
        threads = int(row[0]) if row else 1
        if threads > memory // PER_THREAD:
            connection.execute(f"SET threads = {max(1, memory // PER_THREAD)}")
        return counted


def _fair_share() -> int | None:
    usable = usable_memory()
    return None if usable is None else max(MINIMUM, usable * SHARE // 100)


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out; the room for what is spilled is another matter."""
    import duckdb

    return isinstance(error, duckdb.OutOfMemoryException) and "max_temp_directory_size" not in str(error)


def shortage(error: Exception, folder: Path) -> ShortageError | None:
    """What ran out, if `error` came of that; `folder` is the run's own."""
    import duckdb

    said = str(error)
    if isinstance(error, OSError):
        return _unusable(folder.parent, error) if error.errno in _FULL else None
    if is_out_of_memory(error):
        return ShortageError("the memory is too little for this log and agreement", of="memory")
    if isinstance(error, duckdb.OutOfMemoryException):
        return _unusable(folder.parent, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    if isinstance(error, duckdb.OutOfRangeException) and "Overflow" in said:  # in arithmetic, not of our instants
        return ShortageError("a figure takes more than 38 digits", of="digits")
    if isinstance(error, duckdb.IOException) and str(folder) in said:
        reason = said.partition("\n")[0].rpartition(": ")[2]
        return ShortageError(_words(folder.parent, reason), of="room")
    return None


def _unusable(parent: Path, error: OSError) -> ShortageError:
    of: Short = "room" if error.errno in _FULL else "temp_dir"
    return ShortageError(_words(parent, error.strerror or str(error)), of=of)


def _words(parent: Path, reason: str) -> str:
    return f"temporary files cannot be written in {parent}: {reason}"
