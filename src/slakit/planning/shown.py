"""What a log shows beside a plan: rates and deals of the past, and promises in their running periods.

All numbers are exact; dates are local, instants epoch seconds.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.planning.unit import Unit


class Verdict(StrEnum):
    """Where what the plan states lies beside the interval of what history shows."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"
    TOO_FEW = "too_few"


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """What history allows for with 95% confidence, rounded outward."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Converted:
    """Leads of the log from one stage to another: `entered` the one, of which `reached` the other by the as-of.

    Only leads that entered at or before `until` count, `ripe` seconds before the as-of, which is what 9 of 10 of those
    that got there took at most; `young` entered later, of which `young_reached` have got there already. `open` are of
    `entered`, neither there nor at an end. Instants are epoch seconds; without anybody there is no `first_at`.
    """

    entered: int
    reached: int
    open: int
    young: int
    young_reached: int
    ripe: int | None
    first_at: int | None
    until: int
    interval: Interval | None
    verdict: Verdict

    @property
    def rate(self) -> Fraction | None:
        """The part that got there."""
        return Fraction(self.reached, self.entered) if self.entered else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Deals:
    """The average deal of the log: the `total` of `count` deals up to the as-of; `empty` have no value.

    `interval` is that of a mean whose error is normally distributed, so it is rough where few deals make the total.
    """

    count: int
    empty: int
    total: Fraction
    first_at: int | None
    interval: Interval | None
    verdict: Verdict

    @property
    def average(self) -> Fraction | None:
        """What a deal came to."""
        return self.total / self.count if self.count else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What the goal's measure came to in as many days before the goal begins; `value` None where the log is younger."""

    first: date
    after: date
    value: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A local date of a running period: what came on it, the sum and the line at its end.

    `sum` is None after the as-of; on its own date both are as of it, unless it is that date's first instant
    and nothing has come. A date that is not `open` has no open time.
    """

    day: date
    open: bool
    came: Fraction
    sum: Fraction | None
    line: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A promise in its running period: local dates `first` to before `after`, as of an instant in it.

    Open time is that of the promise's calendar, in seconds. `parts` is for how many people or values the promise was
    made, whose targets are added up. `states` are those of the outcomes.
    """

    commitment: str
    kind: Literal["quota", "goal"]
    title: str
    version: str
    span: Span
    unit: Unit
    first: date
    after: date
    target: Fraction
    actual: Fraction
    parts: int
    states: tuple[tuple[str, int], ...]
    gone: int
    whole: int
    open_days: int
    days: tuple[Day, ...]

    @property
    def line(self) -> Fraction | None:
        """Where the straight line stands: target × open time gone ÷ open time; None without open time."""
        return self.target * self.gone / self.whole if self.whole else None

    @property
    def gap(self) -> Fraction | None:
        """How far above the line: below zero it is behind."""
        return None if self.line is None else self.actual - self.line

    @property
    def forecast(self) -> Fraction | None:
        """What it comes to in the end at this pace: actual ÷ open time gone × open time; None before the first."""
        return self.actual * self.whole / self.gone if self.gone else None

    @property
    def pace(self) -> Fraction | None:
        """What came in each working day so far, working days being of equal length."""
        return self.forecast / self.open_days if self.forecast is not None and self.open_days else None

    @property
    def needed_pace(self) -> Fraction | None:
        """What must come in each working day that is left; None where none is, 0 where the target is reached."""
        left = self.whole - self.gone
        if not left or not self.open_days:
            return None
        return max(Fraction(0), self.target - self.actual) * self.whole / left / self.open_days
