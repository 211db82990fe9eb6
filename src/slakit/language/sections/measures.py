"""§8: measures over a period."""

from fractions import Fraction

from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body, body_of
from slakit.language.bounds import RESPONSE_TIMES, kind_of
from slakit.language.conditions import condition_at
from slakit.language.declared import words
from slakit.language.names import EVENT, FIELD, MEASURE, RESPONSE
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.operands import operand
from slakit.language.references import REPEATED, one, some
from slakit.language.scalars import boolean, duration, number
from slakit.model import Condition, Count, FieldType, Leads, Measure, Ratio, ResponseTime, Share, Sum, Value

NOT_NUMERIC = declare("SLA328", "A number from a field that holds none")

_NUMERIC = (FieldType.INTEGER, FieldType.DECIMAL)


def bind_measure(binding: Binding, entry: Entry) -> Measure | None:
    """A measure by its kind: the key that says what is counted."""
    body = body_of(binding, entry)
    if body is None:
        return None
    kind = kind_of(body.node)
    when = condition_at(body, "when")
    measure: Measure | None
    match kind:
        case "count" | "leads":
            measure = _rows(body, entry, kind, when)
        case "sum":
            measure = _sum(body, entry, when)
        case "share":
            measure = _share(body, entry, when)
        case "ratio":
            measure = _ratio(body, entry, when)
        case "median" | "average" | "p90":
            response = body.need(kind, one(RESPONSE))
            if response is None:
                return None
            measure = ResponseTime(**words(body, entry), statistic=kind, response=response, when=when)
        case _:
            kinds = ", ".join(("count", "leads", "sum", "share", "ratio", *RESPONSE_TIMES))
            binding.misfit(entry.span, f"a measure has one of {kinds}")
            return None
    return measure if body.sound else None


def _rows(body: Body, entry: Entry, kind: str, when: Condition | None) -> Measure | None:
    events = body.need(kind, some(EVENT))
    if events is None:
        return None
    if kind == "count":
        return Count(**words(body, entry), events=events, when=when)
    return Leads(**words(body, entry), events=events, first=body.read("first", boolean) or False, when=when)


def _share(body: Body, entry: Entry, when: Condition | None) -> Measure | None:
    share, of = body.need("share", some(EVENT)), body.need("of", some(EVENT))
    within = body.read("within", duration)
    if share is None or of is None:
        return None
    return Share(**words(body, entry), share=share, of=of, within=within, when=when)


def _ratio(body: Body, entry: Entry, when: Condition | None) -> Measure | None:
    ratio, of = body.need("ratio", one(MEASURE)), body.need("of", one(MEASURE))
    return None if ratio is None or of is None else Ratio(**words(body, entry), ratio=ratio, of=of, when=when)


def _sum(body: Body, entry: Entry, when: Condition | None) -> Measure | None:
    of = body.need("of", some(EVENT))
    summed = body.node.get("sum")
    table = None
    if isinstance(summed, Mapping):
        field, table = _table(body, summed)
    else:
        field = body.need("sum", one(FIELD))
        kind = body.binding.fields.get(field or "")
        if kind is not None and kind not in _NUMERIC:
            body.fail(
                NOT_NUMERIC,
                body.span("sum"),
                f"'{field}' is {kind.value}, which cannot be summed",
                f"name an integer or decimal field, or give each value its worth: {{{field}: {{…: 100}}}}",
            )
    if of is None or field is None:
        return None
    return Sum(**words(body, entry), field=field, of=of, table=table, when=when)


def _table(body: Body, summed: Mapping) -> tuple[str | None, dict[Value, Fraction] | None]:
    """`{offer: {demo_request: 2880}}`: the field and what each of its values is worth."""
    if len(summed.entries) != 1:
        body.binding.misfit(summed.key_span, "a sum looks up one field")
        body.spoil()
        return None, None
    entry = next(iter(summed))
    name = Body(body.binding, summed, body).read_key(entry, one(FIELD))
    kind = body.binding.fields.get(name or "")
    rows = body.within(entry.value)
    if name is None or kind is None or rows is None:
        body.spoil()
        return None, None
    table: dict[Value, Fraction] = {}
    for row in rows.node:
        # a key has no quotes to tell text from a number: the field's type decides
        key = Scalar(text=row.key, plain=kind not in (FieldType.STRING, FieldType.ENUM), span=row.span)
        value, worth = operand(body.binding, name, kind, key), rows.read(row.key, number)
        if value is None or worth is None:
            body.spoil()
        elif value in table:
            body.fail(REPEATED, row.span, f"'{row.key}' has a worth already", "give each value once")
        else:
            table[value] = worth
    return name, table
