"""Whether any value of a field satisfies several tests at once."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from slakit.model import Compare, Contains, Equals, Field, FieldType, Matches, Present, Value
from slakit.usage import Test

_Bound = Fraction | date | int


def possible(field: Field, tests: Iterable[Test]) -> bool:
    """Whether some value of `field`, or a missing one, passes all `tests`. Patterns count as passable."""
    tests = tuple(tests)
    if all(_holds_missing(test) for test in tests):
        return True
    candidates = _candidates(field, tests)
    if candidates is not None:
        return any(_in_range(field, value) and all(holds(test, value) for test in tests) for value in candidates)
    if any(isinstance(test, Present) and not test.present for test in tests):
        return False
    return _interval_open(field, tests)


def _holds_missing(test: Test) -> bool:
    match test:
        case Equals():
            return test.negated
        case Present():
            return not test.present
        case Compare() | Contains() | Matches():
            return False
        case _:
            assert_never(test)


def _candidates(field: Field, tests: tuple[Test, ...]) -> tuple[Value, ...] | None:
    """The only values that could pass, where they can be listed."""
    wanted = [test.values for test in tests if isinstance(test, Equals) and not test.negated]
    if wanted:
        return min(wanted, key=len)
    if field.type is FieldType.ENUM:
        return tuple(field.values)
    return (False, True) if field.type is FieldType.BOOLEAN else None


def holds(test: Test, value: Value) -> bool:
    """Whether a value that is there passes the test. A pattern passes."""
    match test:
        case Equals():
            return (value in test.values) is not test.negated
        case Present():
            return test.present
        case Contains():
            return isinstance(value, str) and test.text in value
        case Matches():
            return True
        case Compare():
            return _compares(test, value)
        case _:
            assert_never(test)


def _compares(test: Compare, value: Value) -> bool:
    if isinstance(value, str | bool):
        return False
    difference = (value > test.bound) - (value < test.bound)  # type: ignore[operator]
    match test.operator:
        case "at_least":
            return difference >= 0
        case "at_most":
            return difference <= 0
        case "above":
            return difference > 0
        case "below":
            return difference < 0
        case _:
            assert_never(test.operator)


def _in_range(field: Field, value: Value) -> bool:
    if isinstance(value, str | bool):
        return True
    whole = field.type is not FieldType.INTEGER or not isinstance(value, Fraction) or value.denominator == 1
    least, most = field.min, field.max
    return whole and (least is None or value >= least) and (most is None or value <= most)  # type: ignore[operator]


def _interval_open(field: Field, tests: tuple[Test, ...]) -> bool:
    """Whether the comparisons, and the field's own limits, leave any value between them."""
    lower: list[tuple[_Bound, bool]] = [] if field.min is None else [(field.min, False)]
    upper: list[tuple[_Bound, bool]] = [] if field.max is None else [(field.max, False)]
    for test in tests:
        if isinstance(test, Compare):
            side = lower if test.operator in ("at_least", "above") else upper
            side.append((test.bound, test.operator in ("above", "below")))
    if not lower or not upper:
        return True
    least = max(lower, key=lambda bound: (bound[0], bound[1]))
    most = min(upper, key=lambda bound: (bound[0], not bound[1]))
    if field.type is FieldType.INTEGER and isinstance(least[0], Fraction) and isinstance(most[0], Fraction):
        first = floor(least[0]) + 1 if least[1] else ceil(least[0])
        last = ceil(most[0]) - 1 if most[1] else floor(most[0])
        return first <= last
    if least[0] == most[0]:
        return not least[1] and not most[1]
    return least[0] < most[0]  # type: ignore[operator]
