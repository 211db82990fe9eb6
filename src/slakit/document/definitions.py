"""Definitions: what counts as what, the stages of a lead, and what is recorded about one."""

from slakit.document.model import Block, Paragraph, Section, Table, table
from slakit.document.stages import stages_section
from slakit.model import BUILT_IN_FIELDS, Agreement, Field, FieldType, Measure, Sum
from slakit.usage import used_fields
from slakit.wording.events import event_words
from slakit.wording.measures import measure_words, worth
from slakit.wording.phrases import capitalised, named, quoted
from slakit.wording.speech import Speech


def definitions_section(agreement: Agreement, speech: Speech) -> Section | None:
    """Everything that the promises take for granted, in words both sides share."""
    sections = [
        stages_section(agreement, speech),
        _events(agreement, speech),
        _measures(agreement, speech),
        _information(agreement, speech),
    ]
    kept = tuple(section for section in sections if section is not None)
    return Section(anchor="definitions", title="Definitions", sections=kept) if kept else None


def _events(agreement: Agreement, speech: Speech) -> Section | None:
    rows = tuple(
        (named(event), event_words(speech, event))
        for key, event in agreement.events.items()
        if key not in agreement.stages
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
