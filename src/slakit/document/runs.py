"""Texts as lines of runs, for formats that are set and not marked up: what refers, and what reads to the left."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from slakit.document.literal import tied, visible
from slakit.document.model import Clause, Document, Section

_BLANKS = re.compile(r"[ \t\u00a0]+")
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFTWARD_RUN = re.compile(rf"([{_LEFTWARD}](?:[^{_LEFTWARD}\w\n]|\d|[{_LEFTWARD}])*[{_LEFTWARD}]|[{_LEFTWARD}])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A piece of a line: its text, the place that it refers to (see `clause_place`), and whether it reads leftward."""

    text: str
    to: str = ""
    leftward: bool = False


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text, with single spaces; what steers instead of showing is shown by its number."""
    return tuple(_BLANKS.sub(" ", visible(line.strip())) for line in text.strip().splitlines())


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(lines(text))


def clause_place(clause: Clause) -> str:
    return f"clause-{clause.reference}"


def section_place(section: Section) -> str:
    return f"section-{section.number}"


@dataclass(frozen=True, kw_only=True)
class References:
    """What the text of a document calls its clauses (`S-3`) and, in brackets, its sections (`(3.1.1)`)."""

    document: Document

    def lines(self, text: str) -> list[list[Run]]:
        """The text's lines as runs, those that refer with their places."""
        return [list(self._runs(tied(line))) for line in lines(text)]

    def _runs(self, line: str) -> Iterator[Run]:
        for at, part in enumerate(self._pattern.split(line) if self._pattern else (line,)):
            if at % 2:
                yield Run(text=part, to=self._places[part])
            elif part:
                yield from directed(part)

    @cached_property
    def _places(self) -> dict[str, str]:
        return dict(_places(self.document.sections))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        clauses = [re.escape(name) for name, place in self._places.items() if place.startswith("clause-")]
        sections = [re.escape(name) for name, place in self._places.items() if place.startswith("section-")]
        kinds = [rf"(?<![\w-])(?:{'|'.join(clauses)})(?![\w-])"] if clauses else []
        kinds += [rf"(?<=\()(?:{'|'.join(sections)})(?=\))"] if sections else []
        return re.compile(f"({'|'.join(kinds)})") if kinds else None


def directed(text: str) -> Iterator[Run]:
    """Runs that read from right to left, and what is between them: what one does to its neighbours ends with it."""
    if text.isascii():
        yield Run(text=text)
        return
    for at, part in enumerate(_LEFTWARD_RUN.split(text)):
        if part:
            yield Run(text=part, leftward=at % 2 == 1)


def _places(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        if "." in section.number:  # a whole number in brackets may be any number
            yield section.number, section_place(section)
        yield from ((block.reference, clause_place(block)) for block in section.blocks if isinstance(block, Clause))
        yield from _places(section.sections)
