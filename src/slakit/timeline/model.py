"""What a lead's timeline says: clocks, their episodes, what each row did, and how a deadline adds up.

Instants are epoch seconds, UTC; `timezone` is the zone to show them in. Every figure of an episode is the engine's
own outcome; the moments and sums explain it.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.outcomes import Outcome

Role = Literal[
    "start",
    "stop",
    "cancel",
    "pause",
    "resume",
    "attempt",
    "entry",
    "leave",
    "deadline",
    "first-deadline",
    "gap",
    "row",
    "share",
    "of",
    "episode",
]
"""What a moment is to its clock: a row of that kind, or a deadline that passes. To a promise over a period: a row that
it counts (`share` and `of` of a share), or the start of an episode that it measures."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """Something that happened (or was due) to a clock at `at`.

    `events` are the names of the agreement's events or stages that the rows of this instant match. `counted` says
    whether the clock took notice; `text` says what it did, or why it did nothing.
    """

    at: int
    role: Role
    events: tuple[str, ...] = ()
    counted: bool
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """A stretch of time that counts towards a target: `[start, end)`, all of it open, on one local date."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """How a deadline (or a time used) adds up.

    `timezone` is the calendar's own. For open and elapsed time `slices` add up to `seconds`; `left_out` of them, in the
    middle, are not listed one by one, their length is `left_out_seconds`. For business days `days` are the local dates
    counted, the last one being due.
    """

    about: str
    start: int
    end: int
    seconds: int
    timezone: str
    slices: tuple[Slice, ...] = ()
    left_out: int = 0
    left_out_seconds: int = 0
    days: tuple[str, ...] = ()
    closed: tuple[tuple[str, str], ...] = ()
    """Dates in between without open time that a plain week would have: the date and why (a holiday's name)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Episode:
    """One outcome of the lead and what led to it, in time order."""

    outcome: Outcome
    moments: tuple[Moment, ...] = ()
    sums: tuple[Sum, ...] = ()
    verdict: str = ""
    """The outcome in a sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Promised:
    """A commitment under one version of the agreement, with its place there; `timezone` is that of its local times."""

    commitment: str
    kind: str
    title: str
    party: str
    clause: Span
    version: str
    timezone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock(Promised):
    """A commitment about the lead.

    `idle` are rows that it looked at outside every episode: starts that do not count, stops when nothing ran.
    """

    episodes: tuple[Episode, ...] = ()
    idle: tuple[Moment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What the lead brings to a promise in one period: local dates `start` … before `end`.

    `dimension` is whose part it is where the promise is made for each. `amounts` are what it adds to each number that
    is counted or summed: `count`, `share`, `of`, `met`, `breached`, `open`; of a ratio after the measure's id.
    """

    start: date
    end: date
    dimension: str | None
    amounts: tuple[tuple[str, Fraction], ...]
    text: str
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodPromise(Promised):
    """A commitment over periods that the lead's rows or episodes concern. `idle` are those that count in none."""

    parts: tuple[Part, ...] = ()
    idle: tuple[Moment, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of the log about the lead: its event in the log, the declared events that it matches, what it set."""

    at: int
    event: str
    matches: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """Rows of the lead that were not looked at, each counted once.

    `recorded_later` are up to the as-of, but were not known by the instant asked for. `first_unreadable` says where the
    first row stands that cannot be read, and why.
    """

    after_as_of: int = 0
    first_after: int | None = None
    recorded_later: int = 0
    unreadable: int = 0
    first_unreadable: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Everything about one lead: its rows in order, every clock that looked at them, and where they count."""

    agreement: str
    lead_id: str
    as_of: int
    timezone: str
    rows: tuple[Row, ...] = ()
    left_out: LeftOut = LeftOut()
    clocks: tuple[Clock, ...] = ()
    periods: tuple[PeriodPromise, ...] = ()
