"""What a plan comes to, as one frozen value that every format shows. All numbers are exact; dates are local.

Nothing in here is rounded but what is called so: numbers are rounded once, where they are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Diagnostic, Span
from slakit.model import Per


class Unit(StrEnum):
    """What a number counts."""

    AMOUNT = "amount"
    """The goal's own unit: money, or things counted."""
    LEADS = "leads"
    PEOPLE = "people"
    PERIODS = "periods"
    DAYS = "days"
    ATTEMPTS = "attempts"
    MINUTES = "minutes"
    HOURS = "hours"
    RATE = "rate"
    """A part of one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of the arithmetic: what it is, how it is reckoned, and what comes out, exactly.

    `rounded` is the whole number that the step is read as, None where it is read as it is; later steps go on from
    `exact` all the same. `how` is text without markup, in which long numbers are shortened.
    """

    id: str
    what: str
    how: str
    exact: Fraction
    unit: Unit
    rounded: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EachPeriod:
    """What is needed in each period of a kind: the leads of the goal's time, through its number of such periods."""

    per: Per
    periods: Fraction
    exact: Fraction
    rounded: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Promised:
    """What a quota promises of a stage: in each of its periods for all of its people, and over the goal's time.

    `people` is what its target is multiplied by, 1 for a quota of all; `spans` the number of its periods in the goal's
    time. `in_all` is None where it cannot be said what it brings, `because` why.
    """

    quota: str
    title: str
    span: Span
    per: Per
    target: Fraction
    people: Fraction | None
    spans: Fraction | None
    each: Fraction | None
    in_all: Fraction | None
    because: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StageNeed:
    """The leads of a stage that the goal takes, and who promises them.

    `rate` is the part of the leads of the stage before that reach it. `stage` is empty for the leads before the first
    stage of the plan.
    """

    stage: str
    title: str
    rate: Fraction | None
    leads: Fraction
    rounded: int
    each: tuple[EachPeriod, ...]
    promised: tuple[Promised, ...] = ()

    @property
    def most(self) -> Promised | None:
        """The quota that promises most of the stage, if every quota on it says how much."""
        known = [(one.in_all, one) for one in self.promised if one.in_all is not None]
        if not known or len(known) < len(self.promised):
            return None
        return max(known, key=lambda pair: pair[0])[1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Workload:
    """The work that the leads of the plan's first stage make, and the time there is for it, in minutes.

    `people` are those counted, `counted` where: by the plan or on the roster. `claimed` are the hours that the plan
    says one person has in the goal's time, `open_hours` those in which the calendar `calendar` is open. `most_leads`
    is how many there is time for. What cannot be said is None.
    """

    leads: Fraction
    attempts: int | None
    cadence: str
    minutes_per_attempt: Fraction
    people: Fraction | None
    counted: Literal["plan", "roster", ""]
    roster: Fraction | None
    hours: Fraction
    per: Per
    periods: Fraction | None
    work: Fraction | None
    available: Fraction | None
    claimed: Fraction | None
    calendar: str
    open_hours: Fraction
    span: Span

    @property
    def used(self) -> Fraction | None:
        """The part of the time that the work takes."""
        return None if self.work is None or not self.available else self.work / self.available

    @property
    def most_leads(self) -> int | None:
        """How many leads there is time for."""
        if self.available is None or not self.attempts:
            return None
        return int(self.available // (self.attempts * self.minutes_per_attempt))


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
class Implied:
    """Two quotas that together promise a rate: so many of one stage, of so many of another.

    In each period `per` that both have, or over the goal's time where they have none in common (None).
    """

    quota: str
    of: str
    part: Fraction
    whole: Fraction
    per: Per | None
    span: Span

    @property
    def rate(self) -> Fraction:
        """The part that must get there."""
        return self.part / self.whole


@dataclass(frozen=True, kw_only=True, slots=True)
class PromisedRate:
    """A quota that promises at least a share of one stage's leads to reach another."""

    quota: str
    rate: Fraction
    within: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLine:
    """From one stage to another: the rate that the plan states, and what stands beside it."""

    stage: str
    of: str
    stated: Fraction
    span: Span
    implied: Implied | None = None
    promised: tuple[PromisedRate, ...] = ()
    history: Converted | None = None


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
class Lever:
    """One thing that would do alone: `of` (a quota, stage or cadence; empty: the plan's own) `key` at least or most.

    `exact` is where it just suffices, `rounded` the nearest number that people write which does.
    """

    key: Literal["quota", "people", "hours", "minutes", "attempts", "rate", "average_deal", "share"]
    of: str
    operator: Literal["at_least", "at_most"]
    exact: Fraction
    rounded: Fraction
    unit: Unit
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfall:
    """Something that does not suffice: what is `needed`, what there is (`has`), and what would do, each alone."""

    kind: Literal["quota", "capacity", "time", "rate", "deal", "promised_rate"]
    of: str
    needed: Fraction
    has: Fraction
    unit: Unit
    text: str
    span: Span
    levers: tuple[Lever, ...]

    @property
    def gap(self) -> Fraction:
        """By how much."""
        return abs(self.needed - self.has)


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A local date of a running period: what came on it, the sum and the line at its end.

    `sum` is None after the as-of; on its own date both are as of it. A date that is not `open` has no open time.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Aim:
    """The goal of the plan; `target` is in `unit`, with `currency` where it is money."""

    id: str
    title: str
    statement: str
    measured: str
    target: Fraction
    first: date
    due: date
    open_days: int
    currency: str | None
    is_money: bool
    span: Span
    baseline: Fraction | None = None
    baseline_source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A plan with everything that follows from it. `as_of` is epoch seconds, None without a log.

    `findings` are warnings and errors about it; what of the log could not be looked at is in `notes`.
    """

    agreement: str
    title: str
    version: str
    timezone: str
    aim: Aim
    share: Fraction
    average_deal: Fraction
    span: Span
    steps: tuple[Step, ...]
    stages: tuple[StageNeed, ...]
    workload: Workload | None
    rates: tuple[RateLine, ...]
    deals: Deals | None = None
    before: Before | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    runs: tuple[Run, ...] = ()
    as_of: int | None = None
    rows: int = 0
    """The rows of the log that were read."""
    notes: Sequence[str] = ()
    findings: tuple[Diagnostic, ...] = field(default=())

    @property
    def is_reachable(self) -> bool:
        """Whether nothing falls short."""
        return not self.shortfalls
