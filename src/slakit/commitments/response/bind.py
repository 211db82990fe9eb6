"""Binding of responses: from a start to a stop within a target."""

from fractions import Fraction

from slakit.commitments.objective.bind import bind_objective
from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body, body_of
from slakit.language.commitment import check_calendar, promise
from slakit.language.conditions import condition_at
from slakit.language.names import CALENDAR, EVENT
from slakit.language.nodes import Entry
from slakit.language.references import one, some
from slakit.language.scalars import boolean, duration, share_up_to_whole, text, word
from slakit.model import DEFAULT_AT_RISK, Again, Response, Target

SECTION = "responses"
TARGETS = declare("SLA402", "Targets in a wrong order")
AGAIN = word(*(again.value for again in Again))


def bind(binding: Binding, entry: Entry) -> Response | None:
    """The response declared by `entry`; None if any of it is wrong."""
    body = body_of(binding, entry)
    if body is None:
        return None
    common = promise(body, entry)
    starts, stops = body.need("starts", some(EVENT)), body.need("stops", some(EVENT))
    again = body.read("again", AGAIN)
    response = Response(
        **common,
        starts=starts or (),
        stops=stops or (),
        pauses=body.read("pauses", some(EVENT)) or (),
        resumes=body.read("resumes", some(EVENT)) or (),
        cancels=body.read("cancels", some(EVENT)) or (),
        when=condition_at(body, "when"),
        targets=_targets(body, common["calendar"]),
        again=Again(again or Again.IGNORE),
        at_risk=at_risk(body),
        objective=bind_objective(body.part("objective")),
    )
    return response if body.sound else None


def at_risk(body: Body) -> Fraction:
    """The share of a target after which an open episode is at risk."""
    value = body.read("at_risk", share_up_to_whole)
    return DEFAULT_AT_RISK if value is None else value


def _targets(body: Body, calendar: str) -> tuple[Target, ...]:
    if "targets" not in body:
        within = body.need("within", duration)
        check_calendar(body, within, body.span("within"), named="calendar" in body)
        return (Target(when=None, within=within, calendar=calendar, span=body.key_span("within")),)
    parts = body.parts("targets")
    for place, part in enumerate(parts, 1):
        _check_order(part, last=place == len(parts))
    targets = tuple(_target(part, calendar, named="calendar" in body) for part in parts)
    if body.sound and targets and all(target.within is None for target in targets):
        body.fail(TARGETS, body.key_span("targets"), "every target is exempt", "give one of the targets a 'within'")
    return targets


def _target(part: Body, calendar: str, *, named: bool) -> Target:
    exempt = part.read("exempt", boolean) or False
    within = None if exempt else part.need("within", duration)
    own = part.read("calendar", one(CALENDAR))
    check_calendar(part, within, part.span("within"), named=named or own is not None)
    return Target(
        when=condition_at(part, "when"),
        within=within,
        calendar=own or calendar,
        span=part.node.span,
        title=part.read("title", text),
        description=part.read("description", text),
    )


def _check_order(part: Body, *, last: bool) -> None:
    """Only the last target goes without a condition, and it must."""
    if last and "when" in part:
        part.fail(
            TARGETS,
            part.key_span("when"),
            "the last target has a condition, so some starts would have no target",
            "add a last target without 'when': with 'within', or with exempt: true for no obligation",
        )
    elif not last and "when" not in part:
        part.fail(
            TARGETS,
            part.node.span,
            "this target takes every start, so those after it are never reached",
            "give it a 'when', or move it to the end",
        )
