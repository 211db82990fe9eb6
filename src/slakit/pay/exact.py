"""Sums, roundings and dealings of exact numbers, fast enough for every row of a year."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm

from slakit.model import Rounding
from slakit.pay.facts import Credited
from slakit.payout import rounded

ZERO, ONE = Fraction(0), Fraction(1)


def total(numbers: Iterable[Fraction]) -> Fraction:
    """The sum: whole numbers are added per denominator, and reduced once."""
    by_denominator: dict[int, int] = {}
    for number in numbers:
        below = number.denominator
        by_denominator[below] = by_denominator.get(below, 0) + number.numerator
    return _added(by_denominator)


def in_time(row: Credited) -> tuple[int, str, int]:
    """The order of rows: by instant, lead and row."""
    return row.at, row.lead_id or "", row.row


def credit(rows: Iterable[Credited]) -> Fraction:
    """What the rows come to: value x share, added up."""
    by_denominator: dict[int, int] = {}
    for row in rows:
        value, share = row.value, row.share
        below = value.denominator * share.denominator
        by_denominator[below] = by_denominator.get(below, 0) + value.numerator * share.numerator
    return _added(by_denominator)


def _added(by_denominator: dict[int, int]) -> Fraction:
    """Over the least common denominator: whole numbers only, until the end."""
    if len(by_denominator) == 1:
        ((below, above),) = by_denominator.items()
        return Fraction(above, below)
    common = lcm(*by_denominator)
    return Fraction(sum(above * (common // below) for below, above in by_denominator.items()), common)


def paid(amount: Fraction, rounding: Rounding) -> Fraction:
    """What a line pays of an exact amount: whole quanta, or all of it where only the statement is rounded."""
    return rounded(amount, rounding) if rounding.at == "line" else amount


def paid_at_most(amount: Fraction, most: Fraction, rounding: Rounding) -> Fraction:
    """What a line pays of an amount that is at most `most`: rounded down where its rounding would overstep that."""
    whole = paid(amount, rounding)
    return whole if whole <= most else most // rounding.quantum * rounding.quantum


def dealt(amount: Fraction, weights: Sequence[Fraction], rounding: Rounding) -> list[Fraction]:
    """`amount`, not negative, dealt in proportion to `weights`, of which none is negative and one is above 0.

    In whole quanta, what is left over of rounding down going to the largest remainders, of two alike to the earlier;
    exactly where only the statement is rounded. Together they are always the amount, itself whole quanta.
    """
    common = lcm(*(weight.denominator for weight in weights))
    parts = [weight.numerator * (common // weight.denominator) for weight in weights]
    divisor = gcd(*parts)
    parts = [part // divisor for part in parts]
    whole = sum(parts)
    if rounding.at != "line":
        return [amount * Fraction(part, whole) for part in parts]
    quanta = amount / rounding.quantum
    count = quanta.numerator // quanta.denominator
    shares = [divmod(count * part, whole) for part in parts]
    left = count - sum(full for full, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda place: (-shares[place][1], place))
    lucky = set(by_remainder[:left])
    return [(full + (place in lucky)) * rounding.quantum for place, (full, _) in enumerate(shares)]
