"""The text of a PDF as lines, by pypdf, without what stands at the head and foot of every page."""

import re
from io import BytesIO
from itertools import takewhile

from pypdf import PdfReader

_FOOT = re.compile(r"Page [0-9]+ of [0-9]+")
_DOTS = re.compile(r"(?: \.){4,} ")


def pdf_lines(content: bytes) -> list[str]:
    """The lines of all pages in order; a page's first ones only where they are not those of the page before."""
    found: list[str] = []
    before: list[str] = []
    for page in PdfReader(BytesIO(content)).pages:
        lines = [_DOTS.sub(" … ", line.strip()) for line in page.extract_text().splitlines()]
        same = takewhile(lambda pair: pair[0] == pair[1], zip(before, lines, strict=False))
        body = lines[sum(1 for _ in same) :]
        found += [line for at, line in enumerate(body) if line and not (at == len(body) - 1 and _FOOT.fullmatch(line))]
        before = lines
    return found
