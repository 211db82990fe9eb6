"""Numbers as the steps of a line write them."""

from fractions import Fraction

import pytest

from slakit.pay.arithmetic import about, number, operand, percentage, share_of_one, summed
from tests.pay.making import of

NUMBERS = [
    ("0", "0", "0%", "0"),
    ("165000", "165,000", "16,500,000%", "165,000"),
    ("-1234.5", "-1,234.5", "-123,450%", "-1,234.5"),
    ("0.001", "0.001", "0.1%", "0.001"),
    ("-0.05", "-0.05", "-5%", "-0.05"),
    ("2/3", "2/3", "2/3", "2/3 (about 0.67)"),
    ("52500/11", "52,500/11", "52,500/11", "52,500/11 (about 4,772.73)"),
    ("1/400", "0.0025", "0.25%", "0.0025"),
    ("1/8000", "0.000125", "0.0125%", "0.000125"),
]


@pytest.mark.parametrize(("value", "plain", "rate", "near"), NUMBERS)
def test_numbers_are_exact(value: str, plain: str, rate: str, near: str) -> None:
    exact = -of(value[1:]) if value.startswith("-") else of(value)
    assert (number(exact), percentage(exact), about(exact)) == (plain, rate, near)


def test_a_fraction_says_about_how_much_it_is() -> None:
    assert share_of_one(Fraction(9, 11)) == "9/11 (about 81.82%)"
    assert share_of_one(Fraction(-1, 3)) == "-1/3 (about -33.33%)"
    assert share_of_one(Fraction(5, 4)) == "125%"
    assert about(Fraction(2, 300)) == "1/150 (about 0.01)"
    assert about(Fraction(3, 1) + Fraction(1, 30_000)) == "90,001/30,000 (about 3)"
    assert operand(Fraction(1, 3)) == "(1/3)"
    assert operand(Fraction(1, 4)) == "0.25"


def test_more_than_a_few_are_counted() -> None:
    values = [Fraction(each) for each in range(1, 9)]
    assert summed(values[:3], number) == "1 + 2 + 3"
    assert summed(values, number) == "1 + 2 + 3 + 4 + 5 + 6 + … (2 more)"
