"""The text of a word processor's file as lines: paragraphs, rows of tables, and the numbers that lists count.

Only the parts with text are looked at, as XML without entities; macros, links and embedded files are passed over.
What tracked changes have deleted is no text, what they have inserted is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from slakit.document.bounds import BeyondError

MOST = 32 * 1024**2
"""The bytes that a part may have, unpacked."""
_BODY, _NUMBERING = "word/document.xml", "word/numbering.xml"
_FRAME = re.compile(r"word/(?:header|footer)[0-9]*\.xml")
_COUNTER = re.compile(r"%([1-9])")
_CELLS = " | "


def docx_lines(content: bytes) -> list[str]:
    """The lines of the pages' heads and feet, then those of the body. Raises many kinds for what is no such file."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        frames = [_part(archive, name) for name in sorted(names) if _FRAME.fullmatch(name)]
        lists = _Lists(levels=_levels(_part(archive, _NUMBERING)) if _NUMBERING in names else {})
        parts = [*frames, _part(archive, _BODY)]
    return [line for part in parts for found in _texts(part, lists) if (line := " ".join(found.split()))]


def _part(archive: ZipFile, name: str) -> BaseOxmlElement:
    with archive.open(name) as packed:
        content = packed.read(MOST + 1)
    if len(content) > MOST:
        raise BeyondError(f"its part {name} has more than {MOST // 1024**2} MiB")
    return parse_xml(content)


@dataclass(frozen=True, kw_only=True)
class _Lists:
    """The lists that count paragraphs: their levels' texts (`%1.%2`), and how far each has counted."""

    levels: Mapping[str, Mapping[str, str]]
    counted: dict[str, list[int]] = field(default_factory=dict)

    def number(self, list_id: str, level: str) -> str:
        """The number of the next paragraph on a level from 0."""
        at = int(level)
        counters = self.counted.setdefault(list_id, [0] * 10)
        counters[at : at + 1] = [counters[at] + 1]
        counters[at + 1 :] = [0] * (9 - at)
        shown = self.levels.get(list_id, {}).get(level, "")
        return _COUNTER.sub(lambda match: str(counters[int(match[1]) - 1]), shown)


def _levels(numbering: BaseOxmlElement) -> dict[str, dict[str, str]]:
    kinds = {
        kind.get(qn("w:abstractNumId")): {
            level.get(qn("w:ilvl"), ""): _value(level, "lvlText") for level in kind.iter(qn("w:lvl"))
        }
        for kind in numbering.iter(qn("w:abstractNum"))
    }
    numbers = numbering.iter(qn("w:num"))
    return {one.get(qn("w:numId"), ""): kinds.get(_value(one, "abstractNumId"), {}) for one in numbers}


def _value(element: BaseOxmlElement | None, name: str) -> str:
    """What the element's child `w:name` has as its value."""
    child = None if element is None else element.find(qn(f"w:{name}"))
    return "" if child is None else child.get(qn("w:val"), "")


def _texts(part: BaseOxmlElement, lists: _Lists) -> Iterator[str]:
    for one in part.iter(qn("w:p"), qn("w:tr")):
        if next(one.iterancestors(qn("w:tr")), None) is not None:
            continue
        if one.tag == qn("w:p"):
            yield _numbered(one, lists)
        else:
            cells = (" ".join(_numbered(p, lists) for p in cell.iter(qn("w:p"))) for cell in one.iter(qn("w:tc")))
            yield _CELLS.join(cells)


def _numbered(paragraph: BaseOxmlElement, lists: _Lists) -> str:
    listed = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    list_id, level = _value(listed, "numId"), _value(listed, "ilvl")
    number = lists.number(list_id, level) if list_id and level in set("012345678") else ""
    return f"{number} {_text(paragraph)}"


def _text(paragraph: BaseOxmlElement) -> str:
    found = []
    for one in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        if one.tag == qn("w:t"):
            found.append("".join(one.itertext()))  # of entities their names
        elif one.getparent().tag == qn("w:r"):
            found.append(" ")
    return "".join(found)
