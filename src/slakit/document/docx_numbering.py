"""Numbers of headings that a word processor counts on by itself when somebody inserts a section or a clause."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.numbering import CT_Numbering
from docx.oxml.styles import CT_Style
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from slakit.document.docx_xml import element
from slakit.document.model import Clause, Document, Section
from slakit.document.runs import clause_place, section_place

HEADINGS, BULLETS = 1, 2
_SERIES = 3
"""The first list of clauses; each series (`S-1`, `S-2`) has one."""

LEVELS = 9
HANG = 850
"""Twips that a heading's number stands in the margin."""

_BULLETS = ("•", "–", "▪")
_REFERENCE = re.compile(r"(.*?)([1-9][0-9]*)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A section's or clause's heading; `mark` is the number of its bookmark, `list_id` what counts it (0: nothing)."""

    place: str
    level: int
    number: str
    title: str
    mark: int
    list_id: int

    @property
    def bookmark(self) -> str:
        return f"_Ref{self.mark:08d}"

    @property
    def depth(self) -> int:
        """Its level in its list, from 0: clauses are counted in one row."""
        return self.level - 1 if self.list_id == HEADINGS else 0


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """The headings of a document by their places, and the series of its clauses (`S-`)."""

    headings: dict[str, Heading]
    series: tuple[str, ...]


def numbering(document: Document) -> Numbering:
    """Which lists count the headings; one whose number is not the next of its list keeps it as text."""
    found: dict[str, Heading] = {}
    counters = [0] * LEVELS
    series: dict[str, int] = {}
    for place, level, number, title, is_clause in _walk(document.sections, 1):
        if is_clause:
            list_id = _next_clause(number, series)
        else:
            counters[level - 1 :] = [counters[level - 1] + 1, *[0] * (LEVELS - level)]
            list_id = HEADINGS if number == ".".join(map(str, counters[:level])) else 0
        mark = len(found) + 1
        found[place] = Heading(place=place, level=level, number=number, title=title, mark=mark, list_id=list_id)
    return Numbering(headings=found, series=tuple(series))


def _next_clause(reference: str, series: dict[str, int]) -> int:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0
    prefix, number = match[1], int(match[2])
    if number != series.get(prefix, 0) + 1:
        return 0
    series[prefix] = number
    return _SERIES + list(series).index(prefix)


def _walk(sections: Iterable[Section], level: int) -> Iterator[tuple[str, int, str, str, bool]]:
    for section in sections:
        yield section_place(section), level, section.number, section.title, False
        for block in section.blocks:
            if isinstance(block, Clause):
                yield clause_place(block), min(level + 1, LEVELS), block.reference, block.title, True
        yield from _walk(section.sections, min(level + 1, LEVELS))


def count(counted: CT_P | CT_Style, list_id: int, depth: int) -> None:
    """Has the list count a paragraph or those of a style, on one of its levels from 0."""
    listed = counted.get_or_add_pPr().get_or_add_numPr()
    listed.get_or_add_ilvl().val = depth
    listed.get_or_add_numId().val = list_id


def add_lists(part: CT_Numbering, series: Iterable[str]) -> None:
    """The lists in place of those that the part has: of headings, of bullets, and of each series of clauses."""
    lists = [_heading_levels(), _bullet_levels(), *(_clause_level(prefix) for prefix in series)]
    part[:] = [_abstract(number, levels) for number, levels in enumerate(lists, start=HEADINGS)]
    for number in range(HEADINGS, HEADINGS + len(lists)):
        part.add_num(number)


def _abstract(number: int, levels: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return element("abstractNum", element("multiLevelType", val=kind), *levels, abstractNumId=number)


def _heading_levels() -> list[BaseOxmlElement]:
    shown = [".".join(f"%{one}" for one in range(1, level + 1)) for level in range(1, LEVELS + 1)]
    return [_level(at, "decimal", text, 0, HANG, f"Heading{at + 1}") for at, text in enumerate(shown)]


def _clause_level(prefix: str) -> list[BaseOxmlElement]:
    return [_level(0, "decimal", prefix.replace("%", "") + "%1", 0, HANG)]


def _bullet_levels() -> list[BaseOxmlElement]:
    return [_level(at, "bullet", _BULLETS[at % len(_BULLETS)], 340 * (at + 1), 283) for at in range(LEVELS)]


def _level(at: int, format_: str, text: str, left: int, hanging: int, style: str = "") -> BaseOxmlElement:
    tab = element("tab", val="num", pos=left)
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=format_),
        *([element("pStyle", val=style)] if style else []),
        element("suff", val="tab"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("tabs", tab), element("ind", left=left, hanging=hanging)),
        element("rPr", element("color", val="1F4E79")),
        ilvl=at,
    )
