"""Text in pictures, which does not wrap by itself: how wide it may come out, and lines that fit."""

import re
import unicodedata
from collections.abc import Iterator

from slakit.document.html_text import attribute

_NARROW = frozenset("iljtfrI.,;:'|!()[] -’‘“”·")
_BROAD = frozenset("mwMW@%…—")
_PIECES = re.compile(r"[^-–/]+[-–/]*|[-–/]+")
_COMBINED = ("Mn", "Me", "Cf")


def width(text: str, size: int) -> int:
    """How wide the text may come out at most in letters of `size`, whichever sans-serif font there is."""
    return -(-sum(_thousandths(character) for character in text) * size // 1000)


def _thousandths(character: str) -> int:
    if character in _NARROW:
        return 400
    if character in _BROAD:
        return 1000
    if character.isascii():
        return 740 if character.isupper() else 640
    if unicodedata.category(character) in _COMBINED:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1300
    return 800


def lines(text: str, size: int, room: int, most: int) -> list[str]:
    """The text as at most `most` lines, each no wider than `room`; where it does not fit, the last ends in `…`.

    What steers in it is made visible.
    """
    found: list[str] = []
    line = ""
    for space, word in _words(attribute(text)):
        candidate = f"{line}{space}{word}" if line else word
        if width(candidate, size) <= room:
            line = candidate
            continue
        if line:
            found.append(line)
        *broken, line = _broken(word, size, room, most)
        found += broken
        if len(found) > most:
            break
    found.append(line)
    if len(found) <= most:
        return [line for line in found if line]
    return [*found[: most - 1], _cut(found[most - 1], size, room)]


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words, each with the space before it; one with hyphens in pieces that end in them."""
    for word in text.split():
        for index, piece in enumerate(_PIECES.findall(word)):
            yield "" if index else " ", piece


def _broken(word: str, size: int, room: int, most: int) -> list[str]:
    """The word in pieces that fit, one more than `most` at most: nobody sees the rest."""
    pieces, piece = [], ""
    for character in word:
        if piece and width(piece + character, size) > room:
            pieces.append(piece)
            piece = ""
            if len(pieces) > most:
                return pieces
        piece += character
    return [*pieces, piece]


def _cut(line: str, size: int, room: int) -> str:
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
