"""The DOCX writer: a file for word processors, with real headings, numbers, tables and fields, for those who redline.

There are no macros, no links to anything outside and no settings that ask for them, and one agreement gives the same
bytes on every day and machine: parts are stored without compression, which differs between machines.
"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx as word
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Twips

from slakit.document.docx_body import Body
from slakit.document.docx_numbering import add_lists, numbering
from slakit.document.docx_styles import LANGUAGE, add_styles
from slakit.document.docx_xml import element, field
from slakit.document.model import Document
from slakit.document.page_head import identity, title_in_short
from slakit.document.runs import one_line

_KEPT = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.THEME,
}
"""What is kept of the file that python-docx starts from: not its picture, nor what only old programs read."""
_MOST = 255
"""Letters that python-docx lets a property have."""
_COMPATIBLE = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}


def docx(document: Document) -> bytes:
    """The document as a file of Office Open XML (ISO/IEC 29500, transitional)."""
    file = _begun()
    _say_what_it_is(file, document)
    _lay_out(file, document)
    found = numbering(document)
    add_styles(file.styles)
    add_lists(file.part.numbering_part.element, found.series)
    Body(file=file, document=document, headings=found.headings).write()
    return _packed(file)


def _begun() -> WordDocument:
    """An empty file, with settings of today's word processors."""
    file = word.Document()
    for owner in (file.part.package, file.part):
        for key in [key for key, one in owner.rels.items() if one.reltype not in _KEPT]:
            del owner.rels[key]
    place = "http://schemas.microsoft.com/office/word"
    modes = (element("compatSetting", name=name, uri=place, val=value) for name, value in _COMPATIBLE.items())
    file.settings.element[:] = [
        element("zoom", percent=100),
        element("defaultTabStop", val=709),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", *modes),
        element("themeFontLang", val=LANGUAGE),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]
    return file


def _say_what_it_is(file: WordDocument, document: Document) -> None:
    said = file.core_properties
    said.title = one_line(document.title)[:_MOST]
    said.subject = one_line(document.subtitle)[:_MOST]
    said.identifier = identity(document)
    said.version = one_line(document.version)[:_MOST]
    said.language = LANGUAGE
    said.author = said.comments = said.last_modified_by = ""
    said.created = said.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _lay_out(file: WordDocument, document: Document) -> None:
    """A4, with the head and foot of every page."""
    page = file.sections[0]
    page.page_width, page.page_height = Twips(11906), Twips(16838)
    page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = map(Twips, (1531, 1360, 1418, 1870))
    page.header_distance, page.footer_distance = Twips(794), Twips(737)
    page.header.paragraphs[0].add_run(f"{title_in_short(document)}\t{identity(document)}")
    foot = page.footer.paragraphs[0]
    for before, computed in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(before)
        field(foot, computed, foot.add_run("1"))


def _packed(file: WordDocument) -> bytes:
    """The file with entries in order, of which nothing tells of the day or the system on which they were made."""
    made, packed = BytesIO(), BytesIO()
    file.save(made)
    with ZipFile(made) as parts, ZipFile(packed, "w", ZIP_STORED) as archive:
        for name in sorted(parts.namelist()):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, parts.read(name))
    return packed.getvalue()
