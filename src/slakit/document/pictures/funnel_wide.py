"""The stages side by side, for a screen or paper: the way to a customer above, where leads leave it below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from slakit.document.model import Step
from slakit.document.pictures import routing, stage_box
from slakit.document.pictures.drawing import Point, arrow
from slakit.document.pictures.hues import Hues

_BREADTH = 736
_GAP = 34
_MOST = 5
_WIDEST = 210


def fits(steps: Sequence[Step]) -> bool:
    """Whether there are enough stages to go beside each other, and not more than have room for their names."""
    above, below = _rows(steps)
    return 2 <= len(above) <= _MOST and len(below) <= _MOST


def wide(steps: Sequence[Step], hues: Hues) -> tuple[Point, list[Markup]]:
    """The picture's size and its shapes; for stages that fit."""
    plan = _plan(steps)
    shapes = [
        stage_box.stage(step, (plan.lefts[one], plan.top(one)), (plan.breadth, plan.height(one)), hues[step.by])
        for one, step in enumerate(steps)
    ]
    level = plan.high + plan.heights[0] // 2
    for source, target in plan.straight:
        shapes.append(arrow(((plan.lefts[source] + plan.breadth, level), (plan.lefts[target], level))))
    heads = plan.sides(plan.above, plan.top)
    feet = plan.sides(plan.below, plan.foot)
    facing = plan.sides(plan.above, plan.foot) | plan.sides(plan.below, plan.top)
    shapes += _drawn(routing.routes(plan.over, heads, plan.high - 14, -1), plan)
    shapes += _drawn(routing.routes(plan.under, feet, plan.foot_of_all + 14, 1), plan)
    shapes += _drawn(routing.routes(plan.between, facing, plan.high + plan.heights[0] + 14, 1), plan)
    room = routing.room(plan.under, plan.middles) + 8 if plan.under else 1
    return (_BREADTH, plan.foot_of_all + room), shapes


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plan:
    """Where everything lies: stages by their places in the funnel, `heights` those of the two rows."""

    above: Sequence[int]
    below: Sequence[int]
    straight: Sequence[tuple[int, int]]
    over: Sequence[routing.Bus]
    under: Sequence[routing.Bus]
    between: Sequence[routing.Bus]
    breadth: int
    lefts: Mapping[int, int]
    heights: tuple[int, int]
    high: int
    low: int

    @property
    def middles(self) -> list[int]:
        return [self.lefts[one] + self.breadth // 2 for one in range(len(self.lefts))]

    @property
    def foot_of_all(self) -> int:
        return self.low + self.heights[1] if self.below else self.high + self.heights[0]

    def top(self, one: int) -> int:
        return self.high if one in self.above else self.low

    def height(self, one: int) -> int:
        return self.heights[0] if one in self.above else self.heights[1]

    def foot(self, one: int) -> int:
        return self.top(one) + self.height(one)

    def sides(self, row: Sequence[int], edge: Callable[[int], int]) -> dict[int, routing.Side]:
        """Where ways meet the stages of a row."""
        return {one: routing.Side(middle=self.middles[one], length=self.breadth, edge=edge(one)) for one in row}


def _plan(steps: Sequence[Step]) -> _Plan:
    above, below = _rows(steps)
    ways = [(source, target) for source, step in enumerate(steps) for target in step.onward or () if target != source]
    straight = [way for way in ways if way in set(pairwise(above))]
    over = routing.buses([way for way in ways if way not in straight and set(way) <= set(above)])
    between = routing.buses([way for way in ways if (way[0] in above) != (way[1] in above)])
    most = max(len(above), len(below))
    breadth = min(_WIDEST, (_BREADTH - 2 - (most - 1) * _GAP) // most)
    lefts = _lefts(above, breadth) | _lefts(below, breadth)
    middles = [lefts[one] + breadth // 2 for one in range(len(steps))]
    first, second = (max((stage_box.height(steps[one], breadth) for one in row), default=0) for row in (above, below))
    high = routing.room(over, middles) + 8 if over else 1
    return _Plan(
        above=above,
        below=below,
        straight=straight,
        over=over,
        under=routing.buses([way for way in ways if set(way) <= set(below)]),
        between=between,
        breadth=breadth,
        lefts=lefts,
        heights=(first, second),
        high=high,
        low=high + first + (routing.room(between, middles) + 24 if below else 0),
    )


def _rows(steps: Sequence[Step]) -> tuple[list[int], list[int]]:
    """The stages on the way to a customer, and those where leads are lost or given back."""
    below = [index for index, step in enumerate(steps) if step.closes in ("lost", "recycled")]
    return [index for index in range(len(steps)) if index not in below], below


def _lefts(row: Sequence[int], breadth: int) -> dict[int, int]:
    """Where the boxes of a row begin: spread over the whole breadth, or in its middle."""
    total = len(row) * breadth + (len(row) - 1) * _GAP
    return {one: (_BREADTH - total) // 2 + index * (breadth + _GAP) for index, one in enumerate(row)}


def _drawn(ways: Sequence[routing.Way], plan: _Plan) -> list[Markup]:
    return [arrow(way.corners, kind="way back" if _leads_back(way, plan) else "way") for way in ways]


def _leads_back(way: routing.Way, plan: _Plan) -> bool:
    if (way.source in plan.above) == (way.target in plan.above):
        return way.target < way.source
    return way.target in plan.above
