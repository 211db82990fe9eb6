"""What stands at the head of every page: which agreement, in which version, with which digest."""

from slakit.document.columns import length
from slakit.document.model import Document
from slakit.document.runs import one_line

DIGITS = 12
"""Digits of the digest that a page shows."""

_LINE = 94
_PART = 24


def title_in_short(document: Document) -> str:
    """The document's title, cut to what fits on a line beside what identifies it."""
    return _cut(one_line(document.title), _LINE - length(identity(document)))


def identity(document: Document) -> str:
    """Name, version and the first digits of the digest, as far as they are known."""
    version = document.version and f"version {document.version}"
    parts = (document.name, version, document.digest[:DIGITS])
    return "  ·  ".join(_cut(one_line(part), _PART) for part in parts if part)


def _cut(text: str, most: int) -> str:
    if length(text) <= most:
        return text
    kept = 1
    while length(text[: kept + 1]) < most:
        kept += 1
    return f"{text[:kept].rstrip()}…"
