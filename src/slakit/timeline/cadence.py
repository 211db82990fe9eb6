"""A cadence explained: every attempt, whether it counted and why not, and the deadlines of the parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from slakit.attainment.days import epoch
from slakit.durations import Duration
from slakit.model import Cadence
from slakit.outcomes import Outcome
from slakit.sql.clock import Target
from slakit.timeline.model import Episode, Moment, Role, Sum
from slakit.timeline.response import idle_start, inside
from slakit.timeline.scene import Scene, Span, near_misses, repr_of, verdict
from slakit.timeline.words import length, nth


def cadence_span(scene: Scene, outcome: Outcome, next_start: int | None) -> Span:
    """When an episode ran and what ended it, by its outcome."""
    start, due = epoch(outcome.started_at or ""), epoch(outcome.due_at or "")
    breached = epoch(outcome.breached_at) if outcome.breached_at else None
    if outcome.stopped_at is None:
        ended_by = "due" if due < scene.as_of else "open"
        return Span(start=start, end=min(due, scene.as_of), ended_by=ended_by, due=due, breached=breached)
    stopped = epoch(outcome.stopped_at)
    roles = {row.role for row in scene.seen if row.at == stopped}
    counted = [attempt.at for attempt in _walk(scene, start, stopped) if attempt.completes]
    if "cancel" in roles and stopped > start:
        ended_by = "cancel"
    elif next_start == stopped:
        ended_by = "start"
    else:
        ended_by = "complete" if counted and counted[0] == stopped else "stop"
    return Span(start=start, end=stopped, ended_by=ended_by, due=due, breached=breached)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """A raw attempt: whether it counted, as which, and why not."""

    at: int
    counted: bool
    number: int
    completes: bool
    text: str


def explain(scene: Scene, outcome: Outcome, span: Span) -> Episode:
    """One episode of the cadence, in time order."""
    cadence = _of(scene)
    moments = [*_beginning(scene, cadence, span), *_attempts(scene, cadence, span), *_ending(scene, cadence, span)]
    moments += _deadlines(scene, cadence, span, outcome)
    counted = int(outcome.value or 0)
    needed = cadence.attempts_at_least
    used = f"{counted} of {needed} attempts counted" if counted <= needed else f"{counted} attempts counted"
    if outcome.cause == "not-distinct" or (counted >= needed and outcome.state in ("pending", "at_risk")):
        used += f", too few different by {scene.ground.speech.conditions.label(cadence.distinct_field or '')}"
    return Episode(
        outcome=outcome,
        moments=tuple(sorted(moments, key=lambda moment: moment.at)),
        sums=tuple(_sums(scene, cadence, span, outcome)),
        verdict=verdict(scene.ground, outcome, used),
    )


def counted_attempts(scene: Scene, span: Span) -> int:
    """How many attempts of an episode count, by the walk that explains them."""
    return sum(attempt.counted for attempt in _within(scene, span))


def idle(scene: Scene, spans: Sequence[Span]) -> tuple[Moment, ...]:
    """Rows that the cadence looked at and that changed nothing because they lie outside every episode."""
    cadence = _of(scene)
    names = {"stop": cadence.stops, "cancel": cadence.cancels, "attempt": cadence.attempts}
    found: list[Moment] = []
    for row in scene.seen:
        if row.role == "start":
            found += idle_start(scene, spans, row.at)
        elif not any(inside(span, row.at, row.role) for span in spans):
            text = "after the end" if any(span.start <= row.at for span in spans) else "nothing was running"
            found.append(scene.ground.moment(row.at, _role(row.role), names[row.role], text, counted=False))
    roles: dict[str, tuple[Role, Sequence[str]]] = {
        "starts": ("start", cadence.starts),
        "attempts": ("attempt", cadence.attempts),
    }
    found += near_misses(scene, roles)
    return tuple(sorted(found, key=lambda moment: (moment.at, moment.role)))


def _of(scene: Scene) -> Cadence:
    if not isinstance(scene.clock, Cadence):
        raise TypeError(f"{scene.clock.id} is no cadence")
    return scene.clock


def _role(name: str) -> Role:
    return {"stop": "stop", "cancel": "cancel"}.get(name, "attempt")  # type: ignore[return-value]


@dataclass(kw_only=True)
class _Count:
    """Counting attempts in time order, as the language does: greedily, spaced from the last counted one."""

    scene: Scene
    cadence: Cadence
    number: int = 0
    last: int | None = None
    kinds: dict[str, None] = field(default_factory=dict)
    complete: bool = False

    def take(self, at: int, value: str | None) -> Attempt:
        """The next raw attempt."""
        if self.complete:
            return self._idle(at, "not needed any more: the promise is kept")
        if why := self._too_soon(at):
            return self._idle(at, why)
        self.number, self.last = self.number + 1, at
        if value is not None:
            self.kinds[value] = None
        enough = len(self.kinds) >= self.cadence.distinct_at_least
        self.complete = self.number >= self.cadence.attempts_at_least and enough
        return Attempt(at=at, counted=True, number=self.number, completes=self.complete, text=self._text(value))

    def _idle(self, at: int, text: str) -> Attempt:
        return Attempt(at=at, counted=False, number=self.number, completes=False, text=text)

    def _too_soon(self, at: int) -> str:
        spacing = self.cadence.spacing_at_least
        if spacing is None or self.last is None:
            return ""
        if self.last == at:
            return (
                f"does not count: {spacing} must lie between two attempts that count, this one is at the same instant"
            )
        earliest = self.scene.ground.arithmetic.deadline(self.last, spacing, self.cadence.calendar)
        if earliest is not None and at >= earliest:
            return ""
        ground = self.scene.ground
        timed = Target(spacing, self.cadence.calendar)
        since = ground.arithmetic.sum("gap", self.last, at, timed).seconds
        words = f"{length(since)} after the last one that counted, {spacing} are required"
        return f"does not count: {words}{f' (not before {ground.at(earliest)})' if earliest is not None else ''}"

    def _text(self, value: str | None) -> str:
        needed = self.cadence.attempts_at_least
        text = f"counts: {nth(self.number)}" + (f" of {needed}" if self.number <= needed else "")
        if self.cadence.distinct_field:
            label = self.scene.ground.speech.conditions.label(self.cadence.distinct_field)
            what = "missing" if value is None else repr_of(value)
            text += f"; {label} {what}, {len(self.kinds)} of {self.cadence.distinct_at_least} different"
        return text


def _walk(scene: Scene, start: int, end: int, *, without_end: bool = False) -> Iterator[Attempt]:
    """The raw attempts from `start` to `end`, counted one after the other."""
    count = _Count(scene=scene, cadence=_of(scene))
    for row in scene.seen:
        if row.role == "attempt" and start <= row.at and (row.at < end or (row.at == end and not without_end)):
            yield count.take(row.at, row.value)


def _within(scene: Scene, span: Span) -> list[Attempt]:
    return list(_walk(scene, span.start, span.end, without_end=span.ended_by in ("cancel", "start")))


def _beginning(scene: Scene, cadence: Cadence, span: Span) -> list[Moment]:
    ground = scene.ground
    words = f"{cadence.attempts_at_least} attempts within {ground.speech.within(cadence.within, cadence.calendar)}"
    found = [ground.moment(span.start, "start", cadence.starts, f"starts the clock: {words}", counted=True)]
    for row in scene.seen:
        further = row.role == "start" and row.at != span.start and inside(span, row.at, "start")
        if further and scene.judged[row.at].counts(cadence):
            found.append(ground.moment(row.at, "start", cadence.starts, scene.ignored(), counted=False))
    return found


def _attempts(scene: Scene, cadence: Cadence, span: Span) -> list[Moment]:
    return [
        scene.ground.moment(attempt.at, "attempt", cadence.attempts, attempt.text, counted=attempt.counted)
        for attempt in _within(scene, span)
    ]


def _ending(scene: Scene, cadence: Cadence, span: Span) -> list[Moment]:
    after = span.breached is not None and span.breached < span.end
    match span.ended_by:
        case "stop":
            text = "ends it: no further attempt is needed" + (", but a part was broken before" if after else "")
            return [scene.ground.moment(span.end, "stop", cadence.stops, text, counted=True)]
        case "cancel":
            text = "cancels it" + (" after a part was broken, which leaves the breach" if after else "")
            return [scene.ground.moment(span.end, "cancel", cadence.cancels, text, counted=True)]
        case "start":
            text = "a further start ends it and starts afresh (again: restart)"
            return [scene.ground.moment(span.end, "start", cadence.starts, text, counted=True)]
        case _:
            return []


def _deadlines(scene: Scene, cadence: Cadence, span: Span, outcome: Outcome) -> list[Moment]:
    if span.breached is None:
        return []
    texts: dict[str, tuple[Role, str]] = {
        "first-too-late": ("first-deadline", f"the first attempt was due within {cadence.first_within}"),
        "gap-too-long": ("gap", f"{cadence.spacing_at_most} passed after the last attempt without a further one"),
        "too-few": ("deadline", "the window closes with too few attempts that count"),
        "not-distinct": ("deadline", f"the window closes without {cadence.distinct_at_least} different values"),
    }
    role, text = texts[outcome.cause or "too-few"]
    return [Moment(at=span.breached, role=role, counted=True, text=text)]


def _sums(scene: Scene, cadence: Cadence, span: Span, outcome: Outcome) -> Iterator[Sum]:
    arithmetic = scene.ground.arithmetic

    def summed(about: str, start: int, duration: Duration) -> Iterator[Sum]:
        due = arithmetic.deadline(start, duration, cadence.calendar)
        if due is not None:
            yield arithmetic.sum(about, start, due, Target(duration, cadence.calendar))

    yield from summed("due", span.start, cadence.within)
    if cadence.first_within is not None:
        yield from summed("first attempt due", span.start, cadence.first_within)
    tried = [attempt.at for attempt in _within(scene, span) if span.breached is None or attempt.at <= span.breached]
    if cadence.spacing_at_most is None or not tried:
        return
    if outcome.cause == "gap-too-long" or outcome.state in ("pending", "at_risk"):
        yield from summed("next attempt due", tried[-1], cadence.spacing_at_most)
