"""Texts in paragraphs of a word processor's file: their lines, what reads to the left, what refers to a clause."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docx.text.paragraph import Paragraph

from slakit.document.docx_numbering import Heading
from slakit.document.docx_xml import field, link
from slakit.document.model import Document
from slakit.document.runs import References, Run, directed, lines


def write(paragraph: Paragraph, text: str, style: str | None = None) -> Paragraph:
    """The text's lines in a character style, with breaks between them; the paragraph."""
    return _write(paragraph, [list(directed(line)) for line in lines(text)], style, {})


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Texts of a document in which what refers to a clause is a field that follows its number."""

    document: Document
    headings: Mapping[str, Heading]

    @cached_property
    def _references(self) -> References:
        return References(document=self.document)

    def write(self, paragraph: Paragraph, text: str) -> Paragraph:
        """The text's lines, with breaks between them; the paragraph."""
        return _write(paragraph, self._references.lines(text), None, self.headings)


def _write(
    paragraph: Paragraph, found: Sequence[Iterable[Run]], style: str | None, headings: Mapping[str, Heading]
) -> Paragraph:
    for at, line in enumerate(found):
        if at:
            paragraph.add_run("\n")
        for one in line:
            if one.to:
                _refer(paragraph, one.text, headings[one.to])
                continue
            run = paragraph.add_run(one.text, style)
            if one.leftward:
                run.font.rtl = True
    return paragraph


def _refer(paragraph: Paragraph, text: str, heading: Heading) -> None:
    shown = paragraph.add_run(text, "Reference")
    if heading.list_id:
        field(paragraph, f"REF {heading.bookmark} \\w \\h", shown)
    else:
        link(paragraph, heading.bookmark, [shown])
