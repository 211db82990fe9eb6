"""A stage's commitments explained, entry by entry: what was ready, where the lead came from, how long it stayed."""

from collections.abc import Sequence

from slakit.attainment.days import epoch
from slakit.model import Dwell, Stage
from slakit.outcomes import Outcome
from slakit.sql.clock import Target
from slakit.sql.dialect import NEVER
from slakit.timeline.model import Episode, Moment, Sum
from slakit.timeline.probe import Judged
from slakit.timeline.scene import Ground, repr_of, verdict
from slakit.timeline.words import length
from slakit.wording.phrases import listed


def explain(ground: Ground, stage: Stage, part: str, outcome: Outcome, entry: Judged) -> Episode:
    """One entry of `stage` as `part` (`ready`, `transition`, `reason`, `dwell`) judged it."""
    enters = ground.moment(entry.at, "entry", [stage.id], _enters(ground, stage, entry), counted=True)
    if part == "dwell" and stage.dwell is not None:
        return _dwell(ground, stage, stage.dwell, outcome, entry, enters)
    texts = {"ready": _ready, "transition": _transition, "reason": _reason}[part](ground, stage, outcome, entry)
    moments = [Moment(at=entry.at, role="entry", counted=outcome.state == "met", text=text) for text in texts]
    broken = f"breached ({outcome.cause})" if outcome.cause else "met"
    excused = f"waived by {outcome.waiver}: " if outcome.waiver else ""
    return Episode(outcome=outcome, moments=(enters, *moments), verdict=f"{excused}{broken}")


def idle(ground: Ground, stage: Stage, part: str, entries: Sequence[Judged], taken: Sequence[int]) -> list[Moment]:
    """Entries that this commitment does not judge, and rows that repeat the stage."""
    found = []
    for entry in entries:
        if entry.at in taken:
            continue
        if not entry.in_term:
            text = "not judged: outside the agreement's term"
        elif not entry.scope.holds:
            text = f"not judged: out of scope, which is that {ground.failed(entry.scope.failed, entry.values)}"
        elif part == "transition" and entry.row["left_no"] is None:
            text = "not judged: the lead's first entry in the log"
        elif part == "transition":
            text = "not judged: the stage left says nothing of what may follow it"
        else:
            continue
        found.append(ground.moment(entry.at, "entry", [stage.id], text, counted=False))
    instants = {entry.at for entry in entries}
    found += [
        Moment(
            at=row.at,
            role="entry",
            events=(stage.id,),
            counted=False,
            text="no entry: the lead is in this stage already",
        )
        for row in ground.rows
        if stage.id in row.matches and row.at not in instants
    ]
    return sorted(found, key=lambda moment: moment.at)


def _enters(ground: Ground, stage: Stage, entry: Judged) -> str:
    left = _left(ground, entry)
    return f"enters {ground.speech.event(stage.id)}" + (f" from {ground.speech.event(left)}" if left else "")


def _left(ground: Ground, entry: Judged) -> str | None:
    number = entry.row["left_no"]
    return None if number is None else list(ground.agreement.stages)[int(str(number))]


def _ready(ground: Ground, stage: Stage, outcome: Outcome, entry: Judged) -> list[str]:
    texts = [f"not ready: required is that {ground.phrase(part, entry.values)}" for part in entry.when.failed]
    missing = [name for name in stage.package if entry.values.get(name) is None]
    if missing:
        labels = [ground.speech.conditions.label(name) for name in missing]
        texts.append(f"missing: {listed(labels)}")
    return texts or ["ready, and nothing of the package is missing"]


def _transition(ground: Ground, stage: Stage, outcome: Outcome, entry: Judged) -> list[str]:
    left = _left(ground, entry)
    if left is None:
        return []
    follows = ground.agreement.stages[left].next
    allowed = listed([ground.speech.event(name) for name in follows], "or") if follows else "nothing"
    return [f"{ground.speech.event(left)} may be followed by {allowed}"]


def _reason(ground: Ground, stage: Stage, outcome: Outcome, entry: Judged) -> list[str]:
    code = entry.row["reason"]
    if code is None:
        return [f"no reason is given; listed are {listed(list(stage.reasons))}"]
    reason = stage.reasons.get(str(code))
    if reason is None:
        return [f"the reason {repr_of(str(code))} is not listed; listed are {listed(list(stage.reasons))}"]
    if reason.requires is None:
        return [f"the reason {repr_of(str(code))} is listed"]
    kept = "had been kept by then" if outcome.state == "met" else "had not been kept by then"
    return [f"the reason {repr_of(str(code))} is listed and requires {reason.requires}, whose latest episode {kept}"]


def _dwell(ground: Ground, stage: Stage, dwell: Dwell, outcome: Outcome, entry: Judged, enters: Moment) -> Episode:
    due, leave = epoch(outcome.due_at or ""), int(str(entry.row["leave_at"]))
    timed = Target(dwell.duration, dwell.calendar)
    sums: list[Sum] = [ground.arithmetic.sum("due", entry.at, due, timed)]
    moments = [enters]
    if leave < NEVER:
        follows = ground.names(leave, [name for name in ground.agreement.stages if name != stage.id])
        stayed = length(leave - entry.at, days=True)
        moments.append(Moment(at=leave, role="leave", events=follows, counted=True, text=f"leaves after {stayed}"))
    if outcome.breached_at and epoch(outcome.breached_at) == due:
        moments.append(Moment(at=due, role="deadline", counted=True, text="the deadline passes"))
    words = f"must stay {dwell.duration}" if dwell.operator == "at_least" else f"must leave within {dwell.duration}"
    said = verdict(ground, outcome, words)
    if dwell.operator == "at_least":
        broken = f"breached ({outcome.cause})" if outcome.cause else outcome.state
        excused = f"waived by {outcome.waiver}: " if outcome.waiver else ""
        said = f"{excused}{broken}; {words}, until {ground.at(due)}"
    return Episode(
        outcome=outcome,
        moments=tuple(sorted(moments, key=lambda moment: moment.at)),
        sums=tuple(sums),
        verdict=said,
    )
