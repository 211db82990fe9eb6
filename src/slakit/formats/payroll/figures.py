"""Money, shares and exact numbers of a statement as text, without a binary float on the way.

Amounts that are paid are whole quanta and shown so; where a figure has no last digit it is cut and ends in `…`, so
that nothing looks more exact than it is, and no percentage looks like a bound that it does not reach.
"""

from fractions import Fraction
from math import ceil, floor

from slakit.durations import parse_duration
from slakit.formats.scorecard import figures
from slakit.language.currencies import minor_unit
from slakit.wording.numbers import grouped

_PLACES = 6
"""The most decimals of a figure for people."""


def digits(currency: str | None) -> int:
    """The decimals of the currency's minor unit; two without a currency."""
    return len(str(minor_unit(currency).denominator)) - 1


def money(amount: Fraction, currency: str | None) -> str:
    """`1,234.50`, of JPY `1,234`: always with the minor unit's digits, more only if the amount has them."""
    least = digits(currency)
    places = next((n for n in range(least, _PLACES + 1) if (amount * 10**n).denominator == 1), None)
    if places is not None:
        return figures.number(amount, places)
    return f"{_cut(amount, least + 2)}…"


def to_minor(amount: Fraction, currency: str | None) -> Fraction:
    """The amount to the minor unit (half-even): for what is told and not paid."""
    places = digits(currency)
    return Fraction(round(amount * 10**places), 10**places)


def in_currency(amount: Fraction, currency: str | None) -> str:
    """`USD 1,234.50`; without a currency the amount alone."""
    return f"{currency} {money(amount, currency)}" if currency else money(amount, currency)


def percent(value: Fraction) -> str:
    """`108.18%`: a share in percent, to two decimals (half-even), but never to a whole percentage that it is not."""
    rounded = Fraction(round(value * 10_000), 100)
    return cut_percent(value) if rounded.denominator == 1 else _percentage(value, rounded)


def cut_percent(value: Fraction, *, up: bool = False) -> str:
    """A share in percent, cut to two decimals, down unless `up`: it looks like no bound that it misses."""
    return _percentage(value, Fraction((ceil if up else floor)(value * 10_000), 100))


def _percentage(value: Fraction, shown: Fraction) -> str:
    return f"{grouped(shown)}%" if shown == value * 100 else f"{figures.number(shown, 2)}%"


def share(value: Fraction) -> str:
    """A share as the agreement writes it: `60%`, or `1/3` where a percentage would have no last digit."""
    return f"{grouped(value * 100)}%" if _ends(value * 100) else f"{value.numerator}/{value.denominator}"


def times(value: Fraction) -> str:
    """A rate or factor as it is multiplied with: `1.5`, `1/3`."""
    return grouped(value) if _ends(value) else f"{value.numerator}/{value.denominator}"


def quantity(value: Fraction, *, is_rate: bool = False) -> str:
    """What was counted or was to be: `178,500`, `108,166.666666…`; a share as a percentage."""
    if is_rate:
        return percent(value)
    return grouped(value) if _ends(value) else f"{_cut(value, 2)}…"


def attainment(value: Fraction) -> str:
    """As a fraction and in percent: `119/110 (108.18%)`; `95%` alone where the percentage is as plain."""
    if (value * 100).denominator == 1:
        return percent(value)
    return f"{value.numerator:,}/{value.denominator:,} ({percent(value)})"


def like(value: Fraction, bound: str) -> str:
    """A value in the unit of a bound in words, cut to the side that misses it: `88.8%` of `at least 90%`."""
    at_most = bound.startswith("at most ")
    number = bound.removeprefix("at most ").removeprefix("at least ")
    if number.endswith("%"):
        return cut_percent(value, up=at_most)
    if (length := parse_duration(number)) is not None:
        return figures.duration(value, length.unit)
    return quantity(value)


def exact(value: Fraction) -> str:
    """The number itself for programs: a decimal where it has a last digit (`0.6`), else a fraction (`1/3`)."""
    if not _ends(value):
        return f"{value.numerator}/{value.denominator}"
    return grouped(value).replace(",", "")


def exact_money(amount: Fraction, currency: str | None) -> str:
    """An amount for programs: `1234.50`, with the minor unit's digits at least; a fraction where it has no end."""
    least = digits(currency)
    if (amount * 10**least).denominator == 1:
        return figures.number(amount, least).replace(",", "")
    return exact(amount)


def _ends(value: Fraction) -> bool:
    """Whether the number has a last decimal."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def _cut(value: Fraction, places: int) -> str:
    """The first decimals, the others left off."""
    step = Fraction(1, 10**places)
    return figures.number((value // step if value >= 0 else -(-value // step)) * step, places)
