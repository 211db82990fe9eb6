"""Binding of quotas: a measure promised per period."""

from slakit.diagnostics import declare
from slakit.durations import parse_duration
from slakit.language.binding import Binding, Body, body_of
from slakit.language.bounds import bound, measure_kind, spoken
from slakit.language.commitment import check_calendar, promise
from slakit.language.names import FIELD, GOAL, MEASURE
from slakit.language.nodes import Entry, Mapping, Scalar
from slakit.language.references import one, people
from slakit.language.scalars import whole
from slakit.language.sections.planning import PERIOD
from slakit.model import People, Per, Quota

SECTION = "quotas"
NOT_SCALED = declare("SLA333", "A quota's key that does not fit its measure")

_SCALED = ("count", "leads", "sum")


def bind(binding: Binding, entry: Entry) -> Quota | None:
    """The quota declared by `entry`; None if any of it is wrong."""
    body = body_of(binding, entry)
    if body is None:
        return None
    common = promise(body, entry)
    measure = body.need("measure", one(MEASURE))
    kind = measure_kind(binding, measure)
    limit = bound(body, kind) if kind is not None else None
    per = body.need("per", PERIOD)
    times = body.part("times")
    selected = times.need("people", people) if times is not None else None
    each = _for_each(body)
    sample, supports = body.read("minimum_sample", whole(1)), body.read("supports", one(GOAL))
    _check_fit(body, kind)
    check_window(body, measure)
    if not body.sound or measure is None or limit is None or per is None:
        return None
    return Quota(
        **common,
        measure=measure,
        bound=limit,
        per=Per(per),
        times=selected,
        for_each=each,
        minimum_sample=sample,
        supports=supports,
    )


def _for_each(body: Body) -> People | str | None:
    """One obligation per selected person (`{people: …}`) or per value of a field."""
    node = body.node.get("for_each")
    if isinstance(node, Scalar):
        return body.read("for_each", one(FIELD))
    part = body.part("for_each")
    return part.need("people", people) if part is not None else None


def _check_fit(body: Body, kind: str | None) -> None:
    """Headcount multiplies counts, numbers of leads and sums only; a least sample is asked of the others only."""
    if kind is None:
        return
    if "times" in body and kind not in _SCALED:
        body.fail(
            NOT_SCALED,
            body.key_span("times"),
            f"'times' would multiply {spoken(kind)} by a headcount",
            "leave it out, or measure a count, leads or a sum",
        )
    if "minimum_sample" in body and kind in _SCALED:
        body.fail(
            NOT_SCALED,
            body.key_span("minimum_sample"),
            f"'minimum_sample' says nothing about {spoken(kind)}",
            "leave it out: it belongs to shares, ratios and times",
        )
    if "times" in body and isinstance(body.node.get("for_each"), Mapping):
        body.fail(
            NOT_SCALED,
            body.key_span("times"),
            "'times' and 'for_each' would count people twice",
            "leave 'times' out: 'for_each' already makes one obligation per person",
        )


def check_window(body: Body, measure: str | None) -> None:
    """A share `within` business time runs by the commitment's calendar, which must then be known."""
    section = body.binding.root.get("measures")
    node = section.get(measure) if isinstance(section, Mapping) and measure is not None else None
    window = node.get("within") if isinstance(node, Mapping) else None
    if isinstance(window, Scalar) and measure is not None:
        value = parse_duration(window.text)
        check_calendar(body, value, body.span("measure"), named="calendar" in body)
