"""What a plan comes to, as one frozen value that every format shows. All numbers are exact; dates are local.

Nothing in here is rounded but what is called so: numbers are rounded once, where they are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Diagnostic, Span
from slakit.model import Per
from slakit.planning.shown import Before, Converted, Deals, Run
from slakit.planning.unit import Unit
from slakit.reasoning.back_solved import largest
from slakit.wording.phrases import quoted


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

    Its numbers are as it is judged, broken ones rounded down: `target`, or where that is multiplied by headcount
    `each`, what all of them owe in a period. `people` is what its target is multiplied by, 1 for a quota of all, for
    which `counts_people` is False; `spans` the
    number of its periods in the goal's time. `in_all` is None where it cannot be said what it brings, `because` why;
    `of_some` is then what it brings of the leads that it is about.
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
    counts_people: bool = False
    because: str = ""
    of_some: Fraction | None = None


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
    def leads_title(self) -> str:
        """Its leads in the middle of a sentence: `leads in “MQL”`."""
        return f"leads in {quoted(self.title)}" if self.stage else f"{self.title[:1].lower()}{self.title[1:]}"

    @property
    def most(self) -> Promised | None:
        """The quota that promises most of the stage, unless others might together bring more."""
        return largest((one, one.in_all, one.of_some) for one in self.promised)


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
class Lever:
    """One thing that would do alone: `of` (a quota, stage or cadence; empty: the plan's own) `key` at least or most.

    `exact` is where it just suffices, `rounded` the nearest number that people write which does: of a promise of leads
    a whole one, as it is judged.
    """

    key: Literal["quota", "people", "hours", "minutes", "attempts", "rate", "average_deal", "share", "leads"]
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

    `known_by` is the instant after which nothing recorded counts, in epoch seconds, None where all does.
    `findings` are warnings and errors about it; what of the log could not be looked at is in `notes`.
    """

    agreement: str
    title: str
    version: str
    timezone: str
    week_starts: int
    """0 for Monday … 6 for Sunday."""
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
    known_by: int | None = None
    rows: int = 0
    """The rows of the log that were read."""
    notes: Sequence[str] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """What people call the stages."""
    findings: tuple[Diagnostic, ...] = field(default=())
    is_own: bool = True
    """Whether the goal begins in the term of the version: with one of another version no quota is compared."""

    @property
    def is_reachable(self) -> bool:
        """Whether nothing falls short, and quotas could be compared."""
        return not self.shortfalls and self.is_own
