"""Targets of period commitments, read back from the outcomes: `>= 95%`, `<= 4 business hours`, `>= 126`."""

from fractions import Fraction
from typing import Literal

from slakit.durations import Duration, parse_duration
from slakit.numbers import parse_number, parse_rate
from slakit.record import record


@record
class Target:
    """A bound on a measure. `value` is a rate of one (`is_rate`), a plain number, or a duration.

    `seconds` of a duration and the number of all else are what a value is compared with.
    """

    operator: Literal["at_least", "at_most"]
    value: Fraction | Duration
    is_rate: bool = False

    @property
    def bound(self) -> Fraction:
        """The number, or the duration's seconds."""
        return Fraction(self.value.seconds) if isinstance(self.value, Duration) else self.value

    def holds(self, value: Fraction) -> bool:
        """Whether `value` keeps the target."""
        return value >= self.bound if self.operator == "at_least" else value <= self.bound


def parse_target(text: str) -> Target:
    """The target that a period outcome's `target` spells. Raises `ValueError` for any other text."""
    sign, _, body = text.partition(" ")
    if sign not in (">=", "<="):
        raise ValueError(f"no target of a period: {text!r}")
    operator: Literal["at_least", "at_most"] = "at_least" if sign == ">=" else "at_most"
    if duration := parse_duration(body):
        return Target(operator=operator, value=duration)
    number = parse_rate(body) if body.endswith("%") else parse_number(body)
    if number is None:
        raise ValueError(f"no target of a period: {text!r}")
    return Target(operator=operator, value=number, is_rate=body.endswith("%"))
