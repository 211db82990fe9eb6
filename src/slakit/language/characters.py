"""Characters that may not stand in a file, and how to name one without printing it."""

import re
import unicodedata

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters other than tab and line break, the line breaks of YAML 1.1, and what is no character."""


def spelled(character: str) -> str:
    """`character` by its number and, where it has one, its name: `U+200B (ZERO WIDTH SPACE)`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"
