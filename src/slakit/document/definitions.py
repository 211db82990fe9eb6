"""Definitions: what counts as what, the stages of a lead, and what is recorded about one."""

from slakit.document.model import Block, Facts, Paragraph, Points, Section, Step, Table, table
from slakit.model import (
    BUILT_IN_FIELDS,
    Agreement,
    AllOf,
    Condition,
    Equals,
    EventPattern,
    Field,
    FieldType,
    Measure,
    Stage,
    Sum,
)
from slakit.usage import used_fields
from slakit.wording.measures import measure_words, worth
from slakit.wording.outline import Item
from slakit.wording.phrases import capitalised, listed, named, quoted
from slakit.wording.speech import Speech

_CLOSES = {"won": "won", "lost": "lost", "recycled": "given back"}
_ENTRY = (
    "Where nothing else is said of a stage, the lead record tells of it with an entry “stage_changed” that names the "
    "stage as given under “Recorded as”."
)


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
        entry = _event(speech, agreement.events[stage.id])
        blocks.append(Facts(rows=(("Entered with", entry),)))
    if stage.ready is not None:
        blocks += _ready(speech, stage, stage.ready)
    if stage.package:
        blocks.append(Paragraph(text="Hand-off package. By then all of this must be known of the lead:"))
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


def _events(agreement: Agreement, speech: Speech) -> Section | None:
    rows = tuple(
        (named(event), _event(speech, event)) for key, event in agreement.events.items() if key not in agreement.stages
    )
    if not rows:
        return None
    text = "These names stand for entries of the lead record, the dated list of what happened to each lead."
    header, caption = ("Name", "Counts as one"), "What counts as what in the lead record"
    return Section(
        anchor="events",
        title="What counts as what",
        blocks=(Paragraph(text=text), Table(header=header, rows=rows, caption=caption)),
    )


def _event(speech: Speech, event: EventPattern) -> str:
    text = f"an entry {listed([quoted(one) for one in event.events], 'or')}"
    if event.where is not None:
        where = speech.phrase(event.where)
        text += f" that is {where.removeprefix('it is ')}" if _is_mark(event.where) else f" for which {where}"
    return f"{event.description} ({text})" if event.description else capitalised(text)


def _is_mark(where: Condition) -> bool:
    """Whether the condition is a yes or no about the entry itself, and nothing else."""
    if isinstance(where, AllOf) and len(where.items) == 1:
        return _is_mark(where.items[0])
    return isinstance(where, Equals) and len(where.values) == 1 and isinstance(where.values[0], bool)


def _measures(agreement: Agreement, speech: Speech) -> Section | None:
    measures = agreement.measures
    if not measures:
        return None
    rows = ((named(one), _measure(speech, one)) for one in measures.values())
    blocks: list[Block] = [table(("Measure", "What it is"), rows, caption="What is measured")]
    for one in measures.values():
        if isinstance(one, Sum) and one.table is not None:
            label, name = speech.conditions.label(one.field), quoted(named(one))
            text = f"For {name}, the {label} of a lead counts as follows; anything else, or none, counts 0:"
            header = (capitalised(label), "Counts")
            rows_ = tuple(worth(speech, one))
            blocks += [
                Paragraph(text=text),
                Table(header=header, rows=rows_, numeric=(1,), caption=f"The worth in {name}"),
            ]
    return Section(anchor="measures", title="Measures", blocks=tuple(blocks))


def _measure(speech: Speech, measure: Measure) -> str:
    words = capitalised(measure_words(speech, measure.id))
    return f"{measure.description} ({words})" if measure.description else words


def _information(agreement: Agreement, speech: Speech) -> Section | None:
    used = used_fields(agreement)
    fields = [one for one in agreement.fields.values() if one.id not in BUILT_IN_FIELDS]
    built_in = [(capitalised(name), meaning, kind) for name, meaning, kind in _BUILT_IN if name in used]
    if not fields and not built_in:
        return None
    rows = [
        (capitalised(speech.conditions.label(one.id)), one.description or "", _values(speech, one)) for one in fields
    ]
    header = ("Information", "Meaning", "Recorded as")
    return Section(
        anchor="information",
        title="What is recorded about a lead",
        blocks=(table(header, [*rows, *built_in], caption="What the lead record says of a lead"),),
    )


_BUILT_IN = (
    ("owner", "Who holds the lead, by the name that the roster has", "text"),
    ("amount", "What a deal is worth", "a number"),
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
