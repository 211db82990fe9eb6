"""A field's values cut into cells within which no test can tell two values apart.

Sets of cells are whole numbers used as bit sets; bit 0 is the missing value. A regular expression is not run:
for each value it may be found or not, and both are cells. So may a substring of text that no test spells out.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any, assert_never

from slakit.model import Compare, Contains, Equals, Field, FieldType, Matches, Present
from slakit.usage import Test

MISSING = 1
"""The set of the missing value alone."""

MOST_CELLS = 4096
"""More cells than this are not cut."""

MOST_ASKED = 1_000_000
"""Nor are cells of which more than this would have to be asked: tests times cells."""

MOST_FREE = 10
"""Nor are texts in which more patterns than this may be found or not."""

_Spelled = tuple[str, str]
"""A pattern or a part of a text: the operator and what it looks for."""


class Cells:
    """The cells of one field for some tests, and the set in which each test holds."""

    def __init__(self, everything: int, sets: dict[int, int]) -> None:
        self.everything = everything
        self._sets = sets

    def of(self, test: Test) -> int:
        """The set of the cells in which one of the tests that the cells were cut for holds."""
        return self._sets[id(test)]


def cut(field: Field, tests: Sequence[Test]) -> Cells | None:
    """The cells of `field` for `tests`, all of them tests of it; None if there would be too many."""
    ordered = field.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE, FieldType.TIMESTAMP)
    return _line(field, tests) if ordered else _words(field, tests)


def _sets(tests: Iterable[Test], held: Iterable[Iterable[bool]]) -> dict[int, int]:
    """For each test its set, given for each test whether it holds in each cell after the missing value."""
    return {
        id(test): sum(1 << place for place, holds in enumerate(cells, 1) if holds)
        | (MISSING if _of_missing(test) else 0)
        for test, cells in zip(tests, held, strict=True)
    }


def _of_missing(test: Test) -> bool:
    """Whether the test holds on a missing value: only `is_not` and `present: false` do."""
    match test:
        case Equals():
            return test.negated
        case Present():
            return not test.present
        case Compare() | Contains() | Matches():
            return False
        case _:
            assert_never(test)


def _line(field: Field, tests: Sequence[Test]) -> Cells | None:
    """An ordered field: the values that are named, and what lies before, between and after them."""
    named: set[Any] = {limit for limit in (field.min, field.max) if limit is not None}
    for test in tests:
        if isinstance(test, Compare):
            named.add(test.bound)
        elif isinstance(test, Equals):
            named.update(test.values)
    points: list[Any] = sorted(named)
    if _too_many(2 * len(points) + 1, tests):
        return None
    # position 2i is the gap before point i, 2i + 1 the point itself
    positions = [position for position in range(2 * len(points) + 1) if _inhabited(field, points, position)]
    place = {point: 2 * number + 1 for number, point in enumerate(points)}
    held = [map(_at(test, place), positions) for test in tests]
    return Cells((1 << (len(positions) + 1)) - 1, _sets(tests, held))


def _inhabited(field: Field, points: list[Any], position: int) -> bool:
    """Whether some value of the field lies at the position."""
    number, at_point = divmod(position, 2)
    below = points[number - 1] if number else None
    if at_point:
        value = points[number]
        whole = field.type is not FieldType.INTEGER or bool(value.denominator == 1)
        return whole and not _outside(field, value, value)
    above = points[number] if number < len(points) else None
    if _beyond(field, below, above):
        return False
    if below is None or above is None or field.type is FieldType.DECIMAL:
        return True
    if isinstance(below, Fraction):
        return bool(floor(below) + 1 <= ceil(above) - 1)
    return bool((above - below).days > 1 if isinstance(below, date) else above - below > 1)


def _outside(field: Field, low: Any, high: Any) -> bool:
    """Whether nothing from `low` through `high` is within the field's limits."""
    least: Any = field.min
    most: Any = field.max
    return bool(least is not None and high < least) or bool(most is not None and low > most)


