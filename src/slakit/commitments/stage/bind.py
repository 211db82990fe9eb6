"""Binding of stages: what makes an entry ready, where it may lead, why and for how long."""

from typing import Literal

from slakit.commitments.objective.bind import bind_objective
from slakit.commitments.response.bind import at_risk
from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body, body_of
from slakit.language.commitment import check_calendar, promise
from slakit.language.conditions import condition_at
from slakit.language.declared import words
from slakit.language.names import CALENDAR, CLOCK, FIELD, STAGE, instead_of
from slakit.language.nodes import Entry
from slakit.language.references import one, some
from slakit.language.scalars import boolean, duration, word
from slakit.model import Dwell, Objective, Reason, Stage

SECTION = "stages"
PARTS = ("ready", "transition", "reason", "dwell")
NO_SUCH_PART = declare("SLA332", "An objective for nothing")

_CLOSES: tuple[Literal["won", "lost", "recycled"], ...] = ("won", "lost", "recycled")


def bind(binding: Binding, entry: Entry) -> Stage | None:
    """The stage declared by `entry`; None if any of it is wrong."""
    body = body_of(binding, entry)
    if body is None:
        return None
    common = promise(body, entry)
    closes = body.read("closes", word(*_CLOSES))
    stage = Stage(
        **common,
        initial=body.read("initial", boolean) or False,
        next=body.read("next", some(STAGE)),
        closes=next((known for known in _CLOSES if known == closes), None),
        ready=condition_at(body, "ready"),
        package=body.read("package", some(FIELD)) or (),
        reasons=_reasons(body),
        dwell=_dwell(body, common["calendar"]),
        objectives=_objectives(body),
    )
    return stage if body.sound else None


def _reasons(body: Body) -> dict[str, Reason]:
    reasons: dict[str, Reason] = {}
    for entry in body.entries("reasons"):
        part = body.within(entry.value)
        if part is not None:
            reasons[entry.key] = Reason(**words(part, entry), requires=part.read("requires", one(CLOCK)))
    return reasons


def _dwell(body: Body, calendar: str) -> Dwell | None:
    part = body.part("dwell")
    if part is None:
        return None
    operators: tuple[Literal["within", "at_least"], ...] = ("within", "at_least")
    written = [operator for operator in operators if operator in part]
    if len(written) != 1:
        body.binding.misfit(part.node.key_span, "a dwell needs one of within and at_least")
        part.spoil()
        return None
    value = part.read(written[0], duration)
    own = part.read("calendar", one(CALENDAR))
    check_calendar(part, value, part.span(written[0]), named=own is not None or "calendar" in body)
    if value is None:
        return None
    return Dwell(
        operator=written[0], duration=value, calendar=own or calendar, at_risk=at_risk(part), span=part.node.key_span
    )


def _objectives(body: Body) -> dict[str, Objective]:
    """The objectives by part; one for a part that the stage does not promise is an error."""
    part = body.part("objective")
    if part is None:
        return {}
    promised = [name for name in PARTS if _promises(body, name)]
    objectives: dict[str, Objective] = {}
    for entry in part.node:
        if entry.key in PARTS and entry.key not in promised:
            part.fail(
                NO_SUCH_PART,
                entry.span,
                f"an objective for '{entry.key}', which this stage does not promise",
                instead_of(entry.key, "parts it promises", promised),
            )
        elif (objective := bind_objective(part.part(entry.key))) is not None:
            objectives[entry.key] = objective
    return objectives


def _promises(body: Body, part: str) -> bool:
    """Whether entries of the stage yield outcomes of `part`; a transition is judged by the stage left."""
    match part:
        case "ready":
            return "ready" in body or "package" in body
        case "reason":
            return "reasons" in body
        case "dwell":
            return "dwell" in body
        case _:
            return True
