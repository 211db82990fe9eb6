"""WordprocessingML as text: elements of the namespace `w`, with everything that is not markup escaped."""

from typing import NewType
from xml.sax.saxutils import escape, quoteattr

Xml = NewType("Xml", str)
"""Text that is markup; a `str` has to be escaped to become it."""

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tag(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """The element `w:name` with its attributes (also of `w`) and children."""
    given = "".join(f" w:{key.rstrip('_')}={quoteattr(str(value))}" for key, value in attributes.items())
    inner = "".join(children)
    return Xml(f"<w:{name}{given}>{inner}</w:{name}>" if inner else f"<w:{name}{given}/>")


def joined(*parts: Xml) -> Xml:
    return Xml("".join(parts))


def literal(text: str) -> Xml:
    """The text of a run, shown as it is."""
    return Xml(f'<w:t xml:space="preserve">{escape(text)}</w:t>')


def paragraph(*content: Xml, style: str = "", keep_next: bool = False, others: Xml = Xml("")) -> Xml:
    """A paragraph of a style; `others` are further properties, which have their place after `keepNext`."""
    properties = [tag("pStyle", val=style)] if style else []
    properties += [tag("keepNext")] if keep_next else []
    properties += [others] if others else []
    return tag("p", *([tag("pPr", *properties)] if properties else []), *content)


def run(text: str, *, style: str = "", leftward: bool = False) -> Xml:
    """A run of text in a character style; `leftward` reads from right to left."""
    properties = [tag("rStyle", val=style)] if style else []
    properties += [tag("rtl")] if leftward else []
    return tag("r", *([tag("rPr", *properties)] if properties else []), literal(text))


def field(instruction: str, shown: Xml) -> Xml:
    """A field that a word processor computes, with what it shows until then."""
    return tag("fldSimple", shown, instr=f" {instruction} ")


def unfolded(instruction: str) -> tuple[Xml, Xml]:
    """The same of a field that goes over several paragraphs: what stands before and after what it shows."""
    instructed = Xml(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
    begin, separate, end = (tag("r", tag("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return joined(begin, tag("r", instructed), separate), end


TAB = tag("r", tag("tab"))
LINE_BREAK = tag("r", tag("br"))
