"""The comments of a YAML text that speak to slakit: `# slakit: …`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

_SPOKEN = re.compile(r"(?:^|(?<=\s))#+\s*slakit:\s*(?P<said>.*)$")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK = ("|", ">")

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
    candidates = [(number, match) for number, line in enumerate(lines) if (match := _SPOKEN.search(line))]
    if not candidates:
        return ()
    try:
        texts = tuple(_texts(lines))
    except yaml.YAMLError:
        return ()
    return tuple(
        Comment(
            line=number + 1,
            column=match.start("said") + 1,
            said=match["said"].strip(),
            alone=not lines[number][: match.start()].strip(),
        )
        for number, match in candidates
        if not any(start <= (number, match.start()) < end for start, end in texts)
    )


def _texts(lines: Sequence[str]) -> Iterator[tuple[Place, Place]]:
    """Where scalars stand. A block begins on the line after its sign, which a comment may follow."""
    for token in yaml.scan("\n".join(lines), Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            begin = (start.line + 1, 0) if token.style in _BLOCK else (start.line, start.column)
            yield begin, (end.line, end.column)
