"""Definitions: what counts as what, the stages of a lead, and what is recorded about one."""

from slakit.document.model import Block, Facts, Paragraph, Points, Section, Step, table
from slakit.model import BUILT_IN_FIELDS, Agreement, EventPattern, Field, FieldType, Stage
from slakit.wording.measures import measure_words
from slakit.wording.outline import Item
from slakit.wording.phrases import capitalised, listed, named, quoted
from slakit.wording.speech import Speech

_CLOSES = {
    "won": "the lead is won",
    "lost": "the lead is lost",
    "recycled": "the lead is given back",
}


def definitions_section(agreement: Agreement, speech: Speech) -> Section | None:
    """Everything that the promises take for granted, in words both sides share."""
    sections = [
        _stages(agreement, speech),
        _events(agreement, speech),
        _measures(agreement, speech),
        _information(agreement, speech),
    ]
    kept = tuple(section for section in sections if section is not None)
    return Section(anchor="definitions", title="Definitions", sections=kept) if kept else None


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


def _stages(agreement: Agreement, speech: Speech) -> Section | None:
    if not agreement.stages:
        return None
    stages = list(agreement.stages.values())
    rows = tuple((named(stage), speech.parties(stage.by), _next(agreement, stage)) for stage in stages)
    blocks: list[Block] = [
        Paragraph(text="A lead passes through these stages. It enters a stage when the lead record says so."),
        table(("Stage", "Responsible", "Next"), rows),
    ]
    described = tuple(_stage(agreement, speech, stage) for stage in stages if _has_more(stage))
    return Section(anchor="stages", title="Stages of a lead", blocks=tuple(blocks), sections=described)


def _next(agreement: Agreement, stage: Stage) -> str:
    onward = listed([named(agreement.stages[one]) for one in stage.next or ()], "or")
    if stage.closes is None:
        return onward or ("any stage" if stage.next is None else "none")
    return f"{onward}, later on: {_CLOSES[stage.closes]}" if onward else f"none: {_CLOSES[stage.closes]}"


def _has_more(stage: Stage) -> bool:
    return bool(stage.description or stage.ready or stage.package or stage.reasons or stage.dwell)


def _stage(agreement: Agreement, speech: Speech, stage: Stage) -> Section:
    blocks: list[Block] = [Paragraph(text=stage.description)] if stage.description else []
    if stage.ready is not None:
        blocks.append(Paragraph(text=f"A lead may be called {quoted(named(stage))} when all of this holds:"))
        blocks.append(Points(items=speech.conditions.points(stage.ready)))
    if stage.package:
        blocks.append(Paragraph(text="Hand-off package. With the lead, all of this must be known:"))
        blocks.append(Points(items=tuple(Item(text=_item(agreement, speech, one)) for one in stage.package)))
    if stage.reasons:
        rows = tuple(
            (named(reason), reason.description or "", speech.promise(reason.requires) if reason.requires else "")
            for reason in stage.reasons.values()
        )
        header = ("Reason", "Meaning", "Allowed only after")
        blocks += [Paragraph(text="Reasons for entering this stage:"), table(header, rows)]
    if stage.dwell is not None:
        limit = "at most" if stage.dwell.operator == "within" else "at least"
        duration = speech.within(stage.dwell.duration, stage.dwell.calendar)
        blocks.append(Facts(rows=(("Time in this stage", f"{limit} {duration}"),)))
    return Section(anchor=f"stage-{stage.id}", title=named(stage), blocks=tuple(blocks))


def _item(agreement: Agreement, speech: Speech, field: str) -> str:
    declared = agreement.fields.get(field)
    label = capitalised(speech.conditions.label(field))
    return f"{label}: {declared.description}" if declared is not None and declared.description else label


def _events(agreement: Agreement, speech: Speech) -> Section | None:
    rows = tuple(
        (named(event), _event(speech, event)) for key, event in agreement.events.items() if key not in agreement.stages
    )
    if not rows:
        return None
    text = "These names stand for entries of the lead record, the dated list of what happened to each lead."
    return Section(
        anchor="events",
        title="What counts as what",
        blocks=(Paragraph(text=text), table(("Name", "Counts as one"), rows)),
    )


def _event(speech: Speech, event: EventPattern) -> str:
    text = f"an entry {listed([quoted(one) for one in event.events], 'or')}"
    if event.where is not None:
        text += f" for which {speech.phrase(event.where)}"
    return f"{event.description} ({text})" if event.description else capitalised(text)


def _measures(agreement: Agreement, speech: Speech) -> Section | None:
    rows = tuple((named(one), capitalised(measure_words(speech, key))) for key, one in agreement.measures.items())
    if not rows:
        return None
    return Section(
        anchor="measures",
        title="Measures",
        blocks=(table(("Measure", "What it is"), rows),),
    )


def _information(agreement: Agreement, speech: Speech) -> Section | None:
    fields = [one for one in agreement.fields.values() if one.id not in BUILT_IN_FIELDS]
    if not fields:
        return None
    rows = tuple(
        (capitalised(speech.conditions.label(one.id)), one.description or "", _values(speech, one)) for one in fields
    )
    return Section(
        anchor="information",
        title="What is recorded about a lead",
        blocks=(table(("Information", "Meaning", "Recorded as"), rows),),
    )


_KINDS = {
    FieldType.STRING: "text",
    FieldType.INTEGER: "a whole number",
    FieldType.DECIMAL: "a number",
    FieldType.BOOLEAN: "yes or no",
    FieldType.DATE: "a date",
    FieldType.TIMESTAMP: "a date and time",
}


def _values(speech: Speech, field: Field) -> str:
    if field.type is FieldType.ENUM:
        return "; ".join(f"{value} ({words})" if words else value for value, words in field.values.items())
    return _KINDS[field.type] + _range(speech, field)


def _range(speech: Speech, field: Field) -> str:
    low = None if field.min is None else speech.conditions.value(field.id, field.min)
    high = None if field.max is None else speech.conditions.value(field.id, field.max)
    if low is not None and high is not None:
        return f" from {low} to {high}"
    return f" from {low}" if low is not None else f" up to {high}" if high is not None else ""
