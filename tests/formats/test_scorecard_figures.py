"""Figures never look better or worse than the verdict."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slakit.attainment.scorecard import Attained
from slakit.attainment.target import parse_target
from slakit.durations import Unit
from slakit.formats.scorecard import figures


def result(value: str | Fraction | None, target: str, state: str = "met") -> Attained:
    exact = None if value is None else Fraction(value)
    return Attained(dimension=None, state=state, target=parse_target(target), target_text=target, value=exact)


@pytest.mark.parametrize(
    ("value", "target", "state", "shown"),
    [
        ("0.9496", ">= 95%", "breached", "94.9%"),
        ("0.94999999", ">= 95%", "breached", "94.9%"),
        ("0.95", ">= 95%", "breached", "94.9%"),  # rounded to six places in the outcomes: the exact share is less
        ("0.95", ">= 95%", "met", "95.0%"),
        ("0.9555", ">= 95%", "met", "95.5%"),
        ("0.9255", ">= 92.55%", "met", "92.55%"),  # a target of two decimals is shown with two
        ("0.92549", ">= 92.55%", "breached", "92.54%"),
        ("1", ">= 95%", "met", "100%"),
        ("0", ">= 95%", "breached", "0%"),
        ("0.05001", "<= 5%", "breached", "5.1%"),
        ("0.05", "<= 5%", "breached", "5.1%"),
        ("0.0499", "<= 5%", "met", "5.0%"),
        ("0.999", ">= 100%", "breached", "99.9%"),
        ("129", ">= 126", "met", "129 of 126"),
        ("808750", ">= 850000", "at_risk", "808,750 of 850,000"),
        ("849999.999", ">= 850000", "breached", "849,999.99 of 850,000"),
        ("850000", ">= 850000", "breached", "849,999 of 850,000"),
        ("7", "<= 5", "breached", "7, at most 5"),
        ("-1234.5", ">= 0", "breached", "-1,234.50 of 0"),
        ("3942377.5", ">= 2032258.064516", "pending", "3,942,377 of 2,032,259"),  # a part of a month's target
        ("2032257", ">= 2032258.064516", "breached", "2,032,257 of 2,032,259"),
        ("2032258.5", ">= 2032258.064516", "met", "2,032,258.500000 of 2,032,258.064516"),  # here the fractions decide
        ("5000.2", "<= 4000.5", "breached", "5,001, at most 4,000"),
        ("4620", "<= 4 business hours", "pending", "1h 17m"),
        ("4621", "<= 4 business hours", "pending", "1h 18m"),
        ("14401", "<= 4 business hours", "breached", "4h 1m"),
        ("14400", "<= 4 business hours", "met", "4h 0m"),
        ("59", "<= 15 business minutes", "met", "59s"),
        ("1000", "<= 15 minutes", "breached", "16m 40s"),
        ("90000", "<= 2 days", "met", "1d 1h"),
        ("0", "<= 2 hours", "met", "0m"),
        (None, ">= 95%", "not_applicable", "no figure"),
    ],
)
def test_figure(value: str | None, target: str, state: str, shown: str) -> None:
    assert figures.attained(result(value, target, state)) == shown


rates = st.fractions(min_value=0, max_value=2, max_denominator=10**7)
bounds = st.integers(min_value=0, max_value=10_000)


@given(value=rates, bound=bounds, sign=st.sampled_from([">=", "<="]))
def test_what_is_shown_of_a_share_keeps_the_target_exactly_when_the_share_does(
    value: Fraction, bound: int, sign: str
) -> None:
    number = f"{bound // 100}.{bound % 100:02d}".rstrip("0").rstrip(".")
    target = parse_target(f"{sign} {number}%")
    kept = target.holds(value)
    shown = figures.attained(result(value, f"{sign} {number}%", "met" if kept else "breached"))
    assert target.holds(Fraction(shown.removesuffix("%").replace(",", "")) / 100) is kept


@given(value=rates, bound=bounds)
def test_a_share_rounded_to_six_places_is_shown_on_the_side_of_its_state(value: Fraction, bound: int) -> None:
    number = f"{bound // 100}.{bound % 100:02d}".rstrip("0").rstrip(".")
    target = parse_target(f">= {number}%")
    kept = target.holds(value)
    rounded = Fraction(round(value * 10**6), 10**6)
    shown = figures.attained(result(rounded, f">= {number}%", "met" if kept else "breached"))
    if not kept:
        assert not target.holds(Fraction(shown.removesuffix("%").replace(",", "")) / 100)


@pytest.mark.parametrize(
    ("seconds", "unit", "shown"),
    [
        (3_600_000, Unit.HOURS, "1,000h 0m"),
        (3599, Unit.MINUTES, "59m 59s"),
        (61, Unit.SECONDS, "61s"),
        (700_000, Unit.WEEKS, "8d 2h"),
    ],
)
def test_duration(seconds: int, unit: Unit, shown: str) -> None:
    assert figures.duration(Fraction(seconds), unit) == shown


def test_share_of_breaches_is_cut() -> None:
    assert figures.share(2, 3) == "66.6%"
    assert figures.share(3, 3) == "100%"
