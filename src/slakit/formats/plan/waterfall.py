"""The plan as a picture: from the goal's amount to customers, and on to the leads that each stage needs."""

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from slakit.document.pictures.drawing import Point, arrow, box, label, picture
from slakit.formats.plan.figures import PLACES, number
from slakit.planning.planned import Planned, StageNeed
from slakit.planning.unit import Unit
from slakit.wording.numbers import grouped, rate

_WIDE, _NARROW = 736, 328
_BAR, _EACH, _HEAD = 14, 60, 44
_MOST = 12
"""The picture of a longer funnel would say nothing that its table does not say better."""
_TITLE = "From the goal back to leads"


def waterfall(plan: Planned) -> Markup:
    """The picture, wide and narrow; empty for more stages than it could make clear."""
    if len(plan.stages) > _MOST:
        return Markup()
    description = _description(plan)
    drawn = []
    for layout, breadth in (("wide", _WIDE), ("narrow", _NARROW)):
        shapes = list(_shapes(plan, breadth))
        height = _HEAD + 4 + len(plan.stages) * _EACH + 24
        drawn.append(picture(f"waterfall-{layout}", (breadth, height), _TITLE, description, shapes, layout=layout))
    return Markup("\n").join(drawn)


def _shapes(plan: Planned, breadth: int) -> Iterator[Markup]:
    aim = plan.aim
    part = number(aim.target * plan.share, Unit.AMOUNT, aim)
    yield box((1, 1), (breadth - 2, _HEAD), "goal-box")
    yield label((12, 19), aim.title, "name", 13, breadth - 24)
    goal = number(aim.target, Unit.AMOUNT, aim)
    yield label((12, 36), f"{goal} × {rate(plan.share)} = {part}", "small", 11, breadth - 24)
    how = f"÷ {number(plan.average_deal, Unit.AMOUNT, aim)} a deal"
    most = max(_longest(need) for need in plan.stages) or Fraction(1)  # a goal of nothing takes nothing
    top = _HEAD + 1
    for need in reversed(plan.stages):
        yield arrow(((20, top + 2), (20, top + 18)))
        yield label((32, top + 14), how, "small", 11, breadth - 32)
        yield from _bar(need, (1, top + 38), breadth - 2, most)
        how = "" if need.rate is None else f"÷ {rate(need.rate)}"
        top += _EACH
    if any(need.most is not None for need in plan.stages):
        low = top + 22
        yield _line((2, low - 4), (14, low - 4), "promise")
        yield label((20, low), "what quotas promise", "small", 11, breadth - 20)


def _bar(need: StageNeed, at: Point, breadth: int, most: Fraction) -> Iterator[Markup]:
    """A stage: its name and number above a bar as long as its leads, with a mark where the promises end."""
    yield label((at[0], at[1] - 3), need.title, "beside", 12, breadth * 3 // 5)
    shown = grouped(need.leads, PLACES)
    text = shown if need.leads == need.rounded else f"{shown} → {need.rounded:,}"
    yield label((at[0] + breadth, at[1] - 3), text, "beside end", 12, breadth * 2 // 5)
    low = at[1] + 3
    yield box((at[0], low), (breadth, _BAR), "base", corner=3)
    yield box((at[0], low), (max(2, int(breadth * need.leads / most)), _BAR), "bar", corner=3)
    promised = need.most
    if promised is not None and promised.in_all is not None:
        across = at[0] + int(breadth * min(promised.in_all, most) / most)
        yield _line((across, low - 3), (across, low + _BAR + 3), "promise")


def _line(start: Point, end: Point, kind: str) -> Markup:
    return Markup('<path class="{}" d="M{} {} L{} {}"/>').format(kind, *start, *end)


def _longest(need: StageNeed) -> Fraction:
    promised = need.most
    return max(need.leads, promised.in_all) if promised is not None and promised.in_all is not None else need.leads


def _description(plan: Planned) -> str:
    aim = plan.aim
    goal, deal = (number(each, Unit.AMOUNT, aim) for each in (aim.target, plan.average_deal))
    said = [f"{goal} × {rate(plan.share)} ÷ {deal} a deal."]
    for need in reversed(plan.stages):
        promised = need.most
        there = (
            "" if promised is None or promised.in_all is None else f"; promised are {grouped(promised.in_all, PLACES)}"
        )
        said.append(f"{need.title}: {grouped(need.leads, PLACES)} leads, rounded up {need.rounded:,}{there}.")
    return " ".join(said)
