"""A pay statement as a value: what every format shows. Amounts are exact and, where paid, whole quanta."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span


class Kind(StrEnum):
    """What a line is for."""

    COMPONENT = "component"
    KICKER = "kicker"
    SPIF = "spif"
    POOL = "pool"
    RELEASE = "release"
    """The part of what was earned earlier that is paid as cash comes in."""
    HELD = "held"
    """The part of what was earned now that waits for cash: negative."""
    DRAW = "draw"
    """What is paid on top so that pay reaches the draw."""
    RECOVERY = "recovery"
    """What is kept back to pay a draw back: negative."""
    CAP = "cap"
    """What the plan's own `pays_at_most` takes from its components: negative."""
    CLAWBACK = "clawback"
    ROUNDING = "rounding"
    """What the total's own rounding makes of the lines' exact amounts, with `rounding.at: statement`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deal:
    """A row behind a line: the lead, the local date, its value and the person's share of it, both exact."""

    lead_id: str | None
    day: date
    value: Fraction
    share: Fraction
    amount: Fraction | None = None
    """What of the line's amount is this deal's, where a line says so (SPIFs, releases, clawbacks)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """A slice of attainment, (from_, up_to], at one rate: `up_to` is where attainment, tier or cap ends it."""

    from_: Fraction
    up_to: Fraction
    rate: Fraction
    tier: int
    """The tier's place, from 1."""

    @property
    def payout(self) -> Fraction:
        """What the slice pays, of the component's full pay."""
        return (self.up_to - self.from_) * self.rate


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """Something that a commitment's value did to a line: a gate's cap or a modifier's factor.

    `of` is the commitment, or the component of a kicker's `attainment`; `person` whose value was looked at (None: the
    party's), `value` None where there is none. `applies` is whether the cap or factor does, or the kicker's condition
    is reached.
    """

    kind: Literal["gate", "modifier", "condition"]
    """`condition`: of a kicker; its `effect` is 1."""
    of: str
    person: str | None
    value: Fraction | None
    bound: str
    """The bound as the agreement writes it, in words: `at least 90%`."""
    applies: bool
    is_open: bool
    effect: Fraction
    """The gate's cap on attainment, or the modifier's factor."""
    span: Span
    is_void: bool = False
    """Whether the commitment is not applicable, its own target being 0: then nothing follows from its value."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a line's arithmetic: what it is, how it is reckoned, and what comes out, as text without markup."""

    what: str
    how: str
    result: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of a statement.

    `id` is what `--explain` takes: unique within the statement, made of the plan's part and never of a running number
    alone (`bookings`, `clawback.L17.2027-02-03`). `first` and `after` are the dates that the line is for, the later
    excluded. `exact` is the amount before rounding, `amount` what counts in the total: the same, rounded, unless
    rounding is at the statement.
    """

    id: str
    kind: Kind
    title: str
    plan: str
    version: str
    first: date
    after: date
    exact: Fraction
    amount: Fraction
    span: Span
    """The clause that the line comes from."""
    measure: str | None = None
    goal: str | None = None
    is_rate: bool = False
    """Whether `credited` and `quota` are shares of something, which people read as percentages."""
    weight: Fraction | None = None
    """The component's part of the variable pay."""
    credited: Fraction | None = None
    carried: Fraction = Fraction(0)
    """Credit below zero of the period before, part of `credited`."""
    quota: Fraction | None = None
    """After ramp and days."""
    attainment: Fraction | None = None
    counted: Fraction | None = None
    """The attainment that counts after gates."""
    mode: str | None = None
    slices: tuple[Slice, ...] = ()
    payout: Fraction | None = None
    full: Fraction | None = None
    """What the line pays at a payout of 1: variable x period share x weight x days."""
    factors: tuple[Factor, ...] = ()
    deals: tuple[Deal, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one person is paid for one period, and why.

    `lines` are of the period itself, `adjustments` of earlier ones; `total` is the sum of both, to the quantum.
    `base` is the fixed pay of the period, not part of the total. `provisional` says that something may still change:
    the period has not ended, or a value is open. `balance` is the draw that is still to be paid back.
    """

    person: str
    plans: tuple[str, ...]
    period: str
    first: date
    after: date
    days: int
    """On the roster, in the plans."""
    currency: str | None
    base: Fraction
    variable: Fraction
    """At 100%, for the days on the roster."""
    lines: tuple[Line, ...]
    adjustments: tuple[Line, ...]
    total: Fraction
    balance: Fraction = Fraction(0)
    provisional: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Payroll:
    """Every statement of one period, by person, with what concerns no single one."""

    agreement: str
    title: str
    period: str
    first: date
    after: date
    as_of: int
    currency: str | None
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    timezone: str = "UTC"
    """The zone of local dates: that of the last version's term."""
    assumed: tuple[tuple[str, Fraction], ...] = ()
    """What was assumed instead of measured (`--assume`): such a payroll is a what-if, never what is owed."""
    known_by: int | None = None
    """The instant after which nothing recorded counts (`--known-by`), in epoch seconds; None where all does,
    as it does without a word in the log on when its rows were recorded."""
