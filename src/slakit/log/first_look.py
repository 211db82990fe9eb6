"""What the engine would pass over in silence, found before it reads a text file.

It leaves out a line beyond all measure, trusts what gzip says of its data, takes a blank first line for the header, and
is lenient with quotes: of such a file the careful pass makes rows.
"""

import gzip
import re
import zlib
from pathlib import Path
from typing import BinaryIO

from slakit.diagnostics import Diagnostic
from slakit.log.files import LogFile, damaged, has_zstd, open_bytes
from slakit.log.readers.csv import MAX_RECORD
from slakit.record import record

_PIECE = 1 << 16
_BLOCK = 1 << 20

_OVERLAP = 64
"""So much of a block is looked at again with the next: of more spaces the second part begins with some."""

_DOUBTFUL = (b'  "', b'" "', b'"  ')
DOUBT = rb'(?:[,\r\n]|\A)  +"|[^,\r\n]" +"'
"""Spaces before quotes that the engine takes for text, and quotes after quotes that it joins."""
_DOUBT = re.compile(DOUBT)


@record
class Look:
    """What was found: the number of the first line that has more than `MAX_RECORD` bytes, damage, what is doubtful."""

    overlong: int | None = None
    damage: Diagnostic | None = None
    is_doubtful: bool = False


def first_look(file: LogFile) -> Look:
    """What is to be said of a text file. Of zstd without a Python that reads it nothing is known."""
    if file.compression == "zstd" and not has_zstd():
        return Look()
    if file.compression == "none":
        with Path(file.path).open("rb") as stream:
            if (line := _in_plain(stream)) is not None:
                return Look(overlong=line)
            stream.seek(0)
            return Look(is_doubtful=file.form == "csv" and _in_doubt(stream))
    try:
        with open_bytes(file.path, file.compression) as stream:
            return _in_turn(file, stream)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return Look(damage=damaged(file.span, error))


def _in_doubt(stream: BinaryIO) -> bool:
    before = b""
    while block := stream.read(_BLOCK):
        if _is_doubtful(before, block):
            return True
        before = block[-_OVERLAP:]
    return False


def _is_doubtful(before: bytes, block: bytes) -> bool:
    """Whether a file has doubtful quotes here, the end of the block `before` (empty for the first), or begins blank."""
    begins_blank = not before and block.removeprefix(b"\xef\xbb\xbf").startswith((b"\n", b"\r"))
    text = before + block
    has_some = b'"' in text and any(some in text for some in _DOUBTFUL)
    return begins_blank or (has_some and _DOUBT.search(text) is not None)


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


def _in_turn(file: LogFile, stream: BinaryIO) -> Look:
    """The same of a stream that can only be read from its beginning, and is no further than to such a line."""
    line, since, before = 1, 0, b""
    is_doubtful = False
    while block := stream.read(_BLOCK):
        first = min((at for at in (block.find(b"\n"), block.find(b"\r")) if at >= 0), default=-1)
        since += len(block) if first < 0 else first
        if since > MAX_RECORD:
            return Look(overlong=line)
        if first >= 0:
            line, since = line + block.count(b"\n"), len(block) - 1 - _last(block)
        is_doubtful = is_doubtful or (file.form == "csv" and _is_doubtful(before, block))
        before = block[-_OVERLAP:]
    return Look(is_doubtful=is_doubtful)


def _last(data: bytes) -> int:
    return max(data.rfind(b"\n"), data.rfind(b"\r"))
