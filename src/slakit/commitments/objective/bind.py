"""Binding of an objective: the attainment promised for a clock commitment."""

from slakit.language.binding import Body
from slakit.language.bounds import bound_of
from slakit.language.references import people
from slakit.language.scalars import share_up_to_whole, whole
from slakit.language.sections.planning import PERIOD
from slakit.model import Objective, Per


def bind_objective(body: Body | None) -> Objective | None:
    """The objective that `body` spells; None if there is none or if it is wrong."""
    if body is None:
        return None
    bound = bound_of(body, share_up_to_whole)
    per = body.need("per", PERIOD)
    each = body.part("for_each")
    selected = each.need("people", people) if each is not None else None
    sample = body.read("minimum_sample", whole(1))
    if not body.sound or bound is None or per is None:
        return None
    return Objective(bound=bound, per=Per(per), for_each=selected, minimum_sample=sample, span=body.node.key_span)
