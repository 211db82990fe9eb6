"""Intervals of 95% confidence from whole numbers alone, rounded outward: no float decides what is inside.

Square roots are integer square roots of scaled numbers, taken down for a lower and up for an upper bound.
"""

from fractions import Fraction
from math import ceil, floor, isqrt

from slakit.planning.shown import Interval, Verdict

ENOUGH = 30
"""Under so many leads or deals nothing is said about a rate."""

Z = Fraction(1_959_963_984_540_054, 10**15)
"""The normal quantile of 97.5%, to fifteen places."""

PLACES = 6
"""The decimal places of a bound of a rate."""

_SCALE = 10**18
_CENT = Fraction(1, 100)


def wilson(reached: int, entered: int) -> Interval:
    """The Wilson score interval of a rate. Raises `ValueError` unless 0 <= `reached` <= `entered` and one entered."""
    if not 0 <= reached <= entered or entered == 0:
        raise ValueError(f"no rate: {reached} of {entered}")
    middle = reached + Z * Z / 2
    under = Fraction(reached * (entered - reached), entered) + Z * Z / 4
    whole = entered + Z * Z
    high = root_above(under)
    return Interval(
        low=max(Fraction(0), _down((middle - Z * high) / whole, PLACES)),
        high=min(Fraction(1), _up((middle + Z * high) / whole, PLACES)),
    )


def mean(total: Fraction, squares: Fraction, count: int, unit: Fraction = _CENT) -> Interval:
    """The interval of a mean: it, less and more the quantile times its standard error; for two values or more.

    Rounded outward to whole parts of `unit`.
    """
    if count < 2:
        raise ValueError("a mean of fewer than two values has no interval")
    average = total / count
    variance = max(Fraction(0), (squares - total * average) / (count - 1))
    error = Z * root_above(variance / count)
    return Interval(low=floor((average - error) / unit) * unit, high=ceil((average + error) / unit) * unit)


def verdict(stated: Fraction, interval: Interval | None, sample: int) -> Verdict:
    """Where `stated` lies beside the interval of so many; its ends are inside."""
    if interval is None or sample < ENOUGH:
        return Verdict.TOO_FEW
    if stated > interval.high:
        return Verdict.ABOVE
    return Verdict.BELOW if stated < interval.low else Verdict.INSIDE


def root_above(number: Fraction) -> Fraction:
    """A square root of a number of 0 or more, too large by less than one in 10^18 of one."""
    scaled = number * _SCALE * _SCALE
    least = ceil(scaled)
    found = isqrt(least)
    return Fraction(found if found * found == least else found + 1, _SCALE)


def _down(number: Fraction, places: int) -> Fraction:
    return Fraction(floor(number * 10**places), 10**places)


def _up(number: Fraction, places: int) -> Fraction:
    return Fraction(ceil(number * 10**places), 10**places)
