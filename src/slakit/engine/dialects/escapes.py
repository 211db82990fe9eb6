"""Text within quotes for the engines that read backslashes in it."""

_NAMED = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(value: str, *, spelled: str = "") -> str:
    """`value` with backslashes, quotes and line ends escaped; controls and the signs of `spelled` go by number."""
    return "".join(_NAMED.get(sign) or (_number(sign) if sign < " " or sign in spelled else sign) for sign in value)


def _number(sign: str) -> str:
    return f"\\u{ord(sign):04x}"
