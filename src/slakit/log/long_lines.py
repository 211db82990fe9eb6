"""Whether a log has a line beyond all measure, found before the engine reads it, which may pass it over in silence.

Of a plain file little is read: a line of so many bytes leaves so many without a line break.
"""

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO

from slakit.log.files import LogFile, has_zstd, open_bytes
from slakit.log.readers.csv import MAX_RECORD

_PIECE = 1 << 16
_BLOCK = 1 << 20


def overlong(file: LogFile) -> int | None:
    """The number of the first line of a text file that has more than `MAX_RECORD` bytes, None if none has.

    Of zstd without a Python that reads it, and of what does not decompress, nothing is known: None.
    """
    if file.compression == "none":
        with Path(file.path).open("rb") as stream:
            return _in_plain(stream)
    if file.compression == "zstd" and not has_zstd():
        return None
    try:
        with open_bytes(file.path, file.compression) as stream:
            return _in_turn(stream)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return None


def _in_plain(stream: BinaryIO) -> int | None:
    size, begin = stream.seek(0, 2), 0
    while size - begin > MAX_RECORD:
        end = _last_break(stream, begin, begin + MAX_RECORD + 1)
        if end is None:
            return _line_at(stream, begin)
        begin = end
    return None


def _last_break(stream: BinaryIO, begin: int, end: int) -> int | None:
    """The place after the last line break between two places, sought from the end."""
    while end > begin:
        start = max(begin, end - _PIECE)
        stream.seek(start)
        found = _last(stream.read(end - start))
        if found >= 0:
            return start + found + 1
        end = start
    return None


def _line_at(stream: BinaryIO, place: int) -> int:
    stream.seek(0)
    line = 1
    while place > 0:
        block = stream.read(min(_BLOCK, place))
        line, place = line + block.count(b"\n"), place - len(block)
    return line


def _in_turn(stream: BinaryIO) -> int | None:
    """The same of a stream that can only be read from its beginning, and is no further than to such a line."""
    line, since = 1, 0
    while block := stream.read(_BLOCK):
        first = min((at for at in (block.find(b"\n"), block.find(b"\r")) if at >= 0), default=-1)
        since += len(block) if first < 0 else first
        if since > MAX_RECORD:
            return line
        if first >= 0:
            line, since = line + block.count(b"\n"), len(block) - 1 - _last(block)
    return None


def _last(data: bytes) -> int:
    return max(data.rfind(b"\n"), data.rfind(b"\r"))
