"""Characters that steer text instead of showing: a document shows them by their number, whoever wrote them."""

import re
import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_KEPT = "\u00ad\u200c\u200d"  # a possible hyphen; what joins letters or pictures, and what parts them
_BLANKS = re.compile(r"[ \t\u00a0]+")


def visible_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each with single spaces, and steering characters by their numbers: `[U+202E]`.

    Steering are changes of direction, controls, invisible marks, characters that only one font knows, and what is no
    character at all. Lines that are empty at the ends are left out; a text of blanks has none.
    """
    return tuple(visible(_BLANKS.sub(" ", line.strip())) for line in text.strip().splitlines())


def visible(text: str) -> str:
    """The text with each steering character by its number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(by_number(character) if _steers(character) else character for character in text)


def by_number(character: str) -> str:
    """`[U+202E]` for the character with that number."""
    return f"[U+{ord(character):04X}]"


def _steers(character: str) -> bool:
    if character in _KEPT:
        return False
    return unicodedata.category(character) in _STEERING or ord(character) & 0xFFFE == 0xFFFE
