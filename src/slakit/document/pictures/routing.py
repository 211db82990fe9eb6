"""Ways between boxes that stand in a row: each runs out of one, along a lane beside the row, and into another.

All ways into one box share a lane, so that there are never more lanes than boxes. Coordinates are `along` the row and
`across` it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Corner = tuple[int, int]
"""A point of a way: along the row, across it."""

_APART = 12
"""Between two lanes, and between two ways at the side of a box."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bus:
    """The ways into box `target` from each of `sources`."""

    target: int
    sources: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """Where ways meet a box: its middle and its length along the row, and how far across the row its edge lies."""

    middle: int
    length: int
    edge: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """The corners of a way from box `source` into box `target`."""

    source: int
    target: int
    corners: tuple[Corner, ...]


def buses(ways: Sequence[tuple[int, int]]) -> list[Bus]:
    """The ways (source, target) by their target, in order."""
    targets = sorted({target for _, target in ways})
    return [
        Bus(target=target, sources=tuple(sorted({source for source, to in ways if to == target}))) for target in targets
    ]


def room(found: Sequence[Bus], middles: Sequence[int]) -> int:
    """How wide the lanes of the buses are together, between boxes with these middles along the row."""
    return (max(_lanes(found, middles), default=-1) + 1) * _APART


def routes(found: Sequence[Bus], sides: Mapping[int, Side], nearest: int, outward: int) -> list[Way]:
    """The ways of the buses: `nearest` is the first lane's place across the row, `outward` (1, -1) where others lie."""
    ports = _ports(found, sides)
    ways = []
    middles = [sides[box].middle if box in sides else 0 for box in range(max(sides, default=-1) + 1)]
    for number, (bus, lane) in enumerate(zip(found, _lanes(found, middles), strict=True)):
        across = nearest + outward * lane * _APART
        to = ports[number, bus.target]
        for source in bus.sources:
            out = ports[number, source]
            corners = ((out, sides[source].edge), (out, across), (to, across), (to, sides[bus.target].edge))
            ways.append(Way(source=source, target=bus.target, corners=corners))
    return ways


def _lanes(found: Sequence[Bus], middles: Sequence[int]) -> list[int]:
    """The lane of each bus: the first in which it does not meet one before it; short ones lie within."""
    ends = [[middles[box] for box in (bus.target, *bus.sources)] for bus in found]
    spans = [(min(one), max(one)) for one in ends]
    taken: list[list[tuple[int, int]]] = []
    chosen = [0] * len(found)
    for index in sorted(range(len(found)), key=lambda one: (spans[one][1] - spans[one][0], one)):
        low, high = spans[index]
        lane = next((at for at, held in enumerate(taken) if all(high < a or low > b for a, b in held)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        chosen[index] = lane
    return chosen


def _ports(found: Sequence[Bus], sides: Mapping[int, Side]) -> dict[tuple[int, int], int]:
    """Where each bus (by its number) meets each box, spread over the box's side in the order of where it leads."""
    meetings: dict[int, list[tuple[tuple[int, int], int]]] = {}
    for number, bus in enumerate(found):
        others = [sides[source].middle for source in bus.sources]
        meetings.setdefault(bus.target, []).append(((sum(others) // len(others), number), number))
        for source in bus.sources:
            meetings.setdefault(source, []).append(((sides[bus.target].middle, number), number))
    ports: dict[tuple[int, int], int] = {}
    for box, met in sorted(meetings.items()):
        step = min(_APART, (sides[box].length - 16) // max(1, len(met) - 1))
        first = sides[box].middle - step * (len(met) - 1) // 2
        for index, (_, number) in enumerate(sorted(met)):
            held = [place for (_, other), place in ports.items() if other != box]
            ports[number, box] = _free(first + index * step, held)
    return ports


def _free(wanted: int, held: Sequence[int]) -> int:
    """The place nearest to `wanted` that is clear of those held by other boxes: ways at both would look like one."""
    for distance in (0, 8, -8, 16, -16, 24, -24):
        if all(abs(wanted + distance - place) >= _APART // 2 + 1 for place in held):
            return wanted + distance
    return wanted
