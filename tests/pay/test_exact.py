"""Sums and dealings of exact numbers."""

from fractions import Fraction

import pytest

from slakit.model import Rounding
from slakit.pay.exact import credit, dealt, total
from tests.pay.making import of, row

CENTS, WHOLE = Rounding(), Rounding(at="statement")

DEALT = [
    ("100", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),  # of three alike, the first has the cent left over
    ("100", ["1/3", "1/6", "1/2"], ["33.33", "16.67", "50"]),  # 33.333, 16.667, 50: the remainder of 0.667 is larger
    ("0.01", ["1", "2"], ["0", "0.01"]),
    ("0", ["1", "2"], ["0", "0"]),
    ("10", ["0", "3"], ["0", "10"]),
]


@pytest.mark.parametrize(("amount", "weights", "expected"), DEALT)
def test_what_is_left_over_goes_to_the_largest_remainders(amount: str, weights: list[str], expected: list[str]) -> None:
    assert dealt(of(amount), [of(weight) for weight in weights], CENTS) == [of(part) for part in expected]


def test_without_rounding_of_lines_it_is_dealt_exactly() -> None:
    assert dealt(of("100"), [of("1"), of("2")], WHOLE) == [Fraction(100, 3), Fraction(200, 3)]


def test_sums_are_exact() -> None:
    assert total([]) == 0
    assert total([Fraction(1, 3), Fraction(1, 6), Fraction(1, 2)]) == 1
    assert credit([]) == 0
    assert credit([row("2027-01-01", "0.1", share=Fraction(1, 3)), row("2027-01-02", "0.2")]) == Fraction(7, 30)
