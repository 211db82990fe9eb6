"""Clock commitments: stages, responses, cadences, and what every promise carries."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.model.calendars import ALWAYS
from slakit.model.header import Declared
from slakit.model.log import Condition
from slakit.record import record


@record
class People:
    """A selector of roster rows: each named column has one of the given values (`{party: sales, role: rep}`)."""

    where: tuple[tuple[str, tuple[str, ...]], ...]
    span: Span


class Per(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TERM = "term"


@record
class Bound:
    """`at_least` or `at_most` an exact number (rates as fractions of one) or, for duration measures, a duration."""

    operator: Literal["at_least", "at_most"]
    value: Fraction | Duration
    span: Span


@record
class Objective:
    """The attainment promised for a clock commitment: met ÷ (met + breached) per period."""

    bound: Bound
    per: Per
    for_each: People | None = None
    minimum_sample: int | None = None
    span: Span


@record
class Commitment(Declared):
    """What every promise carries. `by` promises, `for_` receives, `calendar` is resolved (`always` or declared)."""

    by: tuple[str, ...]
    for_: tuple[str, ...] = ()
    calendar: str = ALWAYS
    on_breach: str | None = None


DEFAULT_AT_RISK = Fraction(3, 4)


@record
class Dwell:
    """How long a lead may (`within`) or must (`at_least`) stay in a stage."""

    operator: Literal["within", "at_least"]
    duration: Duration
    calendar: str = ALWAYS
    at_risk: Fraction = DEFAULT_AT_RISK
    span: Span


@record
class Reason(Declared):
    """A listed reason code; `requires` names a response or cadence that must have been kept first."""

    requires: str | None = None


@record
class Stage(Commitment):
    """A stage of the funnel. `next` None means not declared. `objectives` by `ready transition reason dwell`."""

    initial: bool = False
    next: tuple[str, ...] | None = None
    closes: Literal["won", "lost", "recycled"] | None = None
    ready: Condition | None = None
    package: tuple[str, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    dwell: Dwell | None = None
    objectives: Mapping[str, Objective] = field(default_factory=dict)


class Again(StrEnum):
    """What a counted start does while an episode runs."""

    IGNORE = "ignore"
    RESTART = "restart"
    NEVER = "never"


@record
class Target:
    """The first target whose `when` holds at the start governs it; `within` None means exempt."""

    when: Condition | None
    within: Duration | None
    calendar: str
    span: Span
    title: str | None = None
    description: str | None = None


@record
class Response(Commitment):
    """From a start to a stop within a target. Event tuples name events or stages, any of them."""

    starts: tuple[str, ...]
    stops: tuple[str, ...]
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    when: Condition | None = None
    targets: tuple[Target, ...]
    again: Again = Again.IGNORE
    at_risk: Fraction = DEFAULT_AT_RISK
    objective: Objective | None = None


@record
class Cadence(Commitment):
    """At least `attempts` counted attempts within a window, with spacing and distinctness."""

    starts: tuple[str, ...]
    attempts: tuple[str, ...]
    attempts_at_least: int
    within: Duration
    first_within: Duration | None = None
    spacing_at_least: Duration | None = None
    spacing_at_most: Duration | None = None
    distinct_field: str | None = None
    distinct_at_least: int = 0
    stops: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    when: Condition | None = None
    again: Again = Again.IGNORE
    at_risk: Fraction = DEFAULT_AT_RISK
    objective: Objective | None = None
