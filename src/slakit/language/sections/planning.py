"""§9: the plan's arithmetic."""

from fractions import Fraction

from slakit.language.binding import Binding, Body
from slakit.language.names import GOAL, STAGE
from slakit.language.nodes import Mapping
from slakit.language.references import one, people
from slakit.language.scalars import RANGE, number_from, share_up_to_whole, word
from slakit.model import Capacity, Per, Plan

_POSITIVE = number_from(0, above=True)
PERIOD = word(*(per.value for per in Per))


def bind_plan(binding: Binding) -> Plan | None:
    """The plan, if the agreement has one."""
    node = binding.root.get("plan")
    if not isinstance(node, Mapping):
        return None
    body = Body(binding, node)
    goal = body.need("goal", one(GOAL))
    average = body.need("average_deal", _POSITIVE)
    share = body.read("share", share_up_to_whole)
    rates = _rates(body)
    capacity = _capacity(body)
    if not body.sound or goal is None or average is None:
        return None
    whole = Fraction(1)
    return Plan(
        goal=goal,
        share=whole if share is None else share,
        average_deal=average,
        rates=rates,
        capacity=capacity,
        span=node.key_span,
    )


def _rates(body: Body) -> dict[str, Fraction]:
    """The rate at which each stage's leads reach the next, in the funnel's order."""
    part = body.part("rates")
    if part is None:
        return {}
    rates: dict[str, Fraction] = {}
    for entry in part.node:
        stage, rate = part.read_key(entry, one(STAGE)), part.read(entry.key, share_up_to_whole)
        if rate == 0:
            part.fail(RANGE, entry.value.span, "no lead would ever pass at a rate of 0", "write a rate above 0%")
        elif stage is not None and rate is not None:
            rates[stage] = rate
    return {stage: rates[stage] for stage in body.binding.names.section("stages") if stage in rates}


def _capacity(body: Body) -> Capacity | None:
    part = body.part("capacity")
    if part is None:
        return None
    hours, minutes = part.need("hours", _POSITIVE), part.need("minutes_per_attempt", _POSITIVE)
    per = part.need("per", PERIOD)
    selected, count = part.read("people", people), part.read("count", _POSITIVE)
    if not part.sound or hours is None or minutes is None or per is None:
        return None
    return Capacity(
        people=selected, count=count, hours=hours, per=Per(per), minutes_per_attempt=minutes, span=part.node.span
    )
