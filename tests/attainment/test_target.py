"""Targets read back from the outcomes."""

from fractions import Fraction

import pytest

from slakit.attainment.target import Target, parse_target
from slakit.durations import Duration, Unit


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (">= 95%", Target(operator="at_least", value=Fraction(95, 100), is_rate=True)),
        ("<= 2.5%", Target(operator="at_most", value=Fraction(25, 1000), is_rate=True)),
        (">= 126", Target(operator="at_least", value=Fraction(126))),
        (">= -1.5", Target(operator="at_least", value=Fraction(-3, 2))),
        ("<= 4 business hours", Target(operator="at_most", value=Duration(4, Unit.BUSINESS_HOURS))),
        ("<= 1 day", Target(operator="at_most", value=Duration(1, Unit.DAYS))),
    ],
)
def test_target(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize("text", ["", "95%", ">= many", "4 in 12 days", "> 3"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no target of a period"):
        parse_target(text)


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        (">= 95%", Fraction(95, 100), True),
        (">= 95%", Fraction(949_999_999, 1_000_000_000), False),
        ("<= 95%", Fraction(95, 100), True),
        ("<= 95%", Fraction(950_000_001, 1_000_000_000), False),
        ("<= 4 hours", Fraction(14_400), True),
        ("<= 4 hours", Fraction(14_401), False),
    ],
)
def test_a_bound_is_kept_to_the_last_digit(text: str, value: Fraction, kept: bool) -> None:
    assert parse_target(text).holds(value) is kept
