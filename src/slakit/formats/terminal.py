"""Text of users made safe for a terminal: nothing in it can move the cursor, recolour or reorder what is shown."""

import re
import unicodedata

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")
"""Controls, what reorders or hides text, line breaks of other standards, and halves of characters."""


def safe(text: str) -> str:
    """`text` with every character that a terminal would act on spelled out: `\\x1b`, `\\u202e`."""
    return _UNSAFE.sub(lambda match: _escaped(match[0]), text)


def width(text: str) -> int:
    """The columns that safe `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
