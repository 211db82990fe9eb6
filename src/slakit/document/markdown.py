"""The Markdown writer (GitHub-flavoured). Every text is escaped: what looks like markup shows as it was written."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import Environment

from slakit.document.literal import visible
from slakit.document.model import Document, Section
from slakit.document.templating import Templates, rendered
from slakit.wording.outline import Item

_SIGNIFICANT = re.compile(r"[\\`*_\[\]<>|~#$]|&(?=#?\w+;)|(?<=\w):(?=//)")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])(?=\s|$|[-=])")
_BLANKS = re.compile(r"[ \t\u00a0]+")


def markdown(document: Document) -> str:
    """The document as Markdown, ending in a line break."""
    return rendered(TEMPLATES, document)


def escaped(value: object) -> str:
    """Text as Markdown that shows it literally, on one line; a line break in it becomes `<br>`."""
    lines = [_line(line) for line in str(value).strip().splitlines()]
    return "<br>".join(lines)


def _line(text: str) -> str:
    shown = visible(_BLANKS.sub(" ", text.strip()))
    marked = _SIGNIFICANT.sub(lambda match: f"\\{match[0]}", shown)
    return _LIST_MARK.sub(r"\1\\\2", marked)


def _furnish(environment: Environment) -> None:
    environment.finalize = escaped
    environment.filters["flat"] = flat
    environment.filters["nested"] = nested


def _values(document: Document) -> dict[str, Any]:
    return {"document": document}


def _finish(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def flat(sections: Sequence[Section], level: int = 2) -> Iterator[tuple[int, Section]]:
    """The sections and those below them in reading order, each with its heading's level."""
    for section in sections:
        yield level, section
        yield from flat(section.sections, level + 1)


def nested(items: Sequence[Item], depth: int = 0) -> Iterator[tuple[int, str]]:
    """The points and those below them in reading order, each with its depth."""
    for item in items:
        yield depth, item.text
        yield from nested(item.items, depth + 1)


TEMPLATES = Templates(
    root="agreement.md.jinja",
    parts=("block.md.jinja",),
    autoescape=False,
    furnish=_furnish,
    values=_values,
    finish=_finish,
)
