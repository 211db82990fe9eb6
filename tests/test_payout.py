"""Payouts worked by hand."""

from fractions import Fraction

import pytest

from slakit.diagnostics import Span
from slakit.model import Component, Rounding, Tier
from slakit.numbers import parse_rate
from slakit.payout import dealt, payout, rounded, shown

SPAN = Span("pay.yaml")


def tiers(*pairs: tuple[str | None, str]) -> tuple[Tier, ...]:
    return tuple(Tier(up_to=of(bound) if bound else None, rate=of(rate), span=SPAN) for bound, rate in pairs)


def of(text: str) -> Fraction:
    number = parse_rate(text.removeprefix("-"))
    assert number is not None
    return -number if text.startswith("-") else number


THREE = tiers(("100%", "1"), ("125%", "1.5"), (None, "2"))
MARGINAL = Component(id="m", span=SPAN, weight=Fraction(1), mode="marginal", tiers=THREE, pays_at_most=Fraction(3))
WHOLE = Component(id="w", span=SPAN, weight=Fraction(1), mode="retroactive", tiers=THREE)
LINE = Component(
    id="l",
    span=SPAN,
    weight=Fraction(1),
    mode="interpolated",
    points=((of("75%"), of("50%")), (of("100%"), of("100%")), (of("150%"), of("200%"))),
    below=Fraction(0),
)

CASES = [
    (MARGINAL, "0%", "0%"),
    (MARGINAL, "50%", "50%"),
    (MARGINAL, "100%", "100%"),
    (MARGINAL, "110%", "115%"),  # 100 + 10 x 1.5
    (MARGINAL, "125%", "137.5%"),  # 100 + 25 x 1.5
    (MARGINAL, "150%", "187.5%"),  # 137.5 + 25 x 2
    (MARGINAL, "206.25%", "300%"),  # 137.5 + 81.25 x 2
    (MARGINAL, "400%", "300%"),
    (WHOLE, "100%", "100%"),  # a bound is included in its tier
    (WHOLE, "101%", "151.5%"),
    (WHOLE, "126%", "252%"),
    (LINE, "74%", "0%"),
    (LINE, "75%", "50%"),
    (LINE, "80%", "60%"),  # 50 + 5 of 25 x 50
    (LINE, "100%", "100%"),
    (LINE, "125%", "150%"),
    (LINE, "150%", "200%"),
    (LINE, "999%", "200%"),
    (MARGINAL, "-20%", "0%"),
    (WHOLE, "-20%", "0%"),
    (LINE, "-20%", "0%"),
]


@pytest.mark.parametrize(("component", "attainment", "expected"), CASES)
def test_payout(component: Component, attainment: str, expected: str) -> None:
    assert payout(component, of(attainment)) == of(expected)


def test_the_attainments_shown_have_every_bound_and_where_the_cap_begins() -> None:
    assert shown(MARGINAL) == [of(one) for one in ("50%", "100%", "125%", "150%", "206.25%")]
    assert shown(WHOLE) == [of(one) for one in ("50%", "100%", "125%", "150%")]
    assert shown(LINE) == [of(one) for one in ("75%", "87.5%", "100%", "125%", "150%")]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("half_even", ["2", "2", "4", "3"]),
        ("half_up", ["2", "3", "4", "3"]),
        ("half_down", ["2", "2", "3", "3"]),
        ("up", ["3", "3", "4", "3"]),
        ("down", ["2", "2", "3", "3"]),
    ],
)
def test_rounding(mode: str, expected: list[str]) -> None:
    amounts = ["2.4", "2.5", "3.5", "3"]
    rounding = Rounding(mode=mode, quantum=Fraction(1))
    assert [str(rounded(Fraction(one), rounding)) for one in amounts] == expected
    assert [str(rounded(-Fraction(one), rounding)) for one in amounts] == [f"-{one}" for one in expected]


@pytest.mark.parametrize(
    ("amount", "parts", "expected"),
    [
        ("100", ["1/3", "1/3", "1/3"], ["33.34", "33.33", "33.33"]),  # a cent is left, and goes to the first
        ("1001", ["1/3", "2/3"], ["333.67", "667.33"]),  # .666… of a cent is more than .333…
        ("50000", ["1/2", "1/2"], ["25000", "25000"]),
    ],
)
def test_shares_add_up(amount: str, parts: list[str], expected: list[str]) -> None:
    rounding = Rounding(mode="half_even", quantum=Fraction(1, 100))
    found = dealt(Fraction(amount), [Fraction(one) for one in parts], rounding)
    assert found == [Fraction(one) for one in expected]
    assert sum(found) == Fraction(amount)
    assert dealt(-Fraction(amount), [Fraction(one) for one in parts], rounding) == [-one for one in found]
