"""The agreement as frozen values: what the front end produces and everything else reads.

Names are resolved (calendars, parties, stages), numbers are exact fractions, dates are dates,
and each declared thing carries the span it was declared at. Mappings keep declaration order.
Tuples of names mean "any of them". `None` means "not declared".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.record import record

# --- header ---------------------------------------------------------------------------------------


@record
class Declared:
    """What every declared thing carries: its id, the words for people, and its place (the key's span).

    `places` has the spans of what stands under its keys: `within`, `spacing.at_least`, `stops.0`.
    """

    id: str
    span: Span
    title: str | None = None
    description: str | None = None
    places: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Span:
        """Where the value of `key` stands, or the declaration itself when it is not written there."""
        return self.places.get(key, self.span)


@record
class Term:
    """When the agreement is in force: local dates in `timezone`, both inclusive; `through` None is open-ended.

    `week_starts` is 0 for Monday … 6 for Sunday, `fiscal_year_starts` a month 1…12, `currency` ISO 4217.
    """

    from_: date
    through: date | None
    timezone: str
    week_starts: int = 0
    fiscal_year_starts: int = 1
    currency: str | None = None
    span: Span
    from_span: Span | None = None


@record
class Signatory:
    role: str | None
    name: str | None
    email: str | None
    span: Span


@record
class Party(Declared):
    accountable: str | None = None
    signatories: tuple[Signatory, ...] = ()


@record
class Clause(Declared):
    text: str


# --- calendars ------------------------------------------------------------------------------------

ALWAYS = "always"
"""The built-in calendar: open at every instant, in the term's zone."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Hours:
    """Minutes since local midnight. `opens` 0…1439, `closes` 1…1440; `closes <= opens` runs overnight."""

    opens: int
    closes: int


@record
class Holiday:
    date: date
    name: str
    span: Span


@record
class Holidays:
    """Public holidays of a country (ISO 3166) and subdivision, plus `add`, less `remove`."""

    country: str | None = None
    subdivision: str | None = None
    add: tuple[Holiday, ...] = ()
    remove: tuple[date, ...] = ()
    span: Span


@record
class Calendar(Declared):
    """Weekly `hours` by weekday (0 Monday … 6 Sunday; a missing one is closed), holidays and date overrides."""

    timezone: str
    hours: Mapping[int, tuple[Hours, ...]]
    holidays: Holidays | None = None
    overrides: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)


# --- the log: fields and events -------------------------------------------------------------------


class FieldType(StrEnum):
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    ENUM = "enum"


@record
class Field(Declared):
    """A declared or built-in attribute of a row. `values` (enum only) maps each value to its words or None."""

    type: FieldType
    values: Mapping[str, str | None] = field(default_factory=dict)
    min: Fraction | date | int | None = None  # an int is epoch seconds (timestamp)
    max: Fraction | date | int | None = None


Value = str | bool | Fraction | date | int
"""A value of a condition by the field's type: string and enum `str`, boolean `bool`, integer and decimal
`Fraction`, date `date`, timestamp `int` (epoch seconds, UTC)."""


@record
class AllOf:
    """True iff every item is; true when empty."""

    items: tuple["Condition", ...]
    span: Span


@record
class AnyOf:
    """True iff some item is."""

    items: tuple["Condition", ...]
    span: Span


@record
class NoneOf:
    """True iff no item is: plain negation of `AnyOf`."""

    items: tuple["Condition", ...]
    span: Span


@record
class Equals:
    """The field has one of `values`; false on a missing value. `negated` (`is_not`) is its plain negation."""

    field: str
    values: tuple[Value, ...]
    negated: bool = False
    span: Span


@record
class Compare:
    """The field is at least / at most / above / below `bound`; false on a missing value."""

    field: str
    operator: Literal["at_least", "at_most", "above", "below"]
    bound: Fraction | date | int
    span: Span


@record
class Present:
    """The field has a value (`present` true) or has none (false)."""

    field: str
    present: bool
    span: Span


@record
class Contains:
    """The field contains `text` as a substring, case included; false on a missing value."""

    field: str
    text: str
    span: Span


@record
class Matches:
    """The RE2 `pattern` is found somewhere in the field; false on a missing value."""

    field: str
    pattern: str
    span: Span


Condition = AllOf | AnyOf | NoneOf | Equals | Compare | Present | Contains | Matches


@record
class EventPattern(Declared):
    """Rows whose `event` is one of `events` and whose own values satisfy `where`."""

    events: tuple[str, ...]
    where: Condition | None = None


# --- people, bounds, objectives -------------------------------------------------------------------


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


# --- stages ---------------------------------------------------------------------------------------

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


# --- clocks ---------------------------------------------------------------------------------------


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


# --- measures, quotas, goals ----------------------------------------------------------------------


@record
class Count(Declared):
    """The number of rows of `events`."""

    events: tuple[str, ...]
    when: Condition | None = None


@record
class Leads(Declared):
    """The number of distinct leads with a row of `events`; `first` counts only a lead's first such row in the log."""

    events: tuple[str, ...]
    first: bool = False
    when: Condition | None = None


