"""Sets of characters as RE2 means them: classes, Unicode categories, letters regardless of case.

A set is a sorted tuple of inclusive ranges of code points.
"""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby

Characters = tuple[tuple[int, int], ...]

LAST = sys.maxunicode
EVERY: Characters = ((0, LAST),)


def characters(*spans: str) -> Characters:
    """The set of single characters and ranges: `characters("az", "_")` is a to z and the underscore."""
    return joined((ord(span[0]), ord(span[-1])) for span in spans)


def joined(ranges: Iterable[tuple[int, int]]) -> Characters:
    """The union of ranges."""
    result: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if result and low <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return tuple(result)


def negated(chosen: Characters) -> Characters:
    """Every character that is not in the set."""
    result, next_ = [], 0
    for low, high in chosen:
        if low > next_:
            result.append((next_, low - 1))
        next_ = high + 1
    return (*result, (next_, LAST)) if next_ <= LAST else tuple(result)


DIGIT = characters("09")
WORD = characters("09", "AZ", "_", "az")
SPACE = characters("\t", "\n", "\f", "\r", " ")
NEWLINE = characters("\n")

POSIX: dict[str, Characters] = {
    "alnum": characters("09", "AZ", "az"),
    "alpha": characters("AZ", "az"),
    "ascii": characters("\x00\x7f"),
    "blank": characters("\t", " "),
    "cntrl": characters("\x00\x1f", "\x7f"),
    "digit": DIGIT,
    "graph": characters("!~"),
    "lower": characters("az"),
    "print": characters(" ~"),
    "punct": characters("!/", ":@", "[`", "{~"),
    "space": characters("\t\r", " "),
    "upper": characters("AZ"),
    "word": WORD,
    "xdigit": characters("09", "AF", "af"),
}


@cache
def category(name: str) -> Characters | None:
    """The characters of a general category of Unicode (`L`, `Lu`) or `Any`; None for other names."""
    if name == "Any":
        return EVERY
    found = _categories()
    ranges = [range_ for key, ranges in found.items() if key.startswith(name) for range_ in ranges]
    return joined(ranges) if ranges else None


@cache
def _categories() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for name, run in groupby(range(LAST + 1), key=lambda point: unicodedata.category(chr(point))):
        points = list(run)
        if name not in ("Cn", "Cs"):  # RE2 knows assigned characters only
            found.setdefault(name, []).append((points[0], points[-1]))
    return found


def regardless_of_case(chosen: Characters) -> Characters:
    """The set with every other case of its letters."""
    more = [
        (other, other)
        for point, others in _cases().items()
        if any(low <= point <= high for low, high in chosen)
        for other in others
    ]
    return joined([*chosen, *more])


@cache
def _cases() -> dict[int, frozenset[int]]:
    """The letters that differ in case only, by simple folding, per letter that has such others."""
    orbits: dict[str, set[int]] = {}
    for point in range(LAST + 1):
        letter = chr(point)
        folded = letter.casefold()
        key = folded if len(folded) == 1 else letter.lower() if len(letter.lower()) == 1 else letter
        if key != letter:
            orbits.setdefault(key, {ord(key)}).add(point)
    return {point: frozenset(orbit) for orbit in orbits.values() for point in orbit}
