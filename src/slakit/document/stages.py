"""The stages of a lead: the way through them, and what is asked at each."""

from slakit.document.model import Block, Facts, Paragraph, Points, Section, Step, Table, table
from slakit.model import Agreement, Condition, Equals, EventPattern, Stage
from slakit.wording.events import event_words
from slakit.wording.outline import Item
from slakit.wording.phrases import capitalised, listed, named, quoted
from slakit.wording.speech import Speech

_CLOSES = {"won": "won", "lost": "lost", "recycled": "given back"}
_ENTRY = (
    "In the lead record, entering a stage is an entry “stage_changed” that names the stage as given under “Recorded "
    "as”, unless something else is said of the stage."
)


def funnel(agreement: Agreement) -> tuple[Step, ...]:
    """The stages as steps to draw, in declared order."""
    places = {stage: index for index, stage in enumerate(agreement.stages)}
    begins = {stage.id for stage in agreement.stages.values() if stage.initial} or set(list(agreement.stages)[:1])
    return tuple(
        Step(
            anchor=f"stage-{stage.id}",
            title=named(stage),
            by=tuple(named(agreement.parties[party]) for party in agreement.parties if party in stage.by),
            onward=None
            if stage.next is None and stage.closes is None
            else tuple(places[one] for one in stage.next or ()),
            closes=stage.closes or "",
            begins=stage.id in begins,
        )
        for stage in agreement.stages.values()
    )


def stages_section(agreement: Agreement, speech: Speech) -> Section | None:
    """The stages at a glance, and each that there is more to say of; None without stages."""
    if not agreement.stages:
        return None
    stages = list(agreement.stages.values())
    begins = [quoted(named(stage)) for stage in stages if stage.initial] or [quoted(named(stages[0]))]
    rows = (
        (named(stage), speech.parties(stage.by), _next(agreement, stage), _closed(stage), stage.id) for stage in stages
    )
    header = ("Stage", "Responsible", "May be followed by", "Here the lead is", "Recorded as")
    blocks: list[Block] = [
        Paragraph(
            text=f"A lead passes through these stages, beginning with {listed(begins, 'or')}. It enters a stage when "
            "the lead record says so; a repetition of the stage that it is in already is no new entry."
        ),
        table(header, rows, caption="The stages of a lead"),
    ]
    if any(_is_plain(agreement, stage) for stage in stages):
        blocks.append(Paragraph(text=_ENTRY))
    described = tuple(_stage(agreement, speech, stage) for stage in stages if _has_more(agreement, stage))
    return Section(anchor="stages", title="Stages of a lead", blocks=tuple(blocks), sections=described)


def _next(agreement: Agreement, stage: Stage) -> str:
    if stage.next is None:
        return "any stage" if stage.closes is None else "none"
    return listed([named(agreement.stages[one]) for one in stage.next], "or")


def _closed(stage: Stage) -> str:
    return _CLOSES[stage.closes] if stage.closes is not None else ""


def _is_plain(agreement: Agreement, stage: Stage) -> bool:
    """Whether the stage is recorded as stages are where the agreement does not say how."""
    match agreement.events[stage.id]:
        case EventPattern(events=("stage_changed",), where=Equals(field="stage", values=(stage.id,), negated=False)):
            return True
        case _:
            return False


def _has_more(agreement: Agreement, stage: Stage) -> bool:
    more = stage.description or stage.ready or stage.package or stage.reasons or stage.dwell
    return bool(more) or not _is_plain(agreement, stage)


def _stage(agreement: Agreement, speech: Speech, stage: Stage) -> Section:
    blocks: list[Block] = [Paragraph(text=stage.description)] if stage.description else []
    if not _is_plain(agreement, stage):
        entry = event_words(speech, agreement.events[stage.id])
        blocks.append(Facts(rows=(("Entered with", entry),)))
    if stage.ready is not None:
        blocks += _ready(speech, stage, stage.ready)
    if stage.package:
        blocks.append(Paragraph(text="Hand-off package. By then, all of this must be known about the lead:"))
        blocks.append(Points(items=tuple(Item(text=_item(agreement, speech, one)) for one in stage.package)))
    if stage.reasons:
        blocks += [Paragraph(text="Reasons for entering this stage:"), _reasons(speech, stage)]
    if stage.dwell is not None:
        limit = "at most" if stage.dwell.operator == "within" else "at least"
        duration = speech.within(stage.dwell.duration, stage.dwell.calendar)
        clause = speech.clause(f"{stage.id}.dwell")
        blocks.append(Facts(rows=(("Time in this stage", f"{limit} {duration}{clause}"),)))
    return Section(anchor=f"stage-{stage.id}", title=named(stage), blocks=tuple(blocks))


def _ready(speech: Speech, stage: Stage, condition: Condition) -> list[Block]:
    """When a lead is ready for the stage: a condition of one part with parts of its own opens with what joins them."""
    points, ready = speech.conditions.points(condition), f"A lead is ready for {quoted(named(stage))} when"
    if len(points) == 1 and points[0].items:
        joined = points[0].text.removesuffix(":")
        return [Paragraph(text=f"{ready} {joined[:1].lower()}{joined[1:]} holds:"), Points(items=points[0].items)]
    return [Paragraph(text=f"{ready} {'all of ' if len(points) > 1 else ''}this holds:"), Points(items=points)]


def _reasons(speech: Speech, stage: Stage) -> Table:
    rows = (
        (
            named(reason),
            reason.description or "",
            speech.promise(reason.requires) if reason.requires else "",
            reason.id,
        )
        for reason in stage.reasons.values()
    )
    header = ("Reason", "Meaning", "Only after", "Recorded as")
    return table(header, rows, caption=f"Reasons for {quoted(named(stage))}")


def _item(agreement: Agreement, speech: Speech, field: str) -> str:
    declared = agreement.fields.get(field)
    label = capitalised(speech.conditions.label(field))
    return f"{label}: {declared.description}" if declared is not None and declared.description else label
