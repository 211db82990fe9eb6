"""Numbers, rates and durations: read from text, written as text, exact in between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

UNIT_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 7 * 86400,
    "business minute": 60,
    "business hour": 3600,
}


@dataclass(frozen=True, kw_only=True)
class Duration:
    """A positive whole number of one unit; `unit` is singular (`hour`, `business day`)."""

    count: int
    unit: str

    @property
    def business_days(self) -> bool:
        """True where whole business days are counted."""
        return self.unit == "business day"

    @property
    def business_time(self) -> bool:
        """True where open seconds are counted."""
        return self.unit in ("business minute", "business hour")

    @property
    def seconds(self) -> int:
        """The length in seconds (open seconds for business minutes and hours); business days have none."""
        return self.count * UNIT_SECONDS[self.unit]

    @property
    def text(self) -> str:
        """As written, the unit plural unless the number is 1."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def duration(text: str) -> Duration:
    """`6 business hours` as a `Duration`."""
    count, unit = text.split(maxsplit=1)
    return Duration(count=int(count), unit=" ".join(unit.split()).removesuffix("s"))


def is_number(text: str) -> bool:
    """Whether the text is a number of the language."""
    return re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text) is not None


def rate(text: str) -> Fraction:
    """A number, a number with `%`, or a fraction."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def plain(number: Fraction | int) -> str:
    """No exponent, plus sign, trailing zero or trailing point; at most six places, half to even."""
    millionths = round(Fraction(number) * 10**6)
    whole, part = divmod(abs(millionths), 10**6)
    digits = f"{whole}.{part:06d}".rstrip("0").rstrip(".")
    return f"-{digits}" if millionths < 0 else digits


def names(value: str | Sequence[str] | Any) -> list[str]:
    """One name or a list of them, as a list."""
    return [value] if isinstance(value, str) else list(value)
