"""The stages side by side, for a screen or paper: the way to a customer above, where leads leave it below."""

from collections.abc import Sequence
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
    above, below = _rows(steps)
    ways = [(source, target) for source, step in enumerate(steps) for target in step.onward or () if target != source]
    straight = [way for way in ways if way in set(pairwise(above))]
    over = routing.buses([way for way in ways if way not in straight and set(way) <= set(above)])
    under = routing.buses([way for way in ways if set(way) <= set(below)])
    between = routing.buses([way for way in ways if (way[0] in above) != (way[1] in above)])

    breadth = min(_WIDEST, (_BREADTH - 2 - (max(len(above), len(below)) - 1) * _GAP) // max(len(above), len(below)))
    lefts = _lefts(above, breadth) | _lefts(below, breadth)
    middles = [lefts[index] + breadth // 2 for index in range(len(steps))]
    first, second = (max((stage_box.height(steps[one], breadth) for one in row), default=0) for row in (above, below))
    top = routing.room(over, middles) + 8 if over else 1
    channel = routing.room(between, middles) + 24 if below else 0
    low = top + first + channel
    tops = {one: top if one in above else low for one in range(len(steps))}
    heights = {one: first if one in above else second for one in range(len(steps))}

    shapes = [
        stage_box.stage(step, (lefts[one], tops[one]), (breadth, heights[one]), hues[step.by])
        for one, step in enumerate(steps)
    ]
    for source, target in straight:
        level = top + first // 2
        shapes.append(arrow(((lefts[source] + breadth, level), (lefts[target], level))))
    over_sides = {one: routing.Side(middle=middles[one], length=breadth, edge=top) for one in above}
    under_sides = {one: routing.Side(middle=middles[one], length=breadth, edge=low + second) for one in below}
    facing = {
        one: routing.Side(middle=middles[one], length=breadth, edge=top + first if one in above else low)
        for one in range(len(steps))
    }
    shapes += _drawn(routing.routes(over, over_sides, top - 14, -1), above)
    shapes += _drawn(routing.routes(under, under_sides, low + second + 14, 1), above)
    shapes += _drawn(routing.routes(between, facing, top + first + 14, 1), above)
    bottom = low + second if below else top + first
    return (_BREADTH, bottom + (routing.room(under, middles) + 8 if under else 1)), shapes


def _rows(steps: Sequence[Step]) -> tuple[list[int], list[int]]:
    """The stages on the way to a customer, and those where leads are lost or given back."""
    below = [index for index, step in enumerate(steps) if step.closes in ("lost", "recycled")]
    return [index for index in range(len(steps)) if index not in below], below


def _lefts(row: Sequence[int], breadth: int) -> dict[int, int]:
    """Where the boxes of a row begin: spread over the whole breadth, or in its middle."""
    total = len(row) * breadth + (len(row) - 1) * _GAP
    return {one: (_BREADTH - total) // 2 + index * (breadth + _GAP) for index, one in enumerate(row)}


def _drawn(ways: Sequence[routing.Way], above: Sequence[int]) -> list[Markup]:
    return [arrow(way.corners, kind="way back" if _leads_back(way, above) else "way") for way in ways]


def _leads_back(way: routing.Way, above: Sequence[int]) -> bool:
    if (way.source in above) == (way.target in above):
        return way.target < way.source
    return way.target in above
