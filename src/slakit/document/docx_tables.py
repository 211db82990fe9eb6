"""Tables of a word processor's file: those of the document, and the places to sign."""

from collections.abc import Iterator, Sequence

from slakit.document.columns import PADDING, length, widths
from slakit.document.docx_xml import LINE_BREAK, TAB, Xml, joined, paragraph, run, tag
from slakit.document.model import Signature, Table
from slakit.document.runs import directed, lines, one_line

TEXT_WIDTH = 8676
"""Twips between the margins."""

_LINE = 84
"""Letters on a line of a table."""
_LETTER = 110
"""Twips of a letter."""
_SHORT = 8
"""Rows up to which a table stays on one page."""
_HALF = TEXT_WIDTH // 2


def lined(text: str, style: str = "") -> list[Xml]:
    """The text's lines in a character style, with breaks between them."""
    return broken([[run(one.text, style=style, leftward=one.leftward) for one in directed(one)] for one in lines(text)])


def broken(parts: Sequence[Sequence[Xml]]) -> list[Xml]:
    """Lines of runs, with breaks between them."""
    return [one for at, line in enumerate(parts) for one in ((LINE_BREAK, *line) if at else line)]


def table(block: Table, cells: Sequence[Sequence[Sequence[Xml]]]) -> Xml:
    """A table with its header, which every page repeats; `cells` is what its rows show."""
    numeric = frozenset(block.numeric)
    together = len(cells) <= _SHORT
    rows = [_row(row, numeric, keep_next=together and at < len(cells)) for at, row in enumerate(cells, start=1)]
    header = _row([lined(cell) for cell in block.header], numeric, header=True, keep_next=True)
    return joined(tag("tbl", *_properties(block), header, *rows), paragraph(style="AfterTable"))


def _properties(block: Table) -> tuple[Xml, Xml]:
    """How the table is laid out, and its columns: those that need no breaks as wide as they are."""
    shares = widths(block, _LINE)
    if shares is None:
        longest = [max(length(row[at]) for row in (block.header, *block.rows)) for at in range(len(block.header))]
        columns = [_LETTER * (letters + PADDING) for letters in longest]
        layout = (tag("tblW", w=0, type="auto"), tag("tblLayout", type="autofit"))
    else:
        whole = sum(share + PADDING for share in shares)
        columns = [TEXT_WIDTH * (share + PADDING) // whole for share in shares]
        layout = (tag("tblW", w=TEXT_WIDTH, type="dxa"), tag("tblLayout", type="fixed"))
    look = tag("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
    said = [tag("tblCaption", val=one_line(block.caption))] if block.caption else []
    properties = tag("tblPr", tag("tblStyle", val="AgreementTable"), *layout, look, *said)
    return properties, tag("tblGrid", *(tag("gridCol", w=width) for width in columns))


def _row(cells: Sequence[Sequence[Xml]], numeric: frozenset[int], *, keep_next: bool, header: bool = False) -> Xml:
    style = "TableHeading" if header else "TableText"
    aligned = [tag("jc", val="right") if at in numeric else Xml("") for at in range(len(cells))]
    shown = [
        tag("tc", paragraph(*cell, style=style, keep_next=keep_next, others=side))
        for cell, side in zip(cells, aligned, strict=True)
    ]
    return tag("tr", tag("trPr", tag("cantSplit"), *([tag("tblHeader")] if header else [])), *shown)


def signatures(items: Sequence[Signature]) -> Xml:
    """Places to sign, two beside each other, none of them split between pages."""
    layout = (tag("tblW", w=TEXT_WIDTH, type="dxa"), tag("tblLayout", type="fixed"))
    grid = tag("tblGrid", tag("gridCol", w=_HALF), tag("gridCol", w=_HALF))
    rows = []
    for at in range(0, len(items), 2):
        places = [list(_signature(item)) for item in items[at : at + 2]]
        places += [[paragraph()]] * (2 - len(places))
        width = tag("tcPr", tag("tcW", w=_HALF, type="dxa"))
        rows.append(tag("tr", tag("trPr", tag("cantSplit")), *(tag("tc", width, *place) for place in places)))
    table = tag("tbl", tag("tblPr", tag("tblStyle", val="Signatures"), *layout), grid, *rows)
    return joined(table, paragraph(style="AfterTable"))


def _signature(item: Signature) -> Iterator[Xml]:
    yield paragraph(*lined(item.party), style="SignatureParty")
    yield paragraph(*lined(item.role), style="SignatureRole")
    yield _to_fill("Signature", "", keep_next=True)
    yield _to_fill("Name", item.name, keep_next=True)
    if item.email:
        yield _to_fill("E-mail", item.email, keep_next=True)
    yield _to_fill("Date", "", keep_next=False)


def _to_fill(label: str, text: str, *, keep_next: bool) -> Xml:
    """A label with its text; without one, with a line to write on."""
    filled = lined(text) if text else [TAB]
    return paragraph(run(label, style="SignatureLabel"), TAB, *filled, style="SignatureLine", keep_next=keep_next)
