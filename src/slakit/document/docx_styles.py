"""How a word processor's file looks: a style for each kind of text, so that another look is a change of styles.

Sizes of letters are in points, distances in twips, thicknesses of lines in eighths of a point.
"""

from typing import TypeVar

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.style import _TableStyle as TableStyle
from docx.styles.styles import Styles

from slakit.document.docx_numbering import BULLETS, HANG, HEADINGS, LEVELS, count
from slakit.document.docx_xml import element

TEXT_WIDTH = 8676
"""Twips between the margins."""
LANGUAGE = "en-US"

Lettered = TypeVar("Lettered", bound=CharacterStyle)

_TEXT, _INK, _ACCENT, _QUIET, _RULE = "14181D", "1B2A41", "1F4E79", "54606E", "C3CAD3"
_HEADINGS = ((15.5, 480, 180), (12.5, 340, 140), (11.0, 280, 110), *[(10.5, 240, 100)] * (LEVELS - 3))
"""Size of each level, space before and after it."""
_CONTENTS = {1: (0, 567, 80), 2: (567, 1247, 0)}
"""Where numbers and titles of each level begin, and space before it."""
_RARE = 39
"""Priority from which a style is not offered among the quick ones."""
_FACT, _FILLED = 2400, 1247
"""Where what follows a label begins."""


def add_styles(styles: Styles) -> None:
    """The styles of an agreement in place of those that the file begins with."""
    for one in list(styles):
        if not one.element.default:
            one.delete()
    styles.element[0] = _defaults()
    _paragraph(styles, "Body Text", priority=1)
    _letters(_paragraph(styles, "Subtitle", "Body Text", priority=11, space_after=560), 13, _QUIET)
    title = _paragraph(styles, "Title", "Subtitle", priority=10, keep_with_next=True)
    _set(title, space_before=1200, space_after=120, line_spacing=1.0)
    _rule(_letters(title, 27, _INK, bold=True), "top", 24, 16, _ACCENT)
    _letters(_run(styles, "Reference"), color=_ACCENT)
    _add_headings(styles)
    _add_contents(styles)
    _add_lists(styles)
    _add_tables(styles)
    _add_signatures(styles)
    _add_head_and_foot(styles)


def _defaults() -> BaseOxmlElement:
    """What no style says otherwise of."""
    letters = element(
        "rPr",
        element("rFonts", ascii="Cambria", hAnsi="Cambria", eastAsia="Cambria", cs="Times New Roman"),
        element("color", val=_TEXT),
        element("sz", val=21),
        element("szCs", val=21),
        element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="he-IL"),
    )
    spaced = element("pPr", element("widowControl"), element("spacing", before=0, after=120, line=264, lineRule="auto"))
    return element("docDefaults", element("rPrDefault", letters), element("pPrDefault", spaced))


def _add_headings(styles: Styles) -> None:
    for at, (size, before, after) in enumerate(_HEADINGS):
        made = _paragraph(styles, f"Heading {at + 1}", "Body Text", priority=9, line_spacing=1.0)
        count(made.element, HEADINGS, at)
        _set(made, keep_with_next=True, keep_together=True, space_before=before, space_after=after)
        _set(made, left_indent=0, first_line_indent=-HANG)
        made.element.pPr.append(element("outlineLvl", val=at))
        _letters(made, size, _INK, bold=True)


def _add_contents(styles: Styles) -> None:
    title = _paragraph(styles, "TOC Heading", "Normal", priority=39, keep_with_next=True)
    _letters(_set(title, space_before=240, space_after=140), 12.5, _INK, bold=True)
    for level, (number, text, before) in _CONTENTS.items():
        made = _paragraph(styles, f"toc {level}", "Normal", priority=39, space_before=before, space_after=20)
        made.style_id = f"TOC{level}"
        _set(made, left_indent=text, right_indent=567, first_line_indent=number - text)
        _tab(_tab(made, text), TEXT_WIDTH, WD_TAB_LEADER.DOTS)
        _letters(made, bold=level == 1)


def _add_lists(styles: Styles) -> None:
    count(_paragraph(styles, "List Bullet", priority=9, space_after=60).element, BULLETS, 0)
    fact = _paragraph(styles, "Fact", on="Body Text", keep_together=True, space_before=20, space_after=60)
    _tab(_set(fact, left_indent=_FACT, first_line_indent=-_FACT), _FACT)
    _letters(_run(styles, "Fact Label"), color=_QUIET, italic=True)


