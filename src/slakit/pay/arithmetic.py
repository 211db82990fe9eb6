"""Numbers as the steps of a line write them: exact, as a decimal where there is one, else as a fraction."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from math import gcd
from typing import TypeVar

from slakit.model import Rounding
from slakit.pay.statement import Step
from slakit.payout import rounded

T = TypeVar("T")

MOST_PLACES = 12
_SHOWN = 6

_ROUNDING = {
    "half_even": "halves to the even digit",
    "half_up": "halves away from zero",
    "half_down": "halves towards zero",
    "up": "away from zero",
    "down": "towards zero",
}


def number(value: Fraction) -> str:
    """`1,234.5`, `52,500/11`: exact."""
    above, below = value.numerator, value.denominator
    return _decimal(above, below) or f"{above:,}/{below:,}"


def operand(value: Fraction) -> str:
    """The number, a fraction in brackets: what is divided by."""
    text = number(value)
    return f"({text})" if "/" in text else text


def percentage(value: Fraction) -> str:
    """`93.75%`, or `9/11` where no percentage is exact."""
    above, below = value.numerator, value.denominator
    common = gcd(below, 100)
    text = _decimal(above * (100 // common), below // common)
    return f"{text}%" if text else f"{above:,}/{below:,}"


def about(value: Fraction) -> str:
    """The number; where it is a fraction, about how much that is, too: `52,500/11 (about 4,772.73)`."""
    above, below = value.numerator, value.denominator
    return _decimal(above, below) or f"{above:,}/{below:,} (about {_hundredths(above * 100, below)})"


def share_of_one(value: Fraction) -> str:
    """A rate as a percentage; where none is exact, as a fraction with about how much that is: `9/11 (about 81.82%)`."""
    text = percentage(value)
    if text.endswith("%"):
        return text
    return f"{text} (about {_hundredths(value.numerator * 10_000, value.denominator)}%)"


def summed(values: Sequence[T], write: Callable[[T], str]) -> str:
    """`a + b + c`; of more than a few, the first and how many follow."""
    more = f" + … ({len(values) - _SHOWN:,} more)" if len(values) > _SHOWN else ""
    return " + ".join([write(value) for value in values[:_SHOWN]]) + more


def days_text(first: date, after: date) -> str:
    """`2027-01-01 to 2027-03-31`: the last date is said, not the one after it."""
    return f"{first} to {date.fromordinal(after.toordinal() - 1)}"


def rounding_step(exact: Fraction, amount: Fraction, rounding: Rounding) -> tuple[Step, ...]:
    """How the exact amount became whole quanta; none where it is. An amount that may not overstep goes its own way."""
    if exact == amount:
        return ()
    mode = rounding.mode
    if amount != rounded(exact, rounding):
        mode = "down" if abs(amount) < abs(exact) else "up"
    how = f"to {number(rounding.quantum)}, {_ROUNDING[mode]}"
    return (Step(what="Rounded", how=how, result=number(amount)),)


def _decimal(above: int, below: int) -> str:
    """`above` ÷ `below` as an exact decimal; empty where there is none."""
    if below == 1:
        return f"{above:,}"
    places = _places(below)
    if places is None:
        return ""
    scale = 10**places
    whole, rest = divmod(abs(above) * scale // below, scale)
    return f"{'-' if above < 0 else ''}{whole:,}.{rest:0{places}}"


def _hundredths(above: int, below: int) -> str:
    """`above` ÷ `below` ÷ 100 to two decimals at most, halves to the even digit."""
    count, rest = divmod(abs(above), below)
    count += 2 * rest > below or (2 * rest == below and count % 2 == 1)
    whole, hundredths = divmod(count, 100)
    decimals = f".{hundredths:02}".rstrip("0").rstrip(".")
    return f"{'-' if above < 0 else ''}{whole:,}{decimals}"


@cache
def _places(below: int) -> int | None:
    """How many decimals a fraction over `below` has; None for too many, or without end."""
    twos = fives = 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    places = max(twos, fives)
    return places if below == 1 and places <= MOST_PLACES else None
