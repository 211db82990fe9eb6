"""What python-docx has no objects for: elements of WordprocessingML (of the namespace `w`), fields and links."""

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(name: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """The element `w:name` with its attributes (also of `w`) and children."""
    made = OxmlElement(f"w:{name}", {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def field(paragraph: Paragraph, instruction: str, shown: Run) -> None:
    """Makes the paragraph's last run a field that a word processor computes; it is shown until then."""
    paragraph._p.append(element("fldSimple", shown._r, instr=f" {instruction} "))


def link(paragraph: Paragraph, bookmark: str, shown: Iterable[Run]) -> None:
    """Makes the paragraph's last runs lead to a bookmark of the file."""
    paragraph._p.append(element("hyperlink", *(one._r for one in shown), anchor=bookmark))


def unfold(instruction: str, first: Paragraph, last: Paragraph) -> None:
    """A field that shows what is from the one paragraph's first run to the end of the other."""
    instructed = OxmlElement("w:instrText")
    instructed.text = f" {instruction} "
    kinds = [element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
    begin, instruct, separate, end = (element("r", one) for one in (kinds[0], instructed, *kinds[1:]))
    first._p.get_or_add_pPr().addnext(begin)
    begin.addnext(instruct)
    instruct.addnext(separate)
    last._p.append(end)
