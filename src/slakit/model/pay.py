"""The plan from a goal to leads, and compensation."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.model.header import Declared
from slakit.model.log import Condition
from slakit.model.promises import Bound, People, Per
from slakit.record import record


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
    quantum_span: Span | None = None


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
class CreditTo:
    """A field that names who is credited, and with which part: `share`, or the row's own `share_field`."""

    field: str
    share: Fraction | None = Fraction(1)
    share_field: str | None = None


@record
class Credit:
    """Rows of `event` are credited to the persons that `to` names, whose parts make up the whole of a row.

    With `rolls_up_to`, a column of the people file, to the person named there instead (their manager); with `team`,
    to everybody in the plan, as far as the row is credited to those people. Both are an `overlay`: credit beside the
    whole.
    """

    event: str
    to: tuple[CreditTo, ...]
    rolls_up_to: str | None = None
    team: People | None = None
    overlay: bool = False
    span: Span


@record
class Kicker(Declared):
    """`amount` is added if each commitment reaches its bound and each component its attainment."""

    if_: Mapping[str, Bound]
    attainment: Mapping[str, Fraction]
    amount: Fraction


@record
class Spif(Declared):
    """A short campaign: `amount` for each credited row of `event`, or `rate` of its field `of`, in local dates.

    `from_` and `through` are both included; `when` is asked of the lead's state at the row.
    """

    event: str
    from_: date
    through: date
    when: Condition | None = None
    amount: Fraction | None = None
    rate: Fraction | None = None
    of: str | None = None
    pays_at_most: Fraction | None = None


@record
class Release:
    """`booking` of what a row earns is paid with it, `cash` as rows of `event` bring in `sum` of the row's own `of`."""

    booking: Fraction
    cash: Fraction
    event: str
    sum: str
    of: str
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
    credit: Credit | None = None
    components: Mapping[str, Component]
    gates: tuple[Gate, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    clawback: Clawback | None = None
    draw: Draw | None = None
    ramp: Ramp | None = None
    kickers: Mapping[str, Kicker] = field(default_factory=dict)
    spifs: Mapping[str, Spif] = field(default_factory=dict)
    release: Release | None = None
    pays_at_most: Fraction | None = None
    """The most that a period pays for its components, as a part of its variable."""


@record
class Pool(Declared):
    goal: str
    amount: Fraction
    share: Mapping[str, Fraction]
    split: Literal["equal", "weighted", "contribution"] = "equal"
    """How a party's part is dealt among its people: by days, by days and the role's weight, or by what each brought."""
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    """The weight of a role; one that is not named has 1."""
    measure: str | None = None
    """What contribution is measured by, credited as `credit` says."""
    credit: Credit | None = None
    points: tuple[tuple[Fraction, Fraction], ...] = ()


@record
class Compensation:
    rounding: Rounding
    plans: Mapping[str, PayPlan]
    pools: Mapping[str, Pool]
    span: Span
