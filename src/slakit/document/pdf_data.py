"""Document → the data that the PDF template shows: texts as lines of runs, blocks in reading order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, assert_never

from slakit.document.columns import PADDING, length, widths
from slakit.document.model import Block, Clause, Document, Facts, Paragraph, Points, Section, Signature, Table
from slakit.document.page_head import identity, title_in_short
from slakit.document.pdf_breaks import BREAK, breakable
from slakit.document.pdf_funnel import funnel
from slakit.document.placing import Unsigned, placed
from slakit.document.runs import References, Run, clause_place, directed, lines, section_place
from slakit.wording.outline import Item

DATE = (2000, 1, 1)
"""The date of every file: one that is made from the same agreement on another day is the same file."""

Data = dict[str, Any]
Text = list[list[str | dict[str, str]]]

_LINE = 96
"""Letters on a line of a table."""
_PARAGRAPH = 80
_FACT = 58
_HEADING = 48
_SIGNATURE = 30
_TITLE = 36
"""The same of the title on the first page where it is large."""
_LARGE, _SMALL = 27, 12
_TITLE_SIZES = ((150, _LARGE), (500, 18))
"""Points in which a title of at most so many letters stands; a longer one is small."""
_STAGES = "stages"
"""The section that tells of the stages, which has a picture of them."""
_TOGETHER = 900
"""Letters up to which a clause stays on one page."""
_SHORT = 8
"""Rows up to which a table stays on one page."""
_MANY = 30
"""Lines of a table of contents from which on they stand closer, to stay on one page."""
_LONG = 300
"""Letters of a title from which on it is a heading in short, and a paragraph as a whole."""
_NAME = 100
"""The same of what stands where one signs."""
_FEW, _PLAIN = 4, 160
"""Places to sign, and letters in each, up to which all stay on one page."""
_ISOLATE, _END = "\u2068", "\u2069"
"""Around what reads from right to left: numbers beside it stay where they are."""
MARKS = BREAK + _ISOLATE + _END
"""What is put into texts here, and has no picture."""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """A document, and the characters that are shown by their number as the typeface does not have them."""

    document: Document
    missing: frozenset[str] = frozenset()

    def data(self) -> Data:
        """What `agreement.typ` shows."""
        document = self.document
        year, month, day = DATE
        size = next((size for most, size in _TITLE_SIZES if length(document.title) <= most), _SMALL)
        return {
            "title": self._shown(" ".join(lines(_in_short(document.title)))),
            "description": self._shown(" ".join(lines(_in_short(document.subtitle)))),
            "shown-title": self.text(document.title, _TITLE * _LARGE // size),
            "title-size": size,
            "subtitle": self.text(document.subtitle),
            "date": {"year": year, "month": month, "day": day, "hour": 0, "minute": 0, "second": 0},
            "head": {
                "title": self._shown(title_in_short(document)),
                "identity": self._shown(identity(document)),
            },
            "contents": "tight" if sum(map(_entries, document.sections)) > _MANY else "loose",
            "blocks": list(self._sections(document.sections, 1)),
            "unshown": [_by_number(character) for character in sorted(self.missing)],
        }

    def text(self, text: str, room: int = _PARAGRAPH) -> Text:
        """The text's lines as runs; words that are longer than `room` may break anywhere."""
        return [[self._run(run, room) for run in directed(line)] for line in lines(text)]

    def prose(self, text: str, room: int = _PARAGRAPH) -> Text:
        """The text's lines as runs, with those that refer to a place."""
        return [[self._run(run, room) for run in line] for line in self._references.lines(text)]

    def _run(self, run: Run, room: int) -> str | dict[str, str]:
        shown = self._shown(breakable(run.text, room))
        if run.to:
            return {"text": shown, "to": run.to}
        return f"{_ISOLATE}{shown}{_END}" if run.leftward else shown

    def _shown(self, text: str) -> str:
        if not self.missing or self.missing.isdisjoint(text):
            return text
        return "".join(_by_number(one) if one in self.missing else one for one in text)

    @cached_property
    def _references(self) -> References:
        return References(document=self.document)

    def _sections(self, sections: Sequence[Section], level: int) -> Iterator[Data]:
        for section in sections:
            yield from self._heading(level, section.number, section.title, section_place(section))
            yield from self._blocks(section.blocks, level)
            yield from self._funnel(section)
            yield from self._sections(section.sections, level + 1)

    def _funnel(self, section: Section) -> Iterator[Data]:
        picture = funnel(self.document, self._shown) if section.anchor == _STAGES else None
        if picture is not None:
            yield {"kind": "picture", "svg": picture.svg, "alt": picture.said}

    def _blocks(self, blocks: Iterable[Block], level: int) -> Iterator[Data]:
        for one in placed(blocks):
            if one.block is not None:
                yield from self._block(one.block, level, leads=one.leads)
            if one.signed:
                names = (text for place in one.signed for text in (place.party, place.role, place.name, place.email))
                yield from (whole for text in names for whole in self._whole(text, _NAME))
                together = len(one.signed) <= _FEW and all(_letters(place) <= _PLAIN for place in one.signed)
                items = [self._signature(place) for place in one.signed]
                yield {"kind": "signatures", "items": items, "together": together}

    def _block(self, block: Unsigned, level: int, *, leads: bool) -> Iterator[Data]:
        """The block; one that `leads` stays on the page of what follows it."""
        match block:
            case Paragraph():
                yield self._paragraph(block, leads)
            case Points():
                yield {"kind": "points", "items": [self._point(item) for item in block.items]}
            case Facts():
                yield from (one for label, _ in block.rows for one in self._whole(label))
                together = sum(len(text) for row in block.rows for text in row) <= _TOGETHER
                rows = [self._fact(label, text) for label, text in block.rows]
                yield {"kind": "facts", "rows": rows, "together": together}
            case Table():
                yield from (one for cell in block.header for one in self._whole(cell))
                yield self._table(block)
            case Clause():
                yield self._clause(block, level + 1)
            case _:
                assert_never(block)

    def _heading(self, level: int, number: str, title: str, place: str) -> Iterator[Data]:
        text = self.text(_in_short(title), _HEADING)
        yield {"kind": "heading", "level": level, "number": number, "title": text, "place": place}
        yield from self._whole(title)

    def _whole(self, title: str, most: int = _LONG) -> Iterator[Data]:
        if _in_short(title, most) != title:
            yield self._paragraph(Paragraph(text=title))

    def _paragraph(self, block: Paragraph, leads: bool = False) -> Data:
        return {"kind": "paragraph", "text": self.prose(block.text), "leads": leads}

    def _point(self, item: Item) -> Data:
        text = self.prose(item.text, _FACT)
        return {"text": text, "items": [self._point(below) for below in item.items]}

    def _fact(self, label: str, text: str) -> Data:
        long = len(text) > _TOGETHER
        return {"label": self.text(_in_short(label), 14), "text": self.prose(text, _FACT), "long": long}

    def _table(self, block: Table) -> Data:
        shares = widths(block, _LINE)
        rooms = shares or (_LINE,) * len(block.header)
        rows = [self._row(row, rooms) for row in block.rows]
        return {
            "kind": "table",
            "header": [self.text(_in_short(cell), room) for cell, room in zip(block.header, rooms, strict=True)],
            "rows": rows,
            "numeric": block.numeric,
            "together": len(block.rows) <= _SHORT and not any(row["long"] for row in rows),
            "widths": [share + PADDING for share in shares] if shares else None,
        }

    def _row(self, row: Sequence[str], rooms: Sequence[int]) -> Data:
        cells = [self.prose(cell, room) for cell, room in zip(row, rooms, strict=True)]
        return {"cells": cells, "long": any(len(cell) > room * 20 for cell, room in zip(row, rooms, strict=True))}

    def _clause(self, block: Clause, level: int) -> Data:
        heading = self._heading(level, block.reference, block.title, clause_place(block))
        blocks = [*heading, *self._blocks(block.blocks, level)]
        kind = "together" if sum(map(len, _texts(block))) <= _TOGETHER else "clause"
        return {"kind": kind, "blocks": blocks}

    def _signature(self, block: Signature) -> Data:
        whole: Callable[[str], Text | None] = lambda text: self.text(_in_short(text, _NAME), _SIGNATURE) or None  # noqa: E731
        return {
            "party": self.text(_in_short(block.party, _NAME), _SIGNATURE),
            "role": whole(block.role),
            "name": whole(block.name),
            "email": whole(block.email),
        }


def _entries(section: Section) -> int:
    """The lines that a section has in the table of contents."""
    return 1 + len(section.sections) + sum(isinstance(block, Clause) for block in section.blocks)


def _in_short(title: str, most: int = _LONG) -> str:
    """A title, label or name as it stands in one piece, on one page."""
    return title if len(title) <= most else f"{title[:most]}…"


def _letters(place: Signature) -> int:
    return sum(map(length, (place.party, place.role, place.name, place.email)))


def _by_number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _texts(clause: Clause) -> Iterator[str]:
    """The texts of a clause, for its length."""
    for block in clause.blocks:
        match block:
            case Paragraph():
                yield block.text
            case Points():
                yield from _of_items(block.items)
            case Facts():
                yield from (text for row in block.rows for text in row)
            case Table():
                yield from (cell for row in (block.header, *block.rows) for cell in row)
            case _:
                assert_never(block)


def _of_items(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _of_items(item.items)
