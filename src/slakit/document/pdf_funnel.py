"""The way of a lead as a picture on paper: that of the HTML page, in the colours and letters of the PDF."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape

from slakit.document.model import Document
from slakit.document.pictures import funnel_of

_STYLE = """
text { font-family: "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern"; font-size: 13px; fill: #14181d; }
.name { font-size: 14.5px; font-weight: 600; }
.small { font-size: 12.5px; fill: #54606e; }
.stage { fill: #f6f7f9; stroke: #8b95a3; }
.won { fill: #e8f4ee; }
.lost { fill: #f8eeec; }
.recycled { fill: #f3f1fa; }
.way { fill: none; stroke: #6a7384; stroke-width: 1.5; }
.back { stroke-dasharray: 4 3; }
.tip { fill: #6a7384; }
.hue0 { fill: #4a5263; }
.hue1 { fill: #1d4f91; }
.hue2 { fill: #0b6b58; }
.hue3 { fill: #7b2f78; }
.hue4 { fill: #8a4a06; }
"""
_SIZE = re.compile(r'viewBox="[\d ]+"')
_MARK = re.compile(">[✓✕↺] (?=won<|lost<|given back<)")
"""Marks that only another font has, which would show what they mark, too."""
_LONGEST = 10_000
"""Letters that a picture says of itself; archival files allow 32,767 bytes. The text says all of it."""
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as SVG, and what it says in words."""

    svg: str
    said: str


def funnel(document: Document, shown: Callable[[str], str]) -> Picture | None:
    """The picture of the stages, their names as `shown`; None where they have no room beside each other."""
    steps = tuple(replace(step, title=shown(step.title), by=tuple(map(shown, step.by))) for step in document.funnel)
    first, end, _ = str(funnel_of(replace(document, funnel=steps))).partition("</svg>")
    size, description = _SIZE.search(first), _DESCRIPTION.search(first)
    if size is None or description is None or 'class="picture wide"' not in first:
        return None
    shapes = _MARK.sub(">", first[description.end() :])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size[0]}><style>{_STYLE}</style>'
    said = unescape(description[1])
    return Picture(svg=f"{head}{shapes}{end}", said=said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")
