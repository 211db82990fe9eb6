"""Money: minor units, rounding, and dealing an amount out to the last quantum."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

WITHOUT_MINOR = {
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
}
OF_THREE_PLACES = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}


def minor_unit(currency: str | None) -> Fraction:
    """The smallest amount of a currency."""
    if currency in WITHOUT_MINOR:
        return Fraction(1)
    return Fraction(1, 1000) if currency in OF_THREE_PLACES else Fraction(1, 100)


def rounded(amount: Fraction, quantum: Fraction, mode: str) -> Fraction:
    """The amount as a whole number of quanta."""
    whole = floor(abs(amount) / quantum)
    rest = abs(amount) / quantum - whole
    half = Fraction(1, 2)
    more = {
        "half_even": rest > half or (rest == half and whole % 2 == 1),
        "half_up": rest >= half,
        "half_down": rest > half,
        "up": rest > 0,
        "down": False,
    }[mode]
    size = (whole + more) * quantum
    return -size if amount < 0 else size


def dealt(amount: Fraction, weights: Sequence[Fraction], quantum: Fraction) -> list[Fraction]:
    """The amount in parts by weight, whole quanta by largest remainder, the earlier first where remainders tie.

    An amount that is no whole number of quanta is dealt exactly. No weight above zero: nothing is dealt.
    """
    total = sum(weights, Fraction(0))
    if total <= 0:
        return [Fraction(0)] * len(weights)
    exact = [amount * weight / total for weight in weights]
    if (amount / quantum).denominator != 1:
        return exact
    parts = [floor(part / quantum) * quantum for part in exact]
    left = int((amount - sum(parts, Fraction(0))) / quantum)
    by_remainder = sorted(range(len(exact)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[:left]:
        parts[place] += quantum
    return parts
