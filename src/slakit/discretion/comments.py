"""The comments of a YAML text that speak to slakit: `# slakit: …`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import yaml

_SPOKEN = re.compile(r"(?:^|(?<=\s))#+\s*slakit:\s*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK = ("|", ">")
_MOST = 10_000
"""Comments of one file that are listened to: nobody writes more, and a hostile file gets no more time."""

Place = tuple[int, int]
"""Line and column, counted from 0."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """What a comment says after `slakit:`; line and column, counted from 1, are those of that."""

    line: int
    column: int
    said: str
    alone: bool
    """Whether nothing but the comment stands on its line."""


def comments(lines: Sequence[str]) -> tuple[Comment, ...]:
    """The comments that speak to slakit, in order; none where the text is not YAML.

    A `#` in quotes or in a block of text (`|`, `>`) begins no comment.
    """
    matches = ((number, match) for number, line in enumerate(lines) for match in _SPOKEN.finditer(line))
    candidates = list(islice(matches, _MOST))
    if not candidates:
        return ()
    try:
        texts = tuple(_texts(lines))
    except yaml.YAMLError:
        return ()
    found: dict[int, Comment] = {}
    for number, match in candidates:
        place = (number, match.start())
        before = bisect_right(texts, place, key=lambda text: text[0])
        if number not in found and (before == 0 or texts[before - 1][1] <= place):
            found[number] = _comment(number, lines[number], match)
    return tuple(found.values())


def _comment(number: int, line: str, match: re.Match[str]) -> Comment:
    alone = not line[: match.start()].strip()
    return Comment(line=number + 1, column=match.end() + 1, said=line[match.end() :].strip(), alone=alone)


def _texts(lines: Sequence[str]) -> Iterator[tuple[Place, Place]]:
    """Where scalars stand, in order. A block begins on the line after its sign, which a comment may follow."""
    for token in yaml.scan("\n".join(lines), Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            begin = (start.line + 1, 0) if token.style in _BLOCK else (start.line, start.column)
            yield begin, (end.line, end.column)
