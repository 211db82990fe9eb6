"""Tables of a word processor's file: those of the document, and the places to sign."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from slakit.document.columns import PADDING, length, widths
from slakit.document.docx_styles import TEXT_WIDTH
from slakit.document.docx_text import Prose, write
from slakit.document.docx_xml import element
from slakit.document.model import Signature, Table
from slakit.document.runs import one_line

_LINE = 84
"""Letters on a line of a table."""
_LETTER = 110
"""Twips of a letter."""
_SHORT = 8
"""Rows up to which a table stays on one page."""


def add_table(file: WordDocument, block: Table, prose: Prose) -> None:
    """A table with its header, which every page repeats."""
    made = file.add_table(len(block.rows) + 1, len(block.header), "Agreement Table")
    _lay_out(made, block)
    together = len(block.rows) <= _SHORT
    for at, (row, texts) in enumerate(zip(made.rows, (block.header, *block.rows), strict=True)):
        row._tr.get_or_add_trPr().extend([element("cantSplit"), *([] if at else [element("tblHeader")])])
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Text" if at else "Table Heading"
            paragraph.paragraph_format.keep_with_next = not at or (together and at < len(block.rows)) or None
            if column in block.numeric:
                paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
            (prose.write if at else write)(paragraph, text)
    file.add_paragraph(style="After Table")


def _lay_out(made: WordTable, block: Table) -> None:
    """The table's columns: those that need no breaks as wide as they are, together at most the width of the text.

    No cell has a width of its own.
    """
    shares = widths(block, _LINE)
    if shares is None:
        longest = [max(length(row[at]) for row in (block.header, *block.rows)) for at in range(len(block.header))]
        columns = [_LETTER * (letters + PADDING) for letters in longest]
    else:
        columns = [share + PADDING for share in shares]
    if shares is not None or sum(columns) > TEXT_WIDTH:
        columns = [TEXT_WIDTH * column // sum(columns) for column in columns]
        _fix_width(made)
    for column, width in zip(made.columns, columns, strict=True):
        column.width = Twips(width)
    for cell in made._tbl.iter_tcs():
        cell.remove(cell.tcPr)
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    look.attrib.update({qn("w:val"): "0420", qn("w:firstColumn"): "0"})
    if block.caption:
        look.addnext(element("tblCaption", val=one_line(block.caption)))


def _fix_width(made: WordTable) -> None:
    made.autofit = False
    made._tbl.tblPr.find(qn("w:tblW")).attrib.update({qn("w:type"): "dxa", qn("w:w"): str(TEXT_WIDTH)})


def add_signatures(file: WordDocument, items: Sequence[Signature]) -> None:
    """Places to sign, two beside each other, none of them split between pages."""
    made = file.add_table(-(-len(items) // 2), 2, "Signatures")
    _fix_width(made)
    for at, row in enumerate(made.rows):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, item in zip(row.cells, items[2 * at : 2 * at + 2], strict=False):
            _add_signature(cell, item)
    file.add_paragraph(style="After Table")


def _add_signature(cell: Cell, item: Signature) -> None:
    party = cell.paragraphs[0]
    party.style = "Signature Party"
    write(party, item.party)
    write(cell.add_paragraph(style="Signature Role"), item.role)
    filled = {"Signature": "", "Name": item.name, **({"E-mail": item.email} if item.email else {})}
    for label, text in filled.items():
        _to_fill(cell, label, text).paragraph_format.keep_with_next = True
    _to_fill(cell, "Date", "")


def _to_fill(cell: Cell, label: str, text: str) -> Paragraph:
    """A label with its text; without one, with a line to write on."""
    made = write(cell.add_paragraph(style="Signature Line"), label, "Signature Label")
    made.add_run("\t" if text else "\t\t")
    return write(made, text)
