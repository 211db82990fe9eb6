"""Text of users made safe to print: nothing in it moves a cursor, recolours, reorders, or orders a CI runner about."""

import re
import unicodedata

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")
"""Controls, what reorders or hides text, line breaks of other standards, and halves of characters."""

_COMMAND = re.compile(r"::(?=[A-Za-z])|##(?=\w*\[)")
"""What begins a command to the runner of a CI service in whatever is printed: `::name …::`, `##[name …]`."""

BOLD = "1"
DIM = "2"
RED = "1;31"
YELLOW = "1;33"
"""Styles: the parameters of the escape sequence that begins them."""


def safe(text: str) -> str:
    """`text` with every character that a terminal or a CI runner would act on spelled out: `\\x1b`, `\\u202e`."""
    return disarmed(_UNSAFE.sub(lambda match: _escaped(match[0]), text))


def disarmed(text: str) -> str:
    """Safe text put together of several pieces, which together might say what none of them says alone."""
    return _COMMAND.sub(lambda match: f"{_escaped(match[0][0])}{match[0][1]}", text)


def painted(text: str, style: str, *, colour: bool) -> str:
    """`text`, which is safe, in a style if there are colours."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text


def width(text: str) -> int:
    """The columns that safe `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    others = [c for c in text if not c.isascii()]
    return len(text) + sum(-1 if unicodedata.combining(c) else unicodedata.east_asian_width(c) in "WF" for c in others)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
