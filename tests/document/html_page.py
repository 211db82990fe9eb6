"""An HTML page read back by a parser that does as browsers do and forgives nothing."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib

Element = Any
"""An element of `xml.etree`, its tag without a namespace."""


def parsed(page: str) -> Element:
    """The page's root. Raises an error for anything that is not HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(page)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def elements(root: Element) -> Iterator[Element]:
    """Every element, comments left out."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def text(element: Element) -> str:
    """What the element shows, spaces as one; a line break is one too."""
    parts: list[str] = []
    _collect(element, parts)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _collect(element: Element, parts: list[str]) -> None:
    if element.tag == "br":
        parts.append(" ")
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, parts)
        parts.append(child.tail or "")
