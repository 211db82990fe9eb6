"""The parts of a pattern as RE2 reads it, walked once from its first sign to its last.

Whatever is asked of a pattern is asked of its parts: a sign means one thing within brackets, another one within a
quotation or behind a backslash, and only who comes from the left knows where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

Kind = Literal["quote", "escape", "set", "flags", "open", "close", "bar", "repeat", "place", "any", "sign"]

_ESCAPE = r"\\(?:x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|[pP].|0[0-7]{0,2}|.|\Z)"
_CLASS = r"\[:\^?[a-z]+:\]"
_PART = re.compile(
    rf"""(?P<quote>\\Q.*?(?:\\E|\Z))
    |(?P<place>[\^$]|\\[bBAz])
    |(?P<escape>{_ESCAPE})
    |(?P<set>\[\^?+\]?+(?:{_CLASS}|\\.|[^\]\\])*+\])
    |(?P<flags>\(\?[imsU]*(?:-[imsU]+)?\))
    |(?P<open>\((?:\?(?:P<\w+>|P=|[imsU]*(?:-[imsU]+)?:|<?[=!]|[>(\#]|<[A-Za-z_]|[a-zA-Z-]+)?)?)
    |(?P<close>\))
    |(?P<bar>\|)
    |(?P<repeat>(?:[*+?]|\{{(?P<least>[0-9]+)(?:,(?P<most>[0-9]*))?\}})\??)
    |(?P<any>\.)
    |(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
_MEMBER = re.compile(rf"(?P<class>{_CLASS})|(?P<low>{_ESCAPE}|.)", re.DOTALL)
_HIGH = re.compile(rf"-(\[:|{_ESCAPE}|[^\]])", re.DOTALL)
_CONTROLS = {"a": "\a", "f": "\f", "t": "\t", "n": "\n", "r": "\r", "v": "\v"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part as it is written; `most` is how often a repeat repeats at most, as far as it is bounded."""

    kind: Kind
    text: str
    end: int = 0
    """Where the next part begins."""
    most: int = 1

    @property
    def quoted(self) -> str:
        r"""What stands between \Q and \E."""
        return self.text[2:].removesuffix("\\E")


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A member of a bracket expression: a class, a sign or a range of signs, `high` being its last one.

    `[:` as the last one is a range up to [, where whoever wrote it may have meant a class.
    """

    low: str
    high: str | None = None


def parts(text: str) -> Iterator[Part]:
    """The parts of a pattern, which together are the pattern; of one that is broken as far as they can be told."""
    for match in _PART.finditer(text):
        kind = next(kind for kind in _KINDS if match[kind] is not None)
        most = max(int(match["least"]), int(match["most"] or 0)) if match["least"] else 1
        yield Part(kind=cast("Kind", kind), text=match[0], end=match.end(), most=most)


_KINDS = ("quote", "place", "escape", "set", "flags", "open", "close", "bar", "repeat", "any", "sign")


def members(part: str) -> Iterator[Member]:
    """The members of a bracket expression. A class is no end of a range: a - behind one stands for itself."""
    at, end = 2 if part.startswith("[^") else 1, len(part) - 1
    while at < end:
        match = _MEMBER.match(part, at, end)
        if match is None:  # never: any sign is a member
            return
        at, low = match.end(), match[0]
        high = None if match["class"] or stands_for(low) is None else _HIGH.match(part, at, end)
        at = high.end() if high else at
        yield Member(low=low, high=high[1] if high else None)


def stands_for(sign: str) -> int | None:
    """The number of the character that a sign or an escape stands for; None for a class, a place and all else."""
    if not sign.startswith("\\"):
        return ord(sign) if len(sign) == 1 else None
    letter, rest = sign[1:2], sign[2:]
    if letter == "x" and rest:
        return int(rest.strip("{}"), 16)
    if letter == "0":
        return int(f"0{rest}", 8)
    if letter in _CONTROLS:
        return ord(_CONTROLS[letter])
    return ord(letter) if len(sign) == 2 and not letter.isalnum() else None
