"""The project's own pages, and what they show."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def section(page: Path, heading: str) -> str:
    """The text under `## heading`, up to the next heading of that level."""
    text = page.read_text(encoding="utf-8")
    match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"{page.name} has no '## {heading}'"
    return match[1]


def fences(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: the language of each and its text."""
    return [(match[1], match[2]) for match in _FENCE.finditer(text)]
