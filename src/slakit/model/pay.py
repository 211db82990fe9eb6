"""The plan from a goal to leads, and compensation."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.model.header import Declared
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
