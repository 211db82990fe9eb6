"""Intervals against a high-precision reckoning of their own, and against known figures."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt

import pytest

from slakit.planning.shown import Interval, Verdict
from slakit.planning.wilson import mean, root_above, verdict, wilson

Z = Decimal("1.959963984540054")


def reckoned(reached: int, entered: int) -> tuple[Decimal, Decimal]:
    """The formula as textbooks have it, in fifty places."""
    with localcontext() as context:
        context.prec = 50
        n, p = Decimal(entered), Decimal(reached) / Decimal(entered)
        centre = p + Z * Z / (2 * n)
        spread = Z * (p * (1 - p) / n + Z * Z / (4 * n * n)).sqrt()
        return (centre - spread) / (1 + Z * Z / n), (centre + spread) / (1 + Z * Z / n)


@pytest.mark.parametrize("entered", [1, 2, 3, 7, 10, 29, 30, 97, 1000, 12_345])
def test_it_is_the_formula_rounded_outward(entered: int) -> None:
    for reached in {0, 1, entered // 3, entered // 2, entered - 1, entered}:
        low, high = reckoned(reached, entered)
        found = wilson(reached, entered)
        step = Decimal("0.000001")
        assert 0 <= found.low <= Fraction(reached, entered) <= found.high <= 1
        assert Fraction(low - step) <= found.low <= Fraction(max(low, Decimal(0)) + Decimal("1e-40"))
        assert Fraction(min(high, Decimal(1)) - Decimal("1e-40")) <= found.high <= Fraction(high + step)


def test_known_figures() -> None:
    # 8 of 10: 0.4902 to 0.9433, as statistics packages print it
    found = wilson(8, 10)
    assert (round(found.low, 4), round(found.high, 4)) == (Fraction("0.4902"), Fraction("0.9433"))
    assert wilson(0, 40).low == 0
    assert wilson(40, 40).high == 1


def test_what_is_no_rate() -> None:
    for reached, entered in ((0, 0), (2, 1), (-1, 3)):
        with pytest.raises(ValueError, match="no rate"):
            wilson(reached, entered)


def test_roots_are_never_too_small() -> None:
    for number in (Fraction(0), Fraction(1), Fraction(2), Fraction(1, 3), Fraction(10**12, 7), Fraction(1, 10**9)):
        root = root_above(number)
        assert root * root >= number
        less = root - Fraction(1, 10**18)
        assert less < 0 or less * less < number
    assert root_above(Fraction(49, 4)) == Fraction(7, 2)
    assert isqrt(16) == 4


def test_a_mean() -> None:
    # 1, 2, 3, 4: mean 2.5, variance 5/3, error 1.959964 × √(5/12) = 1.26515
    found = mean(Fraction(10), Fraction(30), 4)
    assert found == Interval(low=Fraction("1.23"), high=Fraction("3.77"))
    assert mean(Fraction(10), Fraction(50), 2) == Interval(low=Fraction(5), high=Fraction(5))
    with pytest.raises(ValueError, match="no interval"):
        mean(Fraction(1), Fraction(1), 1)


def test_the_ends_are_inside_and_few_say_nothing() -> None:
    interval = Interval(low=Fraction(1, 4), high=Fraction(1, 2))
    assert verdict(Fraction(1, 4), interval, 30) is Verdict.INSIDE
    assert verdict(Fraction(1, 2), interval, 30) is Verdict.INSIDE
    assert verdict(Fraction(501, 1000), interval, 30) is Verdict.ABOVE
    assert verdict(Fraction(249, 1000), interval, 30) is Verdict.BELOW
    assert verdict(Fraction(1), interval, 29) is Verdict.TOO_FEW
    assert verdict(Fraction(1), None, 100) is Verdict.TOO_FEW
