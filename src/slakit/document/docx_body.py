"""Document → the body of a word processor's file: styled paragraphs, tables, fields and bookmarks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from slakit.document.docx_numbering import BULLETS, LEVELS, Numbering, numbering
from slakit.document.docx_tables import broken, lined, signatures, table
from slakit.document.docx_xml import TAB, Xml, field, joined, paragraph, run, tag, unfolded
from slakit.document.model import Block, Clause, Document, Facts, Paragraph, Points, Section, Table
from slakit.document.placing import Unsigned, placed
from slakit.document.runs import References, Run, clause_place, section_place
from slakit.wording.outline import Item

_CONTENTS = 2
"""Levels of headings that the table of contents shows."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """The body of a document's file: title, contents and sections."""

    document: Document

    @cached_property
    def numbering(self) -> Numbering:
        return numbering(self.document)

    @cached_property
    def _references(self) -> References:
        return References(document=self.document)

    def xml(self) -> Xml:
        """Everything but the properties of the pages."""
        return joined(
            paragraph(*lined(self.document.title), style="Title"),
            paragraph(*lined(self.document.subtitle), style="Subtitle"),
            self._contents(),
            paragraph(tag("r", tag("br", type="page"))),
            *self._sections(self.document.sections),
        )

    def _contents(self) -> Xml:
        """A table of contents that is a field: its page numbers appear when it is updated."""
        entries = [
            (f"TOC{one.level}", tag("hyperlink", run(one.number), TAB, *lined(one.title), anchor=one.bookmark))
            for one in self.numbering.headings.values()
            if one.level <= _CONTENTS
        ]
        if not entries:
            return Xml("")
        begin, end = unfolded(f'TOC \\o "1-{_CONTENTS}" \\h \\z \\u')
        (style, first), *others = entries
        part = tag("docPartObj", tag("docPartGallery", val="Table of Contents"), tag("docPartUnique"))
        content = tag(
            "sdtContent",
            paragraph(run("Contents"), style="TOCHeading"),
            paragraph(begin, first, style=style),
            *(paragraph(entry, style=style) for style, entry in others),
            paragraph(end, style="TOC1"),
        )
        return tag("sdt", tag("sdtPr", part), content)

    def _sections(self, sections: Iterable[Section]) -> Iterator[Xml]:
        for section in sections:
            yield self._heading(section_place(section))
            yield from self._blocks(section.blocks)
            yield from self._sections(section.sections)

    def _heading(self, place: str) -> Xml:
        heading = self.numbering.headings[place]
        counted = tag("numPr", tag("ilvl", val=heading.depth), tag("numId", val=heading.list_id))
        return paragraph(
            tag("bookmarkStart", id=heading.mark, name=heading.bookmark),
            *([] if heading.list_id else [run(heading.number), TAB]),
            *lined(heading.title),
            tag("bookmarkEnd", id=heading.mark),
            style=f"Heading{heading.level}",
            others=counted,
        )

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Xml]:
        for one in placed(blocks):
            if one.block is not None:
                yield from self._block(one.block, leads=one.leads)
            if one.signed:
                yield signatures(one.signed)

    def _block(self, block: Unsigned, *, leads: bool) -> Iterator[Xml]:
        """The block; one that `leads` stays on the page of what follows it."""
        match block:
            case Paragraph():
                yield paragraph(*self._prose(block.text), style="BodyText", keep_next=leads)
            case Points():
                yield from self._points(block.items, 0)
            case Facts():
                for at, (label, text) in enumerate(block.rows, start=1):
                    shown = (*lined(label, "FactLabel"), TAB, *self._prose(text))
                    yield paragraph(*shown, style="Fact", keep_next=at < len(block.rows))
            case Table():
                yield table(block, [[self._prose(cell) for cell in row] for row in block.rows])
            case Clause():
                yield self._heading(clause_place(block))
                yield from self._blocks(block.blocks)
            case _:
                assert_never(block)

    def _points(self, items: Iterable[Item], depth: int) -> Iterator[Xml]:
        listed = tag("numPr", tag("ilvl", val=min(depth, LEVELS - 1)), tag("numId", val=BULLETS))
        for item in items:
            yield paragraph(*self._prose(item.text), style="ListBullet", others=listed)
            yield from self._points(item.items, depth + 1)

    def _prose(self, text: str) -> list[Xml]:
        """The text's lines, with what refers to a clause as a field that follows its number."""
        return broken([[self._run(one) for one in line] for line in self._references.lines(text)])

    def _run(self, one: Run) -> Xml:
        if not one.to:
            return run(one.text, leftward=one.leftward)
        heading = self.numbering.headings[one.to]
        shown = run(one.text, style="Reference")
        if heading.list_id:
            return field(f"REF {heading.bookmark} \\w \\h", shown)
        return tag("hyperlink", shown, anchor=heading.bookmark)
