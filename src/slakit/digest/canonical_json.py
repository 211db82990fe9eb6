"""JSON with one spelling (RFC 8785, without numbers: exact ones are text), and its SHA-256."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

Json = str | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What is spelled: no numbers."""


def canonical(value: Json) -> bytes:
    """`value` in UTF-8: no white space, keys by their UTF-16 code units, no escape that is not needed.

    Raises `ValueError` for half a character, which no encoding knows.
    """
    return _text(value).encode()


def hexdigest(value: Json) -> str:
    """The SHA-256 of the canonical spelling: 64 hexadecimal digits, lower case."""
    return sha256(canonical(value)).hexdigest()


def _text(value: Json) -> str:
    match value:
        case str() | bool() | None:
            return json.dumps(value, ensure_ascii=False)
        case Mapping():
            keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
            return f"{{{','.join(f'{_text(key)}:{_text(value[key])}' for key in keys)}}}"
        case _:
            return f"[{','.join(map(_text, value))}]"
