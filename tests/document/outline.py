"""The outline of a page's picture: what stays when only the letters are of another font.

From the top to the bottom, an entry for each part of the page that stands out: something numbered in the margin, rules
beside each other with what they span, and text. Lines of text that follow each other are one entry, as other letters
break other lines.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from PIL import Image

DOTS_PER_INCH = 150
_INKED = re.compile(rb"[\x00-\xaa]+")
"""Dots with ink: the hair lines between the rows of a table are brighter."""
_TEXT_FROM, _TEXT_WIDTH = 1870 * DOTS_PER_INCH // 1440, 8676 * DOTS_PER_INCH // 1440
_HEAD, _FOOT = 110, 130
"""Dots at the top and the bottom that the head and the foot of a page take."""
_RULE = 170
"""The fewest dots of a rule: no letter is as wide, and every place to write on and table is wider."""
_LETTER = 8
"""The fewest dots that a line of text is high; what is lower is the tail of a letter under a rule."""
_ROUGHLY = 20


def outline(page: Image.Image) -> list[str]:
    """The entries of a page in shades of grey, at 150 dots per inch; its head and foot have none."""
    found = [_entry(page, top, bottom) for top, bottom in _bands(page)]
    return [one for at, one in enumerate(found) if one and (one != "text" or at == 0 or found[at - 1] != "text")]


def _bands(page: Image.Image) -> Iterator[tuple[int, int]]:
    """Rows of dots with ink that belong together, from the first to the one after the last; a rule stands alone."""
    kinds = [_kind(page, row) for row in range(_HEAD, page.height - _FOOT)]
    top = _HEAD
    for kind, rows in groupby(kinds):
        bottom = top + len(list(rows))
        if kind == "rule" or (kind and bottom - top >= _LETTER):
            yield top, bottom
        top = bottom


def _kind(page: Image.Image, row: int) -> str:
    sizes = [size for _, size in _runs(page, row)]
    return ("rule" if max(sizes) >= _RULE else "text") if sizes else ""


def _runs(page: Image.Image, row: int) -> Iterator[tuple[int, int]]:
    """Where ink begins in the row of dots, and how many of them it goes on for."""
    dots = page.crop((0, row, page.width, row + 1)).tobytes()
    yield from ((found.start(), len(found[0])) for found in _INKED.finditer(dots))


def _entry(page: Image.Image, top: int, bottom: int) -> str:
    rules = [size for _, size in _runs(page, top) if size >= _RULE]
    if rules:
        return " ".join("whole" if size > _TEXT_WIDTH - _ROUGHLY else "rule" for size in rules)
    first = min(start for row in range(top, bottom) for start, _ in _runs(page, row))
    return "number" if first < _TEXT_FROM - _ROUGHLY else "text"
