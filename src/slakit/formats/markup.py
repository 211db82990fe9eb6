"""Pieces of GitHub-flavoured Markdown for comments and summaries: texts of users show as they are and do nothing.

Beside markup, nothing in them calls a person (`@name`), refers to an issue (`#1`) or becomes a link.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from slakit.document.markdown import escaped
from slakit.formats.terminal import safe

_CALLS = re.compile(r"@(?=\w)|\\#(?=\w)|(?i:\bwww(?=\.)|\bGH(?=-\d))")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding knows."""
_INVISIBLE = "&#8203;"
_TICKS = re.compile("`+")
_REST = "The rest does not fit here.\n"
_SHORTEST_ROW = 16
"""No row takes fewer bytes."""


def text(value: object) -> str:
    """Text on one line that shows as it was written."""
    whole = _HALVES.sub(lambda match: f"[U+{ord(match[0]):04X}]", str(value))
    shown = uncalling(escaped(whole))
    return f"\\{shown}" if shown.startswith("::") else shown  # a CI runner would take it for a command


def uncalling(page: str) -> str:
    """Markdown in which nothing calls a person, refers to an issue or becomes a link by itself."""
    return _CALLS.sub(lambda match: f"{match[0]}{_INVISIBLE}", page)


def clipped(value: str, most: int = 400) -> str:
    """Text that is not yet escaped, cut where it is longer than anybody reads."""
    return value if len(value) <= most else f"{value[: most - 1]}…"


def cell_code(value: str) -> str:
    """Text as code in a cell of a table."""
    shown = safe(value).replace("|", "\\|") or " "
    ticks = "`" * (max((len(run) for run in _TICKS.findall(shown)), default=0) + 1)
    space = " " if len(ticks) > 1 else ""
    return f"{ticks}{space}{shown}{space}{ticks}"


def block(value: str) -> str:
    """Lines, already safe, as a block of code that nothing in them ends."""
    ticks = "`" * max(3, max((len(run) for run in _TICKS.findall(value)), default=0) + 1)
    return f"{ticks}text\n{value.rstrip()}\n{ticks}"


def table(header: Sequence[str], align: str, rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells that are Markdown; `align` has `l` or `r` per column."""
    rule = ["---:" if side == "r" else "---" for side in align]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))


def details(summary: str, body: str) -> str:
    """A part that is closed until its summary, plain text, is clicked."""
    return f"<details><summary>{escape(safe(summary))}</summary>\n\n{body}\n\n</details>"


def fitted(page: Callable[[int], str], rows: int, limit: int) -> str:
    """The page with as many of its rows as fit in `limit` bytes of UTF-8.

    `page` makes it with the first so many rows and says how many it leaves out.
    """
    at_most = min(rows, limit // _SHORTEST_ROW)
    whole = page(at_most)
    if _size(whole) <= limit:
        return whole
    least, most = 0, at_most
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if _size(page(middle)) <= limit else (least, middle)
    return _cut(page(least), limit)


def _cut(page: str, limit: int) -> str:
    """The first parts of a page that does not fit even without its rows."""
    if _size(page) <= limit:
        return page
    kept, room = [], limit - _size(_REST)
    for part in page.split("\n\n"):
        room -= _size(part) + 2
        if room < 0:
            break
        kept.append(part)
    return "\n\n".join((*kept, _REST))


def _size(page: str) -> int:
    return len(page.encode())
