"""What the explanation of one clock of one lead is made from, and the words that all kinds share."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from slakit.attainment.days import epoch, utc_text
from slakit.model import Again, Agreement, Cadence, Condition, FieldType, Response, Target
from slakit.outcomes import Outcome
from slakit.sql.condition import fields_of
from slakit.timeline.arithmetic import Arithmetic
from slakit.timeline.model import Moment, Role
from slakit.timeline.probe import Judged, Seen, Version
from slakit.timeline.rows import LogRow, names_at
from slakit.timeline.words import length, moment, said
from slakit.wording.speech import Speech

Clock = Response | Cadence

MOST = 60
"""Characters of a value that are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """One version of the agreement with its arithmetic and words, and the lead's rows in the log by its names."""

    version: Version
    arithmetic: Arithmetic
    speech: Speech
    rows: tuple[LogRow, ...]

    @property
    def agreement(self) -> Agreement:
        """The version itself."""
        return self.version.agreement

    @property
    def timezone(self) -> str:
        """The zone of its term."""
        return self.arithmetic.timezone

    def parties(self, by: Collection[str]) -> str:
        """Who promises, joined with `+` in the order of the parties."""
        return "+".join(party for party in self.agreement.parties if party in by)

    def at(self, instant: int) -> str:
        """An instant in words."""
        return moment(instant, self.timezone)

    def names(self, instant: int, among: Iterable[str]) -> tuple[str, ...]:
        """Which events or stages, among those named, happened at an instant."""
        return names_at(self.rows, instant, among)

    def moment(self, at: int, role: Role, among: Iterable[str], text: str, *, counted: bool) -> Moment:
        """A moment with the names of what happened."""
        return Moment(at=at, role=role, events=self.names(at, among), counted=counted, text=text)

    def phrase(self, condition: Condition, values: dict[str, str | None]) -> str:
        """A condition that did not hold, with the values that the lead had: `score is at least 50 (it was 42)`."""
        names = sorted(fields_of(condition))
        if len(names) == 1:
            (name,) = names
            declared, value = self.agreement.fields.get(name), values.get(name)
            was = f"it was {self._had(name, value)}"
            if value is not None and declared is not None and declared.type is FieldType.BOOLEAN:
                was = f"the log says {self._had(name, value)}"
            return f"{self.speech.phrase(condition)} ({was})"
        had = [f"{self.speech.conditions.label(name)} was {self._had(name, values.get(name))}" for name in names]
        return f"{self.speech.phrase(condition)} ({', '.join(had)})"

    def _had(self, name: str, value: str | None) -> str:
        """A value as conditions call it."""
        if value is None:
            return "missing"
        declared = self.agreement.fields.get(name)
        match declared.type if declared is not None else FieldType.STRING:
            case FieldType.BOOLEAN:
                return "yes" if value == "true" else "no"
            case FieldType.DECIMAL:  # the engine keeps nine places of each
                return value.rstrip("0").rstrip(".") if "." in value else value
            case FieldType.TIMESTAMP:  # as epoch seconds
                return utc_text(int(value))
            case FieldType.STRING | FieldType.ENUM:
                return self.speech.conditions.value(name, value if len(value) <= MOST else f"{value[: MOST - 1]}…")
            case _:
                return value

    def failed(self, conditions: Sequence[Condition], values: dict[str, str | None]) -> str:
        """Several conditions that did not hold."""
        return "; ".join(self.phrase(condition, values) for condition in conditions)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """One response or cadence and one lead, under one version: what it looked at, and its outcomes there.

    `judged` are the starts by instant. `ground` is that version's.
    """

    ground: Ground
    clock: Clock
    seen: tuple[Seen, ...]
    judged: dict[int, Judged]
    as_of: int

    def why_not(self, start: Judged) -> str:
        """Why a start does not count; empty for one that does."""
        if not start.in_term:
            return "not counted: outside the agreement's term"
        if not start.scope.holds:
            return f"not counted: out of scope, which is that {self.ground.failed(start.scope.failed, start.values)}"
        if not start.when.holds:
            return f"not counted: required is that {self.ground.failed(start.when.failed, start.values)}"
        if isinstance(self.clock, Response) and start.target is not None:
            target = self.clock.targets[start.target]
            if target.within is None:
                reason = f" ({self.ground.speech.phrase(target.when)})" if target.when is not None else ""
                return f"not counted: exempt, no time limit applies{reason}"
        return ""

    def ignored(self) -> str:
        """Why a counted start changes nothing while the clock runs."""
        if self.clock.again is Again.NEVER:
            return "ignored: only the lead's first start counts (again: never)"
        return "ignored: the clock is already running (again: ignore)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From when to when an episode ran, and what ended it: `stop cancel start complete due open`."""

    start: int
    end: int
    ended_by: str
    due: int | None
    breached: int | None


def near_misses(scene: Scene, roles: dict[str, tuple[Role, Sequence[str]]]) -> list[Moment]:
    """Rows that have an event's word in the log but are not that event: why they do not count.

    `roles` are the clock's keys with what each names. A row that some name of the role matches is no near miss.
    """
    found = []
    for row in scene.ground.rows:
        for role, names in roles.values():
            if any(name in row.matches for name in names):
                continue
            missed = [name for name in names if name in row.failed and name not in scene.ground.agreement.stages]
            if missed:
                values: dict[str, str | None] = dict(row.values)
                what = scene.ground.failed(row.failed[missed[0]], values)
                named = scene.ground.speech.event(missed[0])
                text = f"{repr_of(row.event)} is no {named}: required is that {what}"
                found.append(Moment(at=row.at, role=role, counted=False, text=text))
    return sorted(set(found), key=lambda moment: (moment.at, moment.role, moment.text))


def verdict(ground: Ground, outcome: Outcome, used: str) -> str:
    """What became of an episode, in a sentence. `used` says how much of the target was used; it may be empty."""
    spent = f"; {used}" if used else ""
    due = epoch(outcome.due_at) if outcome.due_at else None
    stopped = epoch(outcome.stopped_at) if outcome.stopped_at else None
    match outcome.state:
        case "met" if due is not None and stopped is not None and stopped <= due:
            left = "at the deadline" if stopped == due else f"{length(due - stopped, days=True)} before the deadline"
            return f"met, {left}{spent}"
        case "breached" | "waived":
            broken = f"breached at {ground.at(epoch(outcome.breached_at or ''))} ({outcome.cause})"
            excused = f"waived by {outcome.waiver}: " if outcome.waiver else ""
            late = ""
            if outcome.cause == "late" and stopped is not None and due is not None:
                late = f", stopped {length(stopped - due, days=True)} after the deadline"
            return f"{excused}{broken}{late}{spent}"
        case "paused":
            return f"paused: no deadline until it resumes{spent}"
        case "pending" | "at_risk" if due is not None:
            return f"{said(outcome.state)}, due {ground.at(due)}{spent}"
        case "cancelled" if stopped is not None:
            return f"cancelled at {ground.at(stopped)}, in time{spent}"
        case state:
            return f"{said(state)}{spent}"


def target_words(ground: Ground, target: Target) -> str:
    """A target: how long, and which of several it is."""
    if target.within is None:
        return "no time limit"
    words = ground.speech.within(target.within, target.calendar)
    return f"{words} ({ground.speech.phrase(target.when)})" if target.when is not None else words


def repr_of(value: str) -> str:
    """A value of the log in quotation marks, shortened."""
    return f"'{value}'" if len(value) <= MOST else f"'{value[: MOST - 1]}…'"
