"""The stages one below the other, for a phone: what skips some runs at the right, what leads back at the left."""

from collections.abc import Sequence

from markupsafe import Markup

from slakit.document.model import Step
from slakit.document.pictures import routing, stage_box
from slakit.document.pictures.drawing import Point, arrow
from slakit.document.pictures.hues import Hues

_BREADTH = 328
_GAP = 26
_LEAST = 150
"""However many lanes there are, a box keeps this width; the picture becomes wider instead."""


def narrow(steps: Sequence[Step], hues: Hues) -> tuple[Point, list[Markup]]:
    """The picture's size and its shapes."""
    ways = [(source, target) for source, step in enumerate(steps) for target in step.onward or () if target != source]
    skipping = routing.buses([way for way in ways if way[1] > way[0] + 1])
    back = routing.buses([way for way in ways if way[1] < way[0]])
    order = list(range(len(steps)))
    left, right = _margin(back, order), _margin(skipping, order)
    breadth = max(_LEAST, _BREADTH - left - right - 2)
    tops, heights = _places(steps, breadth)
    shapes = [
        stage_box.stage(step, (left + 1, tops[index]), (breadth, heights[index]), hues[step.by])
        for index, step in enumerate(steps)
    ]
    middle = left + 1 + breadth // 2
    shapes += [
        arrow(((middle, tops[source] + heights[source]), (middle, tops[target])))
        for source, target in ways
        if target == source + 1
    ]
    for buses, edge, outward in ((skipping, left + 1 + breadth, 1), (back, left + 1, -1)):
        sides = {
            index: routing.Side(middle=tops[index] + heights[index] // 2, length=heights[index], edge=edge)
            for index in order
        }
        for way in routing.routes(buses, sides, edge + outward * 14, outward):
            corners = [(across, along) for along, across in way.corners]
            shapes.append(arrow(corners, kind="way" if outward > 0 else "way back"))
    return (left + breadth + right + 2, tops[-1] + heights[-1] + 1), shapes


def _margin(buses: Sequence[routing.Bus], order: Sequence[int]) -> int:
    return routing.room(buses, order) + 6 if buses else 0


def _places(steps: Sequence[Step], breadth: int) -> tuple[list[int], list[int]]:
    heights = [stage_box.height(step, breadth) for step in steps]
    tops = [1]
    for one in heights:
        tops.append(tops[-1] + one + _GAP)
    return tops, heights
