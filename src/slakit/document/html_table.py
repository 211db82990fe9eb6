"""How a table is laid out on a page: what its width needs, on a wide screen and on a narrow one."""

from slakit.document.model import Table

_LONG = 30
"""Longer words may be broken: no column has to be wider."""
_WIDE, _NARROW = 84, 34
"""The letters that fit beside each other on a page, and on a phone."""


def shape(table: Table) -> str:
    """The classes of a table's element.

    On a phone the rows of `cards` are shown as cards, those of `pairs` as rows. The columns of an `even` table are of
    one width, in which words are broken; of a `tight` one only on a phone.
    """
    columns = len(table.header)
    numbers_mostly = columns == 3 and len(table.numeric) > 1
    kind = "cards" if columns > 2 and not numbers_mostly else "pairs"
    needed = sum(_needed(table, column) for column in range(columns))
    return f"{kind} even" if needed > _WIDE else f"{kind} tight" if needed > _NARROW else kind


def _needed(table: Table, column: int) -> int:
    """The letters that a column has room for at least: those of its longest word, and the space beside it."""
    cells = [table.header[column], *(row[column] for row in table.rows)]
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    return min(longest, _LONG) + 2
