"""Binding of cadences: attempts within a window, spaced and distinct."""

from slakit.commitments.objective.bind import bind_objective
from slakit.commitments.response.bind import AGAIN, at_risk
from slakit.durations import Duration
from slakit.language.binding import Binding, Body, body_of
from slakit.language.commitment import check_calendar, promise
from slakit.language.conditions import condition_at
from slakit.language.names import EVENT, FIELD
from slakit.language.nodes import Entry
from slakit.language.references import one, some
from slakit.language.scalars import duration, whole
from slakit.model import Again, Cadence

SECTION = "cadences"
MOST_ATTEMPTS = 100


def bind(binding: Binding, entry: Entry) -> Cadence | None:
    """The cadence declared by `entry`; None if any of it is wrong."""
    body = body_of(binding, entry)
    if body is None:
        return None
    common = promise(body, entry)
    starts, within = body.need("starts", some(EVENT)), _duration(body, body, "within", needed=True)
    attempts, count = _attempts(body)
    spacing, distinct = body.part("spacing"), body.part("distinct")
    again = body.read("again", AGAIN)
    first = _duration(body, body, "first_within")
    at_least = _duration(body, spacing, "at_least") if spacing else None
    at_most = _duration(body, spacing, "at_most") if spacing else None
    field = distinct.need("field", one(FIELD)) if distinct else None
    values = distinct.need("at_least", whole(1, MOST_ATTEMPTS)) if distinct else None
    stops, cancels = body.read("stops", some(EVENT)), body.read("cancels", some(EVENT))
    when, objective = condition_at(body, "when"), bind_objective(body.part("objective"))
    if not body.sound or within is None:
        return None
    return Cadence(
        **common,
        starts=starts or (),
        attempts=attempts,
        attempts_at_least=count,
        within=within,
        first_within=first,
        spacing_at_least=at_least,
        spacing_at_most=at_most,
        distinct_field=field,
        distinct_at_least=values or 0,
        stops=stops or (),
        cancels=cancels or (),
        when=when,
        again=Again(again or Again.IGNORE),
        at_risk=at_risk(body),
        objective=objective,
    )


def _attempts(body: Body) -> tuple[tuple[str, ...], int]:
    node = body.node.get("attempts")
    part = body.within(node) if node is not None else None
    if part is None:
        body.need("attempts", lambda binding, node: None)
        return (), 0
    return part.need("event", some(EVENT)) or (), part.need("at_least", whole(1, MOST_ATTEMPTS)) or 0


def _duration(body: Body, part: Body, key: str, *, needed: bool = False) -> Duration | None:
    """A duration of the cadence, which runs by the cadence's calendar."""
    value = part.need(key, duration) if needed else part.read(key, duration)
    check_calendar(part, value, part.span(key), named="calendar" in body)
    return value
