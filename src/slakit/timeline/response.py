"""A response explained: starts, pauses and what ended it, with the deadline added up."""

from collections.abc import Sequence

from slakit.attainment.days import epoch
from slakit.durations import Basis
from slakit.model import Again, Response
from slakit.model import Target as Promised
from slakit.outcomes import Outcome
from slakit.sql.clock import Target
from slakit.timeline.arithmetic import Gaps
from slakit.timeline.model import Episode, Moment, Sum
from slakit.timeline.scene import Scene, Span, near_misses, target_words, verdict
from slakit.timeline.words import length


def response_span(scene: Scene, outcome: Outcome, next_start: int | None) -> Span:
    """When an episode ran and what ended it, by its outcome."""
    start = epoch(outcome.started_at or "")
    due = epoch(outcome.due_at) if outcome.due_at else None
    breached = epoch(outcome.breached_at) if outcome.breached_at else None
    stopped = epoch(outcome.stopped_at) if outcome.stopped_at else None
    if stopped is not None:
        cancels = {row.at for row in scene.seen if row.role == "cancel"}
        if outcome.state == "met" or outcome.cause == "late":
            ended_by = "stop"
        elif stopped in cancels and stopped > start:
            ended_by = "cancel"
        else:
            ended_by = "start"
        return Span(start=start, end=stopped, ended_by=ended_by, due=due, breached=breached)
    if next_start is not None and breached is not None:
        return Span(start=start, end=next_start, ended_by="start", due=due, breached=breached)
    return Span(start=start, end=scene.as_of, ended_by="open", due=due, breached=breached)


def explain(scene: Scene, outcome: Outcome, span: Span) -> Episode:
    """One episode of the response, in time order."""
    response = scene.clock
    if not isinstance(response, Response):
        raise TypeError(f"{response.id} is no response")
    target = response.targets[scene.judged[span.start].target or 0]
    gaps = _gaps(scene, span)
    moments = [
        *_starts(scene, response, span, target),
        *_pauses(scene, response, span),
        *_ending(scene, response, span, outcome),
        *_deadline(span),
    ]
    return Episode(
        outcome=outcome,
        moments=tuple(sorted(moments, key=lambda moment: moment.at)),
        sums=tuple(_sums(scene, span, target, gaps)),
        verdict=verdict(scene.ground, outcome, _used(outcome, target)),
    )


def idle(scene: Scene, spans: Sequence[Span]) -> tuple[Moment, ...]:
    """Rows that the response looked at and that changed nothing because they lie outside every episode."""
    response = scene.clock
    if not isinstance(response, Response):
        raise TypeError(f"{response.id} is no response")
    names = {"stop": response.stops, "cancel": response.cancels, "pause": response.pauses, "resume": response.resumes}
    found = []
    for row in scene.seen:
        if row.role == "start":
            found += idle_start(scene, spans, row.at)
        elif not any(inside(span, row.at, row.role) for span in spans):
            text = "nothing was running"
            found.append(scene.ground.moment(row.at, row.role, names[row.role], text, counted=False))  # type: ignore[arg-type]
    roles = {
        "starts": ("start", response.starts),
        "stops": ("stop", (*response.stops, *response.cancels)),
        "pauses": ("pause", response.pauses),
        "resumes": ("resume", response.resumes),
    }
    found += near_misses(scene, roles)  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda moment: (moment.at, moment.role)))


def inside(span: Span, at: int, role: str) -> bool:
    """Whether an episode took notice of a row: at one instant a cancel comes first, then a start, a stop last."""
    if role == "cancel":
        return span.start < at <= span.end
    ends_before = span.ended_by in ("cancel", "start")
    return span.start <= at < span.end or (at == span.end and not ends_before)


def idle_start(scene: Scene, spans: Sequence[Span], at: int) -> list[Moment]:
    """A start outside every episode, or one that does not count: why."""
    judged = scene.judged[at]
    why = scene.why_not(judged)
    if any(span.start == at for span in spans):
        return []
    if not why and any(inside(span, at, "start") for span in spans):
        return []  # told in its episode
    text = why or "ignored: only the lead's first start counts (again: never)"
    return [scene.ground.moment(at, "start", scene.clock.starts, text, counted=False)]


