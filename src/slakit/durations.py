"""Durations of the language: a positive count of an elapsed or business unit."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The units of the language, in their plural spelling."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    BUSINESS_MINUTES = "business minutes"
    BUSINESS_HOURS = "business hours"
    BUSINESS_DAYS = "business days"


class Basis(StrEnum):
    """What a duration is counted in: elapsed time, open time, or dates with open time."""

    ELAPSED = "elapsed"
    OPEN_TIME = "open time"
    OPEN_DAYS = "open days"


_SECONDS = {
    Unit.SECONDS: 1,
    Unit.MINUTES: 60,
    Unit.HOURS: 3600,
    Unit.DAYS: 86_400,
    Unit.WEEKS: 604_800,
    Unit.BUSINESS_MINUTES: 60,
    Unit.BUSINESS_HOURS: 3600,
}
_DURATION = re.compile(r"([1-9][0-9]*) ([a-z]+(?: [a-z]+)?)\Z")


@dataclass(frozen=True, slots=True)
class Duration:
    """A positive whole count of one unit, kept as written."""

    count: int
    unit: Unit

    @property
    def basis(self) -> Basis:
        """Elapsed time, open time (business minutes and hours) or open days (business days)."""
        if self.unit is Unit.BUSINESS_DAYS:
            return Basis.OPEN_DAYS
        if self.unit in (Unit.BUSINESS_MINUTES, Unit.BUSINESS_HOURS):
            return Basis.OPEN_TIME
        return Basis.ELAPSED

    @property
    def seconds(self) -> int:
        """The duration in seconds of its basis. Raises `ValueError` for business days, which have no length."""
        if self.unit is Unit.BUSINESS_DAYS:
            raise ValueError("business days are dates, not seconds")
        return self.count * _SECONDS[self.unit]

    def __str__(self) -> str:
        """As written, with the unit plural unless the count is 1: `1 hour`, `6 business hours`."""
        unit = self.unit.value
        return f"{self.count} {unit[:-1] if self.count == 1 else unit}"


def parse_duration(text: str) -> Duration | None:
    """The duration that `text` spells (`6 business hours`, `1 day`), else None."""
    match = _DURATION.match(text)
    if match is None:
        return None
    word = match[2]
    for unit in Unit:
        if word in (unit.value, unit.value[:-1]):
            return Duration(int(match[1]), unit)
    return None
