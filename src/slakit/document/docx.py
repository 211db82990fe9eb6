"""The DOCX writer: a file for word processors, with real headings, numbers, tables and fields, for those who redline.

The file is made of XML that slakit writes itself, so nothing else is needed. There are no macros, no links to
anything outside and no settings that ask for them, and one agreement gives the same bytes on every day and machine:
parts are stored without compression, which differs between machines.
"""

from io import BytesIO
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from slakit.document.docx_body import Body
from slakit.document.docx_xml import NAMESPACE, TAB, Xml, field, paragraph, run, tag
from slakit.document.model import Document
from slakit.document.page_head import identity, title_in_short
from slakit.document.runs import one_line

_PARTS = Path(__file__).parent / "templates" / "docx"
_STATIC = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme/theme1.xml": "theme.xml",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx(document: Document) -> bytes:
    """The document as a file of Office Open XML (ISO/IEC 29500, transitional)."""
    body = Body(document=document)
    parts = {
        **{name: (_PARTS / file).read_text("utf-8") for name, file in _STATIC.items()},
        "docProps/core.xml": _core(document),
        "word/document.xml": _part("document", tag("body", body.xml(), _page())),
        "word/footer.xml": _part("ftr", _footer()),
        "word/header.xml": _part("hdr", _header(document)),
        "word/numbering.xml": _part("numbering", body.numbering.xml()),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name in sorted(parts):
            archive.writestr(_entry(name), parts[name].encode())
    return file.getvalue()


def _entry(name: str) -> ZipInfo:
    """A part's entry: nothing in it tells of the day or the system on which it was made."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 0
    return entry


def _part(root: str, content: Xml) -> str:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'{_HEAD}<w:{root} xmlns:w="{NAMESPACE}" xmlns:r="{relations}">{content}</w:{root}>\n'


def _core(document: Document) -> str:
    said = {
        "title": one_line(document.title),
        "subject": one_line(document.subtitle),
        "identifier": identity(document),
        "version": one_line(document.version),
    }
    template = Template((_PARTS / "core.xml").read_text("utf-8"))
    return template.substitute({key: escape(text) for key, text in said.items()})


def _page() -> Xml:
    """A4, with the head and foot of every page."""
    return tag(
        "sectPr",
        Xml('<w:headerReference w:type="default" r:id="rId3"/>'),
        Xml('<w:footerReference w:type="default" r:id="rId4"/>'),
        tag("pgSz", w=11906, h=16838),
        tag("pgMar", top=1531, right=1360, bottom=1418, left=1870, header=794, footer=737, gutter=0),
    )


def _header(document: Document) -> Xml:
    return paragraph(run(title_in_short(document)), TAB, run(identity(document)), style="Header")


def _footer() -> Xml:
    pages = (run("Page "), field("PAGE", run("1")), run(" of "), field("NUMPAGES", run("1")))
    return paragraph(*pages, style="Footer")
