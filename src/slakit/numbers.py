"""Exact numbers: the language's spelling of numbers and rates, and plain output.

Every number of the language is a `Fraction`; no binary float is ever made on the way in or out.
"""

import re
from fractions import Fraction

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z")
_FRACTION = re.compile(r"(0|[1-9][0-9]*)/([1-9][0-9]*)\Z")

MOST_CHARACTERS = 1_000
"""What is longer is no number: arithmetic on it would cost more than any agreement is worth."""

OUTPUT_PLACES = 6
"""Decimal places of `value` and `target` in the outcomes (half-even)."""


def parse_number(text: str) -> Fraction | None:
    """The number that `text` spells by the language's rule (`-?(0|[1-9][0-9]*)(\\.[0-9]+)?`), else None."""
    return Fraction(text) if len(text) <= MOST_CHARACTERS and NUMBER.match(text) else None


def parse_rate(text: str) -> Fraction | None:
    """The rate that `text` spells: a number, a number with `%`, or a fraction such as `1/3`; else None."""
    if text.endswith("%"):
        number = parse_number(text[:-1])
        return None if number is None else number / 100
    if len(text) <= MOST_CHARACTERS and (match := _FRACTION.match(text)):
        return Fraction(int(match[1]), int(match[2]))
    return parse_number(text)


def plain(number: Fraction, places: int = OUTPUT_PLACES) -> str:
    """`number` as plain text: at most `places` decimals (half-even), no exponent, `+`, trailing zeros or point."""
    scaled = round(number * 10**places)  # Fraction.__round__ is exact and half-even
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled), 10**places)
    decimals = str(part).rjust(places, "0").rstrip("0") if places else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def percent(rate: Fraction) -> str:
    """`rate` as a percentage in plain text: `95%`, `33.333333%`."""
    return f"{plain(rate * 100)}%"