def _beyond(field: Field, low: Any, high: Any) -> bool:
    """Whether nothing strictly between `low` and `high`, None being no end, is within the field's limits."""
    least: Any = field.min
    most: Any = field.max
    return bool(least is not None and high is not None and high <= least) or bool(
        most is not None and low is not None and low >= most
    )


def _at(test: Test, place: dict[Any, int]) -> Callable[[int], bool]:
    """Whether the test holds at a position."""
    match test:
        case Equals():
            places, negated = {place[value] for value in test.values}, test.negated
            return lambda position: (position in places) is not negated
        case Present():
            present = test.present
            return lambda position: present
        case Compare():
            bound = place[test.bound]
            return _ORDER[test.operator](bound)
        case Contains() | Matches():
            raise TypeError(f"'{test.field}' has an order and is no text")
        case _:
            assert_never(test)


_ORDER: dict[str, Callable[[int], Callable[[int], bool]]] = {
    "at_least": lambda bound: bound.__le__,
    "at_most": lambda bound: bound.__ge__,
    "above": lambda bound: bound.__lt__,
    "below": lambda bound: bound.__gt__,
}


def _words(field: Field, tests: Sequence[Test]) -> Cells | None:
    """A field of text, an enum or a truth value: each value that is named, and any other there may be."""
    values: list[Any] = _values(field, tests)
    patterns = list({_spelled(test): test for test in tests if isinstance(test, Matches)})
    parts = list({_spelled(test): test for test in tests if isinstance(test, Contains) and test.text})
    others = 1 if field.type is FieldType.STRING else 0
    if len(patterns) + others * len(parts) > MOST_FREE:
        return None
    if _too_many(len(values) * 2 ** len(patterns) + others * 2 ** (len(patterns) + len(parts)), tests):
        return None
    cells = [(value, found) for value in values for found in _findings(patterns)]
    if others:
        cells += [(None, found) for found in _findings([*patterns, *parts]) if _consistent(found, parts)]
    held = [map(_in(test), cells) for test in tests]
    return Cells((1 << (len(cells) + 1)) - 1, _sets(tests, held))


def _values(field: Field, tests: Sequence[Test]) -> list[Any]:
    if field.type is FieldType.BOOLEAN:
        return [False, True]
    if field.type is FieldType.ENUM:
        return list(field.values)
    named = {value: None for test in tests if isinstance(test, Equals) for value in test.values}
    return [value for value in named if value != ""]  # an empty text is a missing value


def _spelled(test: Contains | Matches) -> _Spelled:
    return ("contains", test.text) if isinstance(test, Contains) else ("matches", test.pattern)


def _findings(spelled: Sequence[_Spelled]) -> list[frozenset[_Spelled]]:
    """Every way in which patterns and parts may be found in one text or not."""
    return [
        frozenset(each for each, found in zip(spelled, ways, strict=True) if found)
        for ways in product((False, True), repeat=len(spelled))
    ]


def _consistent(found: frozenset[_Spelled], parts: Sequence[_Spelled]) -> bool:
    """Whether every part of a part that is found is found, too."""
    return all(
        part in found for _, whole in (each for each in found if each in parts) for part in parts if part[1] in whole
    )


def _in(test: Test) -> Callable[[tuple[Any, frozenset[_Spelled]]], bool]:
    """Whether the test holds for a value, None being any text that no test names, and what is found in it."""
    match test:
        case Equals():
            values, negated = set(test.values), test.negated
            return lambda cell: (cell[0] in values) is not negated
        case Present():
            present = test.present
            return lambda cell: present
        case Contains():
            text, part = test.text, _spelled(test)
            return lambda cell: not text or (part in cell[1] if cell[0] is None else text in cell[0])
        case Matches():
            pattern = _spelled(test)
            return lambda cell: pattern in cell[1]
        case Compare():
            raise TypeError(f"'{test.field}' has no order")
        case _:
            assert_never(test)


def _too_many(cells: int, tests: Sequence[Test]) -> bool:
    return cells > MOST_CELLS or cells * len(tests) > MOST_ASKED