@record
class Sum(Declared):
    """The sum of `field` over rows of `of`: the rows' own values, or `table` looked up in the state."""

    field: str
    of: tuple[str, ...]
    table: Mapping[Value, Fraction] | None = None
    when: Condition | None = None


@record
class Share(Declared):
    """Distinct leads with a row of `share` ÷ distinct leads with a row of `of`; with `within`, a cohort's share."""

    share: tuple[str, ...]
    of: tuple[str, ...]
    within: Duration | None = None
    when: Condition | None = None


@record
class ResponseTime(Declared):
    """A statistic of a response's accrued seconds."""

    statistic: Literal["median", "average", "p90"]
    response: str
    when: Condition | None = None


@record
class Ratio(Declared):
    """One measure divided by another (both ids)."""

    ratio: str
    of: str
    when: Condition | None = None


Measure = Count | Leads | Sum | Share | ResponseTime | Ratio


@record
class Quota(Commitment):
    """A measure promised per period. `for_each` is a selector of people or a field's name."""

    measure: str
    bound: Bound
    per: Per
    times: People | None = None
    for_each: People | str | None = None
    minimum_sample: int | None = None
    supports: str | None = None


@record
class Baseline:
    value: Fraction
    source: str | None
    stretch: Fraction
    span: Span


@record
class Goal(Commitment):
    """A measure's target over the local dates `from_` … `due`, both inclusive; not prorated."""

    measure: str
    target: Fraction
    from_: date
    due: date
    owners: tuple[str, ...]
    statement: str | None = None
    baseline: Baseline | None = None
    supports: str | None = None


# --- planning and pay -----------------------------------------------------------------------------


@record
class Capacity:
    people: People | None
    count: Fraction | None
    hours: Fraction
    per: Per
    minutes_per_attempt: Fraction
    span: Span


@record
class Plan:
    """The arithmetic from a goal to leads: `rates` by stage, in declared order."""

    goal: str
    share: Fraction
    average_deal: Fraction
    rates: Mapping[str, Fraction]
    capacity: Capacity | None
    span: Span


@record
class Rounding:
    mode: str = "half_even"
    quantum: Fraction = Fraction(1, 100)
    at: str = "line"


@record
class Tier:
    """`rate` for attainment up to and including `up_to` (None: the last tier, without end)."""

    up_to: Fraction | None
    rate: Fraction
    span: Span


@record
class Component(Declared):
    """A part of the variable pay: on a `measure` against a `quota`, or on a `goal`."""

    weight: Fraction
    mode: Literal["marginal", "retroactive", "interpolated"]
    measure: str | None = None
    quota: Fraction | None = None
    goal: str | None = None
    tiers: tuple[Tier, ...] = ()
    points: tuple[tuple[Fraction, Fraction], ...] = ()
    below: Fraction | None = None
    pays_at_most: Fraction | None = None


@record
class Gate:
    """Unless each commitment reaches its bound, the named components' attainment counts up to `cap` only."""

    unless: Mapping[str, Bound]
    cap: Mapping[str, Fraction]
    span: Span


@record
class Modifier:
    """If each commitment reaches its bound, the period's variable is multiplied by `factor`."""

    if_: Mapping[str, Bound]
    factor: Fraction
    span: Span


@record
class Pay:
    ote: Fraction
    base: Fraction
    variable: Fraction
    every: Per
    span: Span


@record
class Clawback:
    event: str
    within: Duration
    basis: str
    span: Span


@record
class Draw:
    kind: Literal["recoverable", "non_recoverable"]
    amount: Fraction
    per: Per
    periods: int | None
    span: Span


@record
class Ramp:
    quota: tuple[Fraction, ...]
    per: Per
    span: Span


@record
class PayPlan(Declared):
    people: People
    pay: Pay
    per: Per
    credit_to: str | None
    credit_event: str | None
    components: Mapping[str, Component]
    gates: tuple[Gate, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    clawback: Clawback | None = None
    draw: Draw | None = None
    ramp: Ramp | None = None


@record
class Pool(Declared):
    goal: str
    amount: Fraction
    share: Mapping[str, Fraction]
    split: str
    points: tuple[tuple[Fraction, Fraction], ...] = ()


@record
class Compensation:
    rounding: Rounding
    plans: Mapping[str, PayPlan]
    pools: Mapping[str, Pool]
    span: Span


# --- the agreement --------------------------------------------------------------------------------

BUILT_IN_FIELDS: Mapping[str, FieldType] = {
    "owner": FieldType.STRING,
    "stage": FieldType.STRING,
    "reason": FieldType.STRING,
    "amount": FieldType.DECIMAL,
}


@record
class Agreement(Declared):
    """One version of an agreement, resolved and checked. `term` None makes it a base only (never evaluated).

    `fields` includes the built-in ones; `events` includes each stage's row pattern under the stage's id.
    """

    version: str
    term: Term | None
    parties: Mapping[str, Party]
    scope: Condition | None = None
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    events: Mapping[str, EventPattern] = field(default_factory=dict)
    stages: Mapping[str, Stage] = field(default_factory=dict)
    responses: Mapping[str, Response] = field(default_factory=dict)
    cadences: Mapping[str, Cadence] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)
    plan: Plan | None = None
    compensation: Compensation | None = None
