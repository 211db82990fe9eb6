"""Text within HTML: escaped, isolated where it runs from right to left, breakable, and linked to what it refers to."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from markupsafe import Markup, escape

from slakit.document.literal import tied, visible

_REFERENCE = re.compile(r"(?<![\w-])[A-Z][A-Z0-9_]*-[1-9]\d*(?![\w-])|(?<=\()[1-9]\d*(?:\.[1-9]\d*)+(?=\))")
"""What refers: a clause (`S-3`) anywhere, a section (`3.1.1`) in brackets."""
_LONG = re.compile(r"\S{31,}")
_EVERY = 16
"""A word over 30 characters may be broken after every 16th: no column is narrower than that for long."""


def prose(text: str, places: Mapping[str, str]) -> Markup:
    """Text for people as HTML: shown literally, a line break in it as one, references as links.

    `places` has the ids of the elements that references (`S-3`, `3.1.1`) stand for; others stay text.
    """
    lines = [_line(tied(line), places) for line in visible(text.strip()).splitlines()]
    return Markup("<br>").join(lines)


def _line(text: str, places: Mapping[str, str]) -> Markup:
    parts, end = [], 0
    for found in _REFERENCE.finditer(text):
        if (place := places.get(found[0])) is None:
            continue
        parts.append(_plain(text[end : found.start()]))
        parts.append(Markup('<a class="reference" href="#{}">{}</a>').format(place, found[0]))
        end = found.end()
    return Markup("").join([*parts, _plain(text[end:])])


def _plain(text: str) -> Markup:
    if text.isascii():
        return _breakable(text)
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(_breakable(run)) if rightward else _breakable(run)
        for rightward, run in _directions(text)
    )


def _directions(text: str) -> Iterator[tuple[bool, str]]:
    """Runs that read from right to left and what is between: what such a run does to its neighbours ends with it."""
    start = at = 0
    while at < len(text):
        if not _leftward(text[at]):
            at += 1
            continue
        last = at
        for index in range(at, len(text)):
            if _leftward(text[index]):
                last = index
            elif unicodedata.bidirectional(text[index]) == "L":
                break
        if at > start:
            yield False, text[start:at]
        yield True, text[at : last + 1]
        start = at = last + 1
    if start < len(text):
        yield False, text[start:]


def _leftward(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")


def _breakable(text: str) -> Markup:
    """Escaped text whose long words may be broken; what is copied from the page is the text alone."""
    parts, end = [], 0
    for found in _LONG.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(Markup("<wbr>").join(_pieces(found[0])))
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _pieces(word: str) -> Iterator[Markup]:
    """The word in pieces of about 16 characters, none of which begins with a mark on the one before."""
    start = 0
    for at in range(1, len(word)):
        if at - start >= _EVERY and not _clings(word, at):
            yield escape(word[start:at])
            start = at
    yield escape(word[start:])


def _clings(word: str, at: int) -> bool:
    """Whether the character is shown as one with the one before it."""
    return unicodedata.category(word[at]) in ("Mn", "Mc", "Me", "Cf", "Sk") or word[at - 1] == "\u200d"


def attribute(text: str) -> str:
    """Text on one line, to be escaped as an attribute's value, a title or a description."""
    return " ".join(visible(text).split())


@cache
def css_string(text: str) -> Markup:
    """Text as a quoted string of a style sheet within an HTML page: every sign but letters and digits as its number."""
    signs = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06X}" for c in attribute(text))
    return Markup('"{}"').format(signs)
