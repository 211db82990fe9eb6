"""Document → the body of a word processor's file: styled paragraphs, tables, fields and bookmarks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from slakit.document.docx_numbering import BULLETS, LEVELS, Heading, count
from slakit.document.docx_tables import add_signatures, add_table
from slakit.document.docx_text import Prose, write
from slakit.document.docx_xml import element, link, unfold
from slakit.document.model import Block, Clause, Document, Facts, Paragraph, Points, Section, Table
from slakit.document.placing import Unsigned, placed
from slakit.document.runs import clause_place, section_place
from slakit.wording.outline import Item

_CONTENTS = 2
"""Levels of headings that the table of contents shows."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """The body of a document's file: title, contents and sections; its headings by their places."""

    file: WordDocument
    document: Document
    headings: Mapping[str, Heading]

    @cached_property
    def _prose(self) -> Prose:
        return Prose(document=self.document, headings=self.headings)

    def write(self) -> None:
        """Adds everything to the file, which has its styles and lists."""
        write(self._paragraph("Title"), self.document.title)
        write(self._paragraph("Subtitle"), self.document.subtitle)
        self._contents()
        self.file.add_page_break()
        self._sections(self.document.sections)

    def _paragraph(self, style: str) -> WordParagraph:
        return self.file.add_paragraph(style=style)

    def _contents(self) -> None:
        """A table of contents that is a field: its page numbers appear when it is updated."""
        shown = [one for one in self.headings.values() if one.level <= _CONTENTS]
        if not shown:
            return
        title = write(self._paragraph("TOC Heading"), "Contents")
        entries = [self._paragraph(f"toc {one.level}") for one in shown]
        for entry, one in zip(entries, shown, strict=True):
            entry.add_run(f"{one.number}\t")
            link(entry, one.bookmark, write(entry, one.title).runs)
        end = self._paragraph("toc 1")
        unfold(f'TOC \\o "1-{_CONTENTS}" \\h \\z \\u', entries[0], end)
        part = element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
        content = element("sdtContent")
        title._p.addprevious(element("sdt", element("sdtPr", part), content))
        content.extend(one._p for one in (title, *entries, end))

    def _sections(self, sections: Iterable[Section]) -> None:
        for section in sections:
            self._heading(section_place(section))
            self._blocks(section.blocks)
            self._sections(section.sections)

    def _heading(self, place: str) -> None:
        heading = self.headings[place]
        made = self._paragraph(f"Heading {heading.level}")
        count(made._p, heading.list_id, heading.depth)
        made._p.append(element("bookmarkStart", id=heading.mark, name=heading.bookmark))
        if not heading.list_id:
            made.add_run(f"{heading.number}\t")
        write(made, heading.title)
        made._p.append(element("bookmarkEnd", id=heading.mark))

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for one in placed(blocks):
            if one.block is not None:
                self._block(one.block, leads=one.leads)
            if one.signed:
                add_signatures(self.file, one.signed)

    def _block(self, block: Unsigned, *, leads: bool) -> None:
        """The block; one that `leads` stays on the page of what follows it."""
        match block:
            case Paragraph():
                made = self._prose.write(self._paragraph("Body Text"), block.text)
                made.paragraph_format.keep_with_next = leads or None
            case Points():
                self._points(block.items, 0)
            case Facts():
                self._facts(block)
            case Table():
                add_table(self.file, block, self._prose)
            case Clause():
                self._heading(clause_place(block))
                self._blocks(block.blocks)
            case _:
                assert_never(block)

    def _facts(self, block: Facts) -> None:
        for at, (label, text) in enumerate(block.rows, start=1):
            made = write(self._paragraph("Fact"), label, "Fact Label")
            made.add_run("\t")
            self._prose.write(made, text).paragraph_format.keep_with_next = at < len(block.rows) or None

    def _points(self, items: Iterable[Item], depth: int) -> None:
        for item in items:
            made = self._prose.write(self._paragraph("List Bullet"), item.text)
            count(made._p, BULLETS, min(depth, LEVELS - 1))
            self._points(item.items, depth + 1)
