"""Cadences: attempts that are counted, gaps between them, and a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from tests.oracle.calendars import Calendar
from tests.oracle.conditions import Value
from tests.oracle.events import Occurrence
from tests.oracle.happened import Happened
from tests.oracle.outcome import Outcome
from tests.oracle.quantities import Duration, duration, rate
from tests.oracle.setting import Setting

CAUSES = ("first-too-late", "gap-too-long", "too-few", "not-distinct")

Ending = Literal["stop", "cancel", "later start", "complete", "due"]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a cadence asks for."""

    calendar: Calendar
    within: Duration
    attempts: int
    first_within: Duration | None
    spacing_at_least: Duration | None
    spacing_at_most: Duration | None
    distinct: int
    distinct_field: str | None

    @classmethod
    def of(cls, setting: Setting, declared: Mapping[str, Any]) -> "Terms":
        """The terms as declared."""
        spacing, distinct = declared.get("spacing", {}), declared.get("distinct", {})
        return cls(
            calendar=setting.calendar(declared.get("calendar")),
            within=duration(declared["within"]),
            attempts=int(declared["attempts"]["at_least"]),
            first_within=_duration(declared.get("first_within")),
            spacing_at_least=_duration(spacing.get("at_least")),
            spacing_at_most=_duration(spacing.get("at_most")),
            distinct=int(distinct.get("at_least", 0)),
            distinct_field=distinct.get("field"),
        )


def _duration(text: str | None) -> Duration | None:
    return None if text is None else duration(text)


@dataclass(kw_only=True)
class Episode:
    """One run. `breach` is the first part's deadline that passed, with its cause."""

    terms: Terms
    number: int
    started: int
    counted: list[int] = field(default_factory=list)
    seen: set[Value] = field(default_factory=set)
    last_raw: int | None = None
    breach: tuple[int, str] | None = None
    ended: int | None = None
    ending: Ending | None = None
    due: int = field(init=False)

    def __post_init__(self) -> None:
        self.due = self.terms.calendar.deadline(self.started, self.terms.within)

    def parts(self) -> list[tuple[int, str, int, Duration]]:
        """The parts still due: deadline, cause of a breach, since when, for how long."""
        terms = self.terms
        few = "too-few" if len(self.counted) < terms.attempts else "not-distinct"
        found = [(self.due, few, self.started, terms.within)]
        if self.last_raw is None and terms.first_within:
            deadline = terms.calendar.deadline(self.started, terms.first_within)
            found.append((deadline, "first-too-late", self.started, terms.first_within))
        if self.last_raw is not None and terms.spacing_at_most:
            deadline = terms.calendar.deadline(self.last_raw, terms.spacing_at_most)
            found.append((deadline, "gap-too-long", self.last_raw, terms.spacing_at_most))
        return found

    def pass_deadlines(self, at: int) -> None:
        """Take note of the deadlines that passed before the instant."""
        passed = [
            (deadline, CAUSES.index(cause))
            for deadline, cause, _, _ in self.parts()
            if deadline < at and deadline <= self.due
        ]
        if passed and self.breach is None:
            deadline, place = min(passed)
            self.breach = (deadline, CAUSES[place])
        if at > self.due:
            self.ending = "due"

    def attempt(self, occurrence: Occurrence) -> None:
        """A raw attempt: counted if far enough from the last counted one; the last of N ends the episode."""
        terms, at = self.terms, occurrence.at
        self.last_raw = at
        least = terms.spacing_at_least
        if self.counted and least and at < terms.calendar.deadline(self.counted[-1], least):
            return
        self.counted.append(at)
        value = occurrence.values.get(terms.distinct_field) if terms.distinct_field else None
        if value is not None:
            self.seen.add(value)
        if len(self.counted) >= terms.attempts and len(self.seen) >= terms.distinct:
            self.end(at, "complete")

    def overdue(self, at: int) -> bool:
        """Never while it runs: the episode ends at its deadline."""
        return False

    def live(self, happened: Happened, at: int) -> None:
        """What happens at the instant to the episode that runs: attempts, stop."""
        for attempt in _in_order(happened.all("attempts", at), self.terms):
            if self.ending is None:
                self.attempt(attempt)
        if self.ending is None and happened.any("stops", at):
            self.end(at, "stop")

    def end(self, at: int, ending: Ending) -> None:
        """The episode is over."""
        self.ended, self.ending = at, ending

    def at_risk(self, at: int, share: Fraction) -> bool:
        """Whether some part still due has used up `share` of its time."""
        for deadline, _, since, length in self.parts():
            whole = deadline - since if length.business_days else length.seconds
            if self.terms.calendar.accrued(since, at, length) >= share * whole:
                return True
        return False


def _in_order(attempts: Sequence[Occurrence], terms: Terms) -> list[Occurrence]:
    """Attempts of one instant: the greater value of the distinct field first, missing last."""
    name = terms.distinct_field
    if name is None:
        return list(attempts)
    valued = [attempt for attempt in attempts if attempt.values.get(name) is not None]
    missing = [attempt for attempt in attempts if attempt.values.get(name) is None]
    return sorted(valued, key=lambda attempt: attempt.values[name], reverse=True) + missing


def outcome(setting: Setting, name: str, declared: Mapping[str, Any], lead: str, episode: Episode) -> Outcome:
    """What became of an episode of a cadence, as of the as-of."""
    breached, cause = episode.breach or (None, None)
    if episode.breach:
        state = "breached"
    elif episode.ending == "cancel":
        state = "cancelled"
    elif episode.ending is not None:
        state = "met"
    else:
        risky = episode.at_risk(setting.as_of, rate(declared.get("at_risk", "75%")))
        state = "at_risk" if risky else "pending"
    seen = next(at for at in (breached, episode.ended, setting.as_of) if at is not None)
    terms = episode.terms
    return Outcome(
        version=setting.place,
        commitment=name,
        kind="cadence",
        party=setting.party(declared["by"]),
        lead=lead,
        episode=episode.number,
        owner=setting.owner(lead, seen),
        started_at=episode.started,
        due_at=episode.due,
        stopped_at=episode.ended,
        breached_at=breached,
        state=state,
        target=f"{terms.attempts} in {terms.within.text}",
        value=Fraction(len(episode.counted)),
        cause=cause,
        completed=episode.ending == "complete",
    )
