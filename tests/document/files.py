"""Documents as files: each is written once, and read back as its readers do."""

import re
from functools import cache
from io import BytesIO

import docx
import pypdfium2
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from slakit.document import Document, document_of
from slakit.document.writers import writer
from tests.document.make import ROOT, agreement
from tests.document.sample import HOSTILE, LONG, SAMPLE, hostile

MADE = {"sample": SAMPLE, "hostile": hostile(*HOSTILE), "long": hostile(*LONG)}
NAMES = ("northwind", "b2b_midsize", "small_team", *MADE)
AGREEMENTS = NAMES[:3]


@cache
def document(name: str) -> Document:
    """The document of a policy, the sample, or one of hostile or long texts."""
    return MADE[name] if name in MADE else document_of(agreement(ROOT / "policies" / f"{name}.yaml"))


@cache
def written(name: str, suffix: str) -> bytes:
    """The file of that document."""
    return writer(suffix).write(document(name))


@cache
def pdf_pages(name: str) -> tuple[str, ...]:
    """The text of each page, as a viewer copies it."""
    opened = pypdfium2.PdfDocument(written(name, ".pdf"))
    return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened)


def squashed(text: str) -> str:
    """Text without blanks and hyphens, which breaks between lines move, and without marks that only steer."""
    return re.sub(r"[\s\-\u00ad\u0002\ufffe\u200b\u2066-\u2069]", "", text)


@cache
def word(name: str) -> WordDocument:
    """The file as a word processor's library reads it."""
    return docx.Document(BytesIO(written(name, ".docx")))


def word_texts(opened: WordDocument) -> list[tuple[str, str]]:
    """Style and text of every paragraph in order, those of tables cell by cell."""
    return [(one.style.name or "", shown(one)) for one in _paragraphs(opened) if one.style is not None]


def _paragraphs(opened: WordDocument) -> list[WordParagraph]:
    found: list[WordParagraph] = []
    for block in opened.iter_inner_content():
        if isinstance(block, WordTable):
            found += [one for row in block.rows for cell in row.cells for one in cell.paragraphs]
        else:
            found.append(block)
    return found


def shown(paragraph: WordParagraph) -> str:
    """What a paragraph shows, fields and links included."""
    parts = []
    for node in paragraph._p.iter():
        name = node.tag.rpartition("}")[2]
        parts.append(node.text or "" if name == "t" else {"br": "\n", "tab": "\t"}.get(name, ""))
    return "".join(parts).removeprefix("\t") if parts else ""