def _add_tables(styles: Styles) -> None:
    text = _paragraph(styles, "Table Text", space_after=0, line_spacing=245 / 240)
    _letters(text, 9.5)
    _letters(_paragraph(styles, "Table Heading", on="Table Text", keep_with_next=True), color=_INK, bold=True)
    _paragraph(styles, "After Table", space_after=60, line_spacing=160)
    lines = {"top": _line(8, 0, _INK), "bottom": _line(8, 0, _INK), "insideH": _line(4, 0, _RULE)}
    borders = element("tblBorders", *(element(side, **line) for side, line in lines.items()))
    below = element("tcBorders", element("bottom", **_line(6, 0, _INK)))
    first = element("tblStylePr", element("tcPr", below, element("vAlign", val="bottom")), type="firstRow")
    _table(styles, "Agreement Table", (57, 85, 57, 85), borders).append(first)


def _add_signatures(styles: Styles) -> None:
    _table(styles, "Signatures", (170, 0, 340, 400))
    line = _paragraph(styles, "Signature Line", space_before=160, space_after=60)
    _set(line, left_indent=_FILLED, first_line_indent=-_FILLED)
    _tab(_tab(line, _FILLED), 3920, WD_TAB_LEADER.LINES)
    role = _paragraph(styles, "Signature Role", "Signature Line", keep_with_next=True, space_after=520)
    _letters(role, color=_QUIET, italic=True)
    party = _paragraph(styles, "Signature Party", "Signature Role", keep_with_next=True, space_after=0)
    _rule(_letters(party, 11.5, _INK, bold=True), "top", 12, 6, _ACCENT)
    _letters(_run(styles, "Signature Label"), 8.5, _QUIET)


def _add_head_and_foot(styles: Styles) -> None:
    head, foot = (
        _letters(_paragraph(styles, name, priority=99, space_after=0, line_spacing=1.0), 8.5, _QUIET)
        for name in ("Header", "Footer")
    )
    _rule(_tab(head, TEXT_WIDTH, WD_TAB_LEADER.SPACES), "bottom", 4, 4, _RULE)
    foot.paragraph_format.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER


def _paragraph(
    styles: Styles, name: str, then: str = "", /, *, on: str = "Normal", priority: int | None = None, **layout: float
) -> ParagraphStyle:
    """A style of paragraphs, on another; those that word processors know have a priority in their lists."""
    made: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=priority is not None)
    made.style_id = name.replace(" ", "")  # as word processors call those that they know
    made.base_style, made.priority, made.quick_style = styles[on], priority, (priority or 0) < _RARE
    if then:
        made.next_paragraph_style = styles[then]
    return _set(made, **layout)


def _run(styles: Styles, name: str) -> CharacterStyle:
    made: CharacterStyle = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    made.base_style, made.quick_style = styles["Default Paragraph Font"], True
    return made


def _table(styles: Styles, name: str, margins: tuple[int, int, int, int], *borders: BaseOxmlElement) -> BaseOxmlElement:
    """A style of tables, and the margins of their cells from the top to the left, the bottom and the right."""
    made: TableStyle = styles.add_style(name, WD_STYLE_TYPE.TABLE)
    made.base_style, made.quick_style = styles["Normal Table"], True
    sides = zip(("top", "left", "bottom", "right"), margins, strict=True)
    cells = element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in sides))
    style: BaseOxmlElement = made.element
    style.append(element("tblPr", *borders, cells))
    return style


def _set(style: ParagraphStyle, **layout: float) -> ParagraphStyle:
    """Sets what python-docx calls so: whole numbers are twips, others multiples of what is usual."""
    for name, value in layout.items():
        setattr(style.paragraph_format, name, Twips(value) if type(value) is int else value)
    return style


def _tab(style: ParagraphStyle, at: int, leader: WD_TAB_LEADER | None = None) -> ParagraphStyle:
    """A tab, to the right if something, or a blank, leads to it."""
    aligned = WD_TAB_ALIGNMENT.LEFT if leader is None else WD_TAB_ALIGNMENT.RIGHT
    style.paragraph_format.tab_stops.add_tab_stop(Twips(at), aligned, leader or WD_TAB_LEADER.SPACES)
    return style


def _letters(
    style: Lettered, size: float = 0, color: str = "", *, bold: bool = False, italic: bool = False
) -> Lettered:
    font = style.font
    font.bold = font.cs_bold = bold or None
    font.italic = font.cs_italic = italic or None
    if color:
        font.color.rgb = RGBColor.from_string(color)
    if size:
        font.size = Pt(size)
        style.element.rPr.sz.addnext(element("szCs", val=round(2 * size)))
    return style


def _rule(style: ParagraphStyle, side: str, thickness: int, space: int, color: str) -> None:
    """A line above or below the paragraph."""
    properties = style.element.pPr
    border = element("pBdr", element(side, **_line(thickness, space, color)))
    properties.insert_element_before(border, "w:tabs", "w:spacing")


def _line(thickness: int, space: int, color: str) -> dict[str, str | int]:
    return {"val": "single", "sz": thickness, "space": space, "color": color}
