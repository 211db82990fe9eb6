"""Numbers, money, dates and durations in words."""

from datetime import date
from fractions import Fraction

import pytest

from slakit.durations import parse_duration
from slakit.model import Hours
from slakit.wording.numbers import about, difference, grouped, money, out_of, rate
from slakit.wording.phrases import listed
from slakit.wording.times import day, hours, length


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1200000", "1,200,000"),
        ("999", "999"),
        ("-1234.5", "-1,234.5"),
        ("-0.25", "-0.25"),
        ("0", "0"),
        ("0.1234567", "0.1234567"),
        ("1/3", "0.333333"),
    ],
)
def test_grouped(number: str, text: str) -> None:
    assert grouped(Fraction(number)) == text


@pytest.mark.parametrize(
    ("number", "percentage", "count"),
    [
        ("0.95", "95%", "95 of 100"),
        ("0.985", "98.5%", "985 of 1,000"),
        ("1/3", "1/3", "1 of 3"),
        ("1", "100%", "100 of 100"),
        ("0.3333", "33.33%", "3,333 of 10,000"),
    ],
)
def test_rates(number: str, percentage: str, count: str) -> None:
    assert (rate(Fraction(number)), out_of(Fraction(number))) == (percentage, count)


def test_about_rounds_to_two_places() -> None:
    assert about(Fraction(5, 3)) == "166.67%"


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1200000", "USD", "USD 1,200,000"),
        ("14437.5", "EUR", "EUR 14,437.50"),
        ("0.01", None, "0.01"),
        ("12.5", "KWD", "KWD 12.500"),
        ("1000", "JPY", "JPY 1,000"),
    ],
)
def test_money(amount: str, currency: str | None, text: str) -> None:
    assert money(Fraction(amount), currency) == text


@pytest.mark.parametrize(
    ("value", "baseline", "text"),
    [("120", "105", "14.29% above"), ("90", "100", "10% below"), ("5", "5", "equal to"), ("5", "0", "above")],
)
def test_difference(value: str, baseline: str, text: str) -> None:
    assert difference(Fraction(value), Fraction(baseline)) == text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        ("12 days", "12 days (288 hours)"),
        ("1 day", "1 day (24 hours)"),
        ("6 weeks", "6 weeks (1,008 hours)"),
        ("15 minutes", "15 minutes"),
        ("6 business hours", "6 business hours"),
        ("1 business day", "1 business day"),
    ],
)
def test_length(duration: str, text: str) -> None:
    parsed = parse_duration(duration)
    assert parsed is not None
    assert length(parsed) == text


def test_dates_and_hours() -> None:
    assert day(date(2028, 2, 29)) == "29 February 2028"
    assert hours(()) == "closed"
    assert hours((Hours(opens=1320, closes=360), Hours(opens=540, closes=1440))) == (
        "09:00 to 24:00 and 22:00 to 06:00 the next day"
    )


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(items: list[str], text: str) -> None:
    assert listed(items) == text
