"""Where words may break that are too long for their line: a typesetter breaks others at blanks and hyphens only."""

import unicodedata

from slakit.document.columns import length

BREAK = "\u200b"
"""Put where a word may break; one that somebody wrote is shown by its number."""
_PIECE = 8


def breakable(text: str, room: int) -> str:
    """The text with places to break in the words that are longer than `room` letters."""
    if length(text) <= room:
        return text
    return " ".join(word if length(word) <= room else _in_pieces(word, room) for word in text.split(" "))


def _in_pieces(word: str, room: int) -> str:
    """The word in pieces that fit, none of which begins with a mark on the character before."""
    size, start = max(1, min(_PIECE, room // 4)), 0
    pieces = []
    for at in range(1, len(word)):
        if at - start >= size and not _clings(word, at):
            pieces.append(word[start:at])
            start = at
    return BREAK.join([*pieces, word[start:]])


def _clings(word: str, at: int) -> bool:
    """Whether the character is shown as one with the one before it."""
    return unicodedata.category(word[at]) in ("Mn", "Mc", "Me", "Cf", "Sk") or word[at - 1] == "\u200d"
