"""A stage's promises in words: ready, the path of the stages, reasons and time in the stage."""

from collections.abc import Iterable

from slakit.commitments.objective.words import kept
from slakit.commitments.running import warned
from slakit.model import Agreement, Dwell, Objective, Stage
from slakit.wording.outline import Item, Promise
from slakit.wording.phrases import listed, named, quoted
from slakit.wording.speech import Speech

PLACE = 10


def promises(agreement: Agreement, speech: Speech) -> list[Promise]:
    """The promises of every stage: one each, but the steps of one promiser with one objective together."""
    found = []
    for stage in agreement.stages.values():
        if stage.ready is not None or stage.package:
            found.append(_ready(speech, stage))
        if stage.reasons:
            found.append(_reason(speech, stage))
        if stage.dwell is not None:
            found.append(_dwell(speech, stage, stage.dwell))
    return [*_paths(agreement, speech), *found]


def _ready(speech: Speech, stage: Stage) -> Promise:
    name = quoted(named(stage))
    defined, packed = stage.ready is not None, bool(stage.package)
    place = speech.place(f"stage-{stage.id}")
    demands = [f"meets the definition of this stage{place}"] if defined else []
    demands += [f"comes with every item of its hand-off package{'' if defined else place}"] if packed else []
    return Promise(
        commitments=(f"{stage.id}.ready",),
        by=stage.by,
        for_=stage.for_,
        title=f"{named(stage)}: {'readiness' if defined else 'hand-off package'}",
        sentence=f"{speech.promises(stage.by, stage.for_)} that every lead that enters {name} {listed(demands)}.",
        in_short=", ".join((["ready as defined"] if defined else []) + (["with a complete package"] if packed else [])),
        measured=("What is known about the lead at the moment of entry decides; what is learnt later does not count.",),
        kept=kept(speech, stage.objectives.get("ready")),
        on_breach=stage.on_breach,
    )


def _paths(agreement: Agreement, speech: Speech) -> list[Promise]:
    """Where leads may come from, joined by promiser, receiver and objective."""
    groups: dict[tuple[object, ...], list[Stage]] = {}
    for stage in agreement.stages.values():
        if _is_stepped_into(agreement, stage):
            objective = stage.objectives.get("transition")
            groups.setdefault((stage.by, stage.for_, _likeness(objective), stage.on_breach), []).append(stage)
    return [_path(agreement, speech, stages) for stages in groups.values()]


def _is_stepped_into(agreement: Agreement, stage: Stage) -> bool:
    """Whether a lead can enter the stage from another one that settles where its leads go."""
    return any(other.next is not None or other.closes for other in agreement.stages.values() if other is not stage)


def _likeness(objective: Objective | None) -> object:
    """What makes two objectives read the same."""
    if objective is None:
        return None
    people = objective.for_each and objective.for_each.where
    return (objective.bound.operator, objective.bound.value, objective.per, people, objective.minimum_sample)


def _path(agreement: Agreement, speech: Speech, stages: list[Stage]) -> Promise:
    first = stages[0]
    steps = [Item(text=_step(agreement, stage)) for stage in stages]
    return Promise(
        commitments=tuple(f"{stage.id}.transition" for stage in stages),
        by=first.by,
        for_=first.for_,
        title="Order of the stages",
        sentence=f"{speech.promises(first.by, first.for_)} to move leads only as agreed:",
        items=tuple(steps),
        in_short="moves only as agreed",
        measured=(
            "Each entry into a stage is judged by the stage that the lead comes from.",
            "The first stage that the lead record has of a lead is taken as it is.",
        ),
        kept=kept(speech, first.objectives.get("transition")),
        on_breach=first.on_breach,
    )


def _step(agreement: Agreement, stage: Stage) -> str:
    sources = [
        quoted(named(other)) for other in agreement.stages.values() if other is not stage and _leads_to(other, stage)
    ]
    if not sources:
        return f"into {quoted(named(stage))} only as a lead's first stage, never from another"
    return f"into {quoted(named(stage))} only from {listed(sources, 'or')}"


def _leads_to(other: Stage, stage: Stage) -> bool:
    return other.closes is None if other.next is None else stage.id in other.next


def _reason(speech: Speech, stage: Stage) -> Promise:
    return Promise(
        commitments=(f"{stage.id}.reason",),
        by=stage.by,
        for_=stage.for_,
        title=f"{named(stage)}: reason",
        sentence=(
            f"{speech.promises(stage.by, stage.for_)} that every lead that enters {quoted(named(stage))} "
            "is given one of these reasons:"
        ),
        items=tuple(_reasons(speech, stage)),
        in_short="one of the listed reasons",
        measured=("The reason must be recorded with the entry itself; one recorded earlier or later does not count.",),
        kept=kept(speech, stage.objectives.get("reason")),
        on_breach=stage.on_breach,
    )


def _reasons(speech: Speech, stage: Stage) -> Iterable[Item]:
    for reason in stage.reasons.values():
        text = named(reason)
        if reason.requires:
            done = "carried out to the last" if reason.requires in speech.agreement.cadences else "kept"
            text += f", but only once {speech.promise(reason.requires)} has been {done} for the lead"
        yield Item(text=text)


def _dwell(speech: Speech, stage: Stage, dwell: Dwell) -> Promise:
    name, duration = quoted(named(stage)), speech.within(dwell.duration, dwell.calendar)
    within = dwell.operator == "within"
    does = f"moves on within {duration}" if within else f"stays there for at least {duration}"
    return Promise(
        commitments=(f"{stage.id}.dwell",),
        by=stage.by,
        for_=stage.for_,
        title=f"{named(stage)}: {'time limit' if within else 'left alone'}",
        sentence=f"{speech.promises(stage.by, stage.for_)} that every lead that enters {name} {does}.",
        in_short=f"moved on within {duration}" if within else f"stays there for at least {duration}",
        measured=(
            "The time runs from entry into the stage to entry into another one.",
            *(warned(dwell.at_risk) if within else ()),
        ),
        worked=tuple(_worked(speech, stage, dwell)),
        kept=kept(speech, stage.objectives.get("dwell")),
        on_breach=stage.on_breach,
    )


def _worked(speech: Speech, stage: Stage, dwell: Dwell) -> Iterable[str]:
    """From an entry, when the lead must or may move on."""
    examples = speech.examples
    worked = examples.of(dwell.duration, dwell.calendar) if examples is not None else None
    if examples is None or worked is None:
        return
    entry = f"Entry into {quoted(named(stage))} on {examples.moment(worked.starts, dwell.calendar)}"
    due = examples.end(worked.starts, worked.due, dwell.calendar)
    ends = f"the lead to move on by {due}" if dwell.operator == "within" else f"the lead not to move on before {due}"
    yield f"{entry}, {ends}."
