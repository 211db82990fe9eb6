"""Whether a zstd file was cut off: its frames and blocks walked by their headers, without decompressing (RFC 8878).

The engine reads a file that ends in mid-frame as far as it goes and says nothing, so the log would lose its end.
"""

from typing import BinaryIO

_FRAME = 0xFD2FB528
_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_RLE = 1
_CONTENT_SIZE_BYTES = (0, 2, 4, 8)
_DICTIONARY_BYTES = (0, 1, 2, 4)


def is_whole(path: str) -> bool:
    """Whether the file at `path` holds one or more frames, each to its last block, and nothing after them."""
    with open(path, "rb") as stream:  # noqa: PTH123 - a plain stream
        size = stream.seek(0, 2)
        stream.seek(0)
        while stream.tell() < size:
            if not _pass_frame(stream) or stream.tell() > size:
                return False
        return size > 0


def _pass_frame(stream: BinaryIO) -> bool:
    """Move past one frame; whether it was one."""
    magic = _number(stream, 4)
    if magic in _SKIPPABLE:
        length = _number(stream, 4)
        return length is not None and _skip(stream, length)
    descriptor = _number(stream, 1) if magic == _FRAME else None
    if descriptor is None:
        return False
    single_segment = bool(descriptor & 0x20)
    content = _CONTENT_SIZE_BYTES[descriptor >> 6] or (1 if single_segment else 0)
    window = 0 if single_segment else 1
    if not _skip(stream, window + _DICTIONARY_BYTES[descriptor & 3] + content):
        return False
    is_last = False
    while not is_last:
        header = _number(stream, 3)
        if header is None:
            return False
        is_last, kind, length = bool(header & 1), header >> 1 & 3, header >> 3
        _skip(stream, 1 if kind == _RLE else length)
    return _skip(stream, 4 if descriptor & 4 else 0)


def _number(stream: BinaryIO, count: int) -> int | None:
    """The next `count` bytes as a little-endian number; None at the end of the file."""
    found = stream.read(count)
    return int.from_bytes(found, "little") if len(found) == count else None


def _skip(stream: BinaryIO, count: int) -> bool:
    """Move on; past the end is found by the caller, who knows the file's size."""
    stream.seek(count, 1)
    return True