def _starts(scene: Scene, response: Response, span: Span, target: Promised) -> list[Moment]:
    text = f"starts the clock: {target_words(scene.ground, target)}"
    found = [scene.ground.moment(span.start, "start", response.starts, text, counted=True)]
    for row in scene.seen:
        further = row.role == "start" and row.at != span.start and inside(span, row.at, "start")
        if further and scene.judged[row.at].counts(response):
            found.append(scene.ground.moment(row.at, "start", response.starts, scene.ignored(), counted=False))
    if span.ended_by == "start":
        past = span.breached is not None and span.end > span.breached
        text = "a further start ends it: its deadline had passed" if past else "a further start cancels it"
        if response.again is Again.RESTART and not past:
            text += " and starts afresh (again: restart)"
        found.append(scene.ground.moment(span.end, "start", response.starts, text, counted=True))
    return found


def _pauses(scene: Scene, response: Response, span: Span) -> list[Moment]:
    found, paused = [], False
    for row in _changes(scene, span):
        resumes = row[1] == "resume"
        names = response.resumes if resumes else response.pauses
        if resumes == paused:
            text = "the clock runs again" if resumes else "the clock stands still"
            if span.breached is not None and row[0] > span.breached:
                text += ", which undoes no breach"
            paused = not resumes
            found.append(scene.ground.moment(row[0], "resume" if resumes else "pause", names, text, counted=True))
        else:
            text = "ignored: the clock is running" if resumes else "ignored: the clock stands still already"
            found.append(scene.ground.moment(row[0], "resume" if resumes else "pause", names, text, counted=False))
    return found


def _changes(scene: Scene, span: Span) -> list[tuple[int, str]]:
    """Pauses and resumes of an episode; of both at one instant the pause comes last."""
    return [
        (row.at, row.role) for row in scene.seen if row.role in ("pause", "resume") and inside(span, row.at, row.role)
    ]


def _gaps(scene: Scene, span: Span) -> list[tuple[int, int]]:
    """When the clock stood still, the last gap open to the end of time."""
    gaps: list[tuple[int, int]] = []
    since: int | None = None
    for at, role in _changes(scene, span):
        if role == "pause" and since is None:
            since = at
        elif role == "resume" and since is not None:
            gaps.append((since, at))
            since = None
    end = max(span.end, span.due or span.end)
    return [*gaps, (since, end)] if since is not None else gaps


def _ending(scene: Scene, response: Response, span: Span, outcome: Outcome) -> list[Moment]:
    if span.ended_by == "stop":
        text = "stops the clock: in time" if outcome.state == "met" else "stops the clock: too late"
        return [scene.ground.moment(span.end, "stop", response.stops, text, counted=True)]
    if span.ended_by == "cancel":
        late = span.breached is not None
        text = "cancels the clock after its deadline, which leaves the breach" if late else "cancels the clock"
        return [scene.ground.moment(span.end, "cancel", response.cancels, text, counted=True)]
    return []


def _deadline(span: Span) -> list[Moment]:
    if span.breached is None:
        return []
    return [Moment(at=span.breached, role="deadline", counted=True, text="the deadline passes")]


def _sums(scene: Scene, span: Span, target: Promised, gaps: Gaps) -> list[Sum]:
    if target.within is None:
        return []
    timed = Target(target.within, target.calendar)
    sums = []
    if span.due is not None:
        sums.append(scene.ground.arithmetic.sum("due", span.start, span.due, timed, gaps))
    if span.end != span.due and timed.basis is not Basis.OPEN_DAYS:
        sums.append(scene.ground.arithmetic.sum("used", span.start, span.end, timed, gaps))
    return sums


def _used(outcome: Outcome, target: Promised) -> str:
    """How much of the target was used, by the outcome's own value."""
    if outcome.value is None or target.within is None or target.within.basis is Basis.OPEN_DAYS:
        return ""
    elapsed = target.within.basis is Basis.ELAPSED
    return f"used {length(int(outcome.value), days=elapsed)} of {target.within}"
