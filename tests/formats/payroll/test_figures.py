"""Figures of statements: exact, cut to the side that misses a bound, with the currency's digits."""

from fractions import Fraction

import pytest

from slakit.formats.payroll import figures

LARGE = Fraction(10**30 + 1, 3)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1234.5", "USD", "1,234.50"),
        ("1234.5", None, "1,234.50"),
        ("-1234.5", "USD", "-1,234.50"),
        ("0", "USD", "0.00"),
        ("1234", "JPY", "1,234"),
        ("1234.5", "JPY", "1,234.5"),
        ("1234.5", "KWD", "1,234.500"),
        ("0.0001", "USD", "0.0001"),
        ("1/3", "USD", "0.3333…"),
        ("-2/3", "USD", "-0.6666…"),
        ("-2/3", "JPY", "-0.66…"),
    ],
)
def test_money(amount: str, currency: str | None, shown: str) -> None:
    assert figures.money(Fraction(amount), currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1", "100%"),
        ("0", "0%"),
        ("119/110", "108.18%"),
        ("647/680", "95.15%"),
        ("0.999999", "99.99%"),
        ("1.000001", "100.00%"),
        ("-0.5", "-50%"),
        ("-0.999999", "-100.00%"),
        ("0.125", "12.5%"),
        ("25", "2,500%"),
    ],
)
def test_percentages_look_like_no_bound_that_they_miss(value: str, shown: str) -> None:
    assert figures.percent(Fraction(value)) == shown


@pytest.mark.parametrize(
    ("value", "bound", "shown"),
    [
        ("0.89999", "at least 90%", "89.99%"),
        ("0.100001", "at most 10%", "10.01%"),
        ("14460", "at most 4 business hours", "4h 1m"),
        ("7", "at least 3", "7"),
        ("1/3", "at least 3", "0.33…"),
    ],
)
def test_a_value_is_shown_like_its_bound(value: str, bound: str, shown: str) -> None:
    assert figures.like(Fraction(value), bound) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("0.6", "0.6"), ("1/3", "1/3"), ("-1500", "-1500"), ("1234567.125", "1234567.125")]
)
def test_exact_numbers_for_programs(value: str, shown: str) -> None:
    assert figures.exact(Fraction(value)) == shown
    assert Fraction(figures.exact(LARGE)) == LARGE


@pytest.mark.parametrize(("value", "shown"), [("119/110", "119/110 (108.18%)"), ("0.95", "95%"), ("2", "200%")])
def test_attainment_is_a_fraction_and_a_percentage(value: str, shown: str) -> None:
    assert figures.attainment(Fraction(value)) == shown
