"""The scorecard: every promise with its figures, who broke most, and what is due next."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from slakit.attainment.target import Target
from slakit.diagnostics import Diagnostic, Span
from slakit.log.contract import FileCount, UnmappedValue
from slakit.model import Term
from slakit.record import record


class Status(StrEnum):
    """How a promise stands, worst first.

    `broken`: an outcome that it is judged by is breached. `at_risk`: one is at risk, or an undecided period misses its
    objective so far. `open`: nothing is decided yet. `kept`: something is decided and nothing broken. `idle`:
    nothing to judge.
    """

    BROKEN = "broken"
    AT_RISK = "at_risk"
    OPEN = "open"
    KEPT = "kept"
    IDLE = "idle"


@record
class Counts:
    """Outcomes by state."""

    met: int = 0
    breached: int = 0
    pending: int = 0
    at_risk: int = 0
    paused: int = 0
    cancelled: int = 0
    waived: int = 0
    not_applicable: int = 0

    @property
    def open(self) -> int:
        """Undecided ones: pending, at risk and paused."""
        return self.pending + self.at_risk + self.paused

    @property
    def all(self) -> int:
        """All of them."""
        return self.met + self.breached + self.open + self.cancelled + self.waived + self.not_applicable


@record
class Attained:
    """One outcome of a period: the whole of it, or one person's or field value's part (`dimension`).

    `value` is exact where it can be counted from the episodes (`met`, `breached` and `open` are then their numbers),
    else the outcome's, which has six places; None without one. `behind`: at risk, or an undecided share of episodes
    that misses its objective so far.
    """

    dimension: str | None
    state: str
    target: Target
    target_text: str
    value: Fraction | None
    met: int | None = None
    breached: int | None = None
    open: int | None = None
    behind: bool = False


@record
class PeriodScore:
    """A period of a quota, goal or objective: local dates `start` … before `end`, and its outcomes.

    It is over at `ends_at` (epoch seconds), the beginning of `end` in the zone of the version that promises it.
    `results` are the worst first, at most `PARTS` of them; `counts` counts all. A period that is not `running` has
    ended, and may still be open.
    """

    start: date
    end: date
    ends_at: int
    running: bool
    counts: Counts
    results: tuple[Attained, ...]


PARTS = 100
"""How many parts of a period a scorecard holds."""


@record
class PromiseScore:
    """One promise. `counts` and `causes` (of breaches, most frequent first) are of its own outcomes.

    `objective` is the id of the commitment that judges it, where it has one that was evaluated; `periods` are then
    the objective's, else those of a quota or goal. `targets` are the texts of the targets on single leads. Of several
    versions `title` and `promised` are those, and `span` the place in that, which is the last that governs an outcome
    of its own, or else of its objective.
    """

    id: str
    kind: str
    title: str
    promised: str
    by: tuple[str, ...]
    span: Span
    status: Status
    counts: Counts
    causes: tuple[tuple[str, int], ...] = ()
    targets: tuple[str, ...] = ()
    objective: str | None = None
    periods: tuple[PeriodScore, ...] = ()


@record
class PartyScore:
    """The promises of one party, or of several together, in the agreement's order of parties and kinds."""

    parties: tuple[str, ...]
    title: str
    accountable: tuple[str, ...]
    promises: tuple[PromiseScore, ...]

    def count(self, status: Status) -> int:
        """How many of its promises stand so."""
        return sum(promise.status is status for promise in self.promises)


@record
class OwnerScore:
    """What leads in one owner's hands broke: breached outcomes, those decided (met or breached), and of what."""

    owner: str
    breached: int
    decided: int
    commitments: tuple[tuple[str, int], ...]


@record
class Due:
    """An open outcome of a lead with its deadline (epoch seconds)."""

    commitment: str
    lead_id: str
    episode: int
    owner: str | None
    due_at: int
    state: str


@record
class Upcoming:
    """Open outcomes by deadline: the first of those at risk, the first of the others, and how many each."""

    at_risk: tuple[Due, ...] = ()
    at_risk_in_all: int = 0
    pending: tuple[Due, ...] = ()
    pending_in_all: int = 0


@record
class LogAccount:
    """Where the rows of the log went. With a Source, one row read may have made several events or none.

    Where it may have made several (`by_event`), all but `rows` and `not_mapped` counts events.
    """

    rows: int
    used: int
    undeclared: int
    after_as_of: int
    recorded_later: int
    quarantined: int
    duplicates: int
    not_mapped: int
    by_event: bool = False
    files: tuple[FileCount, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    unmapped_values: tuple[UnmappedValue, ...] = ()


@record
class Remark:
    """A figure that is no outcome: `3 counted rows without a value of owner`, of the commitment `subject`."""

    subject: str
    says: str
    count: int


@record
class Scorecard:
    """An evaluation as people read it. `as_of` is epoch seconds; `as_of_given` is false where the log's end set it.

    `known_by` is the instant after which nothing recorded counts, in epoch seconds; None where all does, as it does
    without a word in the log on when its rows were recorded.
    `outcomes` is the number of rows that it was computed from. `titles` has the title of every commitment by id,
    `only` and `leads` what the evaluation was narrowed to. `holidays` is the release of the holiday data that it was
    judged by, empty where no calendar names a country. `version` and `term` are those of the last version; `begins` is
    when the first one comes into force, None where that is the only one.
    """

    agreement: str
    title: str
    version: str
    term: Term
    as_of: int
    as_of_given: bool
    known_by: int | None
    log: LogAccount
    parties: tuple[PartyScore, ...]
    owners: tuple[OwnerScore, ...]
    owners_in_all: int
    unowned: int
    upcoming: Upcoming
    outcomes: int
    titles: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    holidays: str = ""
    begins: date | None = None
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def timezone(self) -> str:
        """The term's zone."""
        return self.term.timezone

    @property
    def promises(self) -> tuple[PromiseScore, ...]:
        """Every promise, by party."""
        return tuple(promise for party in self.parties for promise in party.promises)

    def count(self, status: Status) -> int:
        """How many promises stand so."""
        return sum(party.count(status) for party in self.parties)

    @property
    def is_broken(self) -> bool:
        """Whether any promise is broken: the verdict."""
        return self.count(Status.BROKEN) > 0
