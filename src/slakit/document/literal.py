"""Text that is shown as it was written, whoever wrote it: what steers instead of showing is made visible."""

import re
import unicodedata

_JOINERS = "\u200c\u200d\u00ad"
"""Characters without a picture that belong to words and emoji: non-joiner, joiner, soft hyphen."""

_PRICE = re.compile(r"(?<![A-Z])([A-Z]{3}) (?=[-−]?[0-9])")
"""A currency's code before an amount."""


def visible(text: str) -> str:
    """The text with every character that steers (direction, controls, tags) as its code point: `[U+202E]`.

    Line breaks, tabs and the joiners of words and emoji stay. A half of a surrogate pair, and what is no
    character at all (`U+FFFE`), are shown as code points too: they could not be written.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    steers = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    if not (steers or ord(character) & 0xFFFE == 0xFFFE) or character in _JOINERS or character in "\n\t":
        return character
    return f"[U+{ord(character):04X}]"


def tied(line: str) -> str:
    """The line with the blanks that must not become ends of lines: `USD` stays with its amount."""
    return _PRICE.sub("\\1\u00a0", line)
