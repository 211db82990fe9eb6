"""How wide the columns of a table are, for formats that set lines of a fixed width."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import permutations

from slakit.document.model import Table

PADDING = 3
"""Characters that the space between two columns takes."""
_SAMPLE = 60
"""Rows that are looked at."""


def length(text: str) -> int:
    """How many letters of average width the text takes, rounded up: capitals take more, those of the Far East two."""
    return -(-sum(map(_tenths, text)) // 10)


@cache
def _tenths(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF" or character in "MW@%—…":
        return 20
    return 15 if character.isupper() or character in "mw" else 6 if character in "ijl.,:;'|!() " else 10


def widths(table: Table, room: int) -> tuple[int, ...] | None:
    """The width of each column in letters, `room` of them together; None where every cell fits on one line.

    A column has at least its longest word, and a tenth, as letters differ, as far as there is room; and the table as
    few lines as can be found.
    """
    columns = [[row[at] for row in (table.header, *table.rows)] for at in range(len(table.header))]
    room -= PADDING * (len(columns) - 1)
    whole = [max(_longest(cell.splitlines()) for cell in column) for column in columns]
    if sum(whole) <= room:
        return None
    fair = max(room // len(columns), 1)
    least = [min(max(_longest(cell.split()) for cell in column) * 11 // 10 + 1, fair) for column in columns]
    sample = [tuple(map(length, row)) for row in (table.header, *table.rows[:_SAMPLE])]
    return tuple(_with_few_lines(sample, least, _spread(least, whole, room)))


def _longest(parts: Sequence[str]) -> int:
    return max((length(part) for part in parts), default=1)


def _spread(least: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """The room dealt out, to none more than its longest text takes.

    It goes by the square root of the longest text, so that a long one does not starve the others.
    """
    found = list(least)
    roots = [round(10 * most**0.5) for most in whole]
    while (left := room - sum(found)) > 0:
        short = [at for at in range(len(found)) if found[at] < whole[at]]
        total = sum(roots[at] for at in short)
        shares = {at: min(left * roots[at] // total, whole[at] - found[at]) for at in short}
        if not any(shares.values()):
            break
        for at, share in shares.items():
            found[at] += share
    return found


def _with_few_lines(sample: Sequence[tuple[int, ...]], least: Sequence[int], first: list[int]) -> list[int]:
    """The widths with letters moved from column to column as long as that saves lines."""
    found, lines = first, _lines(sample, first)
    for step in (8, 4, 2, 1):
        better = True
        while better:
            better = False
            for giver, taker in permutations(range(len(found)), 2):
                if found[giver] - step < least[giver]:
                    continue
                tried = [width + step * ((at == taker) - (at == giver)) for at, width in enumerate(found)]
                if (fewer := _lines(sample, tried)) < lines:
                    found, lines, better = tried, fewer, True
    return found


def _lines(sample: Sequence[tuple[int, ...]], widths: Sequence[int]) -> tuple[int, int]:
    """About how many lines the rows take, then the cells: a break in the middle of a line loses some letters."""
    rows = [
        [1 if size <= width else -(-size * 11 // (width * 10)) for size, width in zip(row, widths, strict=True)]
        for row in sample
    ]
    return sum(map(max, rows)), sum(map(sum, rows))
