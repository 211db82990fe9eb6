"""What pay is computed from: credited rows, what took them back or paid for them, and how promises came out.

Everything in here comes from the relations of an evaluation; the arithmetic of `slakit.pay` reads nothing else but the
agreement and the roster. All numbers are exact. Instants are epoch seconds UTC, dates local to the term's zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Credited:
    """One row of the log that earns one person something, for one component, SPIF or pool.

    `version` is the place of the version in force at the row, in the order of terms; `plan` the pay plan (or the pool)
    and `part` the component or SPIF (empty for a pool). `value` is what the row adds to the measure, before the
    person's `share` of it; of a SPIF it is 1, or the value of its field `of`. `deal` is what the row is worth as a deal
    (the release's field `of`), None where the plan has no release. `row` tells rows of one lead and instant apart:
    equal for the persons and parts of one row.

    `taken_back_at` is the first row of the plan's clawback event within its time from the credited row, on the local
    date `taken_back`; `window_ends` the local date on which that time ends. All three are None without one.
    """

    version: int
    plan: str
    part: str
    person: str
    lead_id: str | None
    row: int
    at: int
    day: date
    value: Fraction
    share: Fraction
    deal: Fraction | None = None
    taken_back_at: int | None = None
    taken_back: date | None = None
    window_ends: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Collected:
    """A row that brings in money of one lead, for plans that release pay with it; a refund is negative."""

    version: int
    plan: str
    lead_id: str
    row: int
    at: int
    day: date
    value: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What the deals of one lead at one instant are worth, for plans that release pay as their money comes in.

    A deal is a row with the event of the plan's credit, whoever is credited with it; one without a worth, or below 0,
    is worth 0. `taken_back_at` is as of a credited row of that instant.
    """

    version: int
    plan: str
    lead_id: str
    at: int
    day: date
    worth: Fraction
    taken_back_at: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a commitment, measure or goal came to between two local dates, the later one excluded.

    `of` is what was asked: a commitment's id (a clock's stands for its objective), a component's `<plan>.<part>`
    where its measure is a share or ratio, or a goal's id. `person` is None where it is the party's. `value` is None
    with a zero denominator, or below the `minimum_sample`. `is_open` tells that it may still change. `is_never` is a
    time that never ended: its value is None, it is longer than any other, and so it reaches no `at_most`. `is_void`
    tells that the commitment is not applicable there, whatever its value: its own target is brought to 0.
    """

    version: int
    of: str
    first: date
    after: date
    person: str | None = None
    value: Fraction | None = None
    is_open: bool = False
    is_never: bool = False
    is_void: bool = False


NAMED = 5
"""How many leads and people are named of rows that nobody is credited with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Uncredited:
    """Rows that nobody is credited with, and why: `unnamed`, `off_plan` (nobody of the plan on that day), `shares`.

    They lie in the local dates `first` … before `after` of a settlement of the plan, or of a pool's goal.
    `shares` are rows whose own parts do not add up to the whole: an error, since any dealing of them would be a guess.
    """

    plan: str
    why: str
    first: date
    after: date
    rows: int
    leads: tuple[str, ...] = ()
    """The first few, in order."""
    people: tuple[str, ...] = ()
    """Of those in no plan, the first few that the rows name, by code point."""

    @property
    def more(self) -> str:
        """What follows the leads where there are probably more of them."""
        return ", …" if self.rows > len(self.leads) >= NAMED else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Everything gathered, each sequence in a fixed order: by instant, lead, row, plan, part and person.

    `known_by` is the instant after which nothing recorded counts, None where all does; `is_recorded` whether the log
    says of its rows when they were recorded.
    """

    as_of: int
    as_of_day: date
    known_by: int | None = None
    is_recorded: bool = True
    credited: Sequence[Credited] = ()
    claims: Sequence[Claim] = ()
    collected: Sequence[Collected] = ()
    readings: Sequence[Reading] = ()
    uncredited: Sequence[Uncredited] = ()
