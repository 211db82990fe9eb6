"""The shapes of a picture: boxes, lettering and arrows on a canvas of whole units."""

from collections.abc import Sequence

from markupsafe import Markup

from slakit.document.html_text import attribute
from slakit.document.pictures import lettering

Point = tuple[int, int]

_TIP = 6
_ROUND = 6


def picture(name: str, size: Point, title: str, description: str, shapes: Sequence[Markup], *, layout: str) -> Markup:
    """A whole picture. `name` is unique in the page, `layout` the class that shows it: `wide`, `narrow` or `any`."""
    head = Markup(
        '<svg class="picture {}" role="img" aria-labelledby="{} {}" viewBox="0 0 {} {}" width="{}" height="{}">'
    )
    return Markup("\n").join(
        [
            head.format(layout, f"{name}-title", f"{name}-desc", *size, *size),
            Markup('<title id="{}-title">{}</title>').format(name, attribute(title)),
            Markup('<desc id="{}-desc">{}</desc>').format(name, attribute(description)),
            *shapes,
            Markup("</svg>"),
        ]
    )


def box(at: Point, size: Point, kind: str, *, corner: int = 6) -> Markup:
    """A rectangle with round corners."""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(kind, *at, *size, corner)


def written(at: Point, text: Sequence[str], kind: str, leading: int) -> Markup:
    """Lines of text, the first with its baseline at `at`; each reads from left to right among others."""
    spans = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(at[0], at[1] + index * leading, line)
        for index, line in enumerate(text)
    )
    return Markup('<text class="{}">{}</text>').format(kind, spans)


def label(at: Point, text: str, kind: str, size: int, room: int) -> Markup:
    """A single line of text, cut to `room`."""
    return written(at, lettering.lines(text, size, room, 1), kind, size)


def arrow(points: Sequence[Point], *, kind: str = "way") -> Markup:
    """A line through `points`, its corners round, with a tip at the last of them."""
    *_, before, last = points
    along = (_sign(last[0] - before[0]), _sign(last[1] - before[1]))
    end = (last[0] - along[0] * _TIP, last[1] - along[1] * _TIP)
    across = (along[1] * 4, along[0] * 4)
    tip = [last, (end[0] + across[0], end[1] + across[1]), (end[0] - across[0], end[1] - across[1])]
    return Markup('<path class="{}" d="{}"/><path class="tip" d="{}"/>').format(
        kind, _line([*points[:-1], end]), f"{_line(tip)} Z"
    )


def _line(points: Sequence[Point]) -> str:
    """A path through the points; where it turns it does so in a curve, if there is room for one."""
    steps = [f"M{points[0][0]} {points[0][1]}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_ROUND, _length(before, at) // 2, _length(at, after) // 2)
        straight = _turns(before, at, after) and radius > 0
        if not straight:
            steps.append(f"L{at[0]} {at[1]}")
            continue
        into = (at[0] - _sign(at[0] - before[0]) * radius, at[1] - _sign(at[1] - before[1]) * radius)
        out = (at[0] + _sign(after[0] - at[0]) * radius, at[1] + _sign(after[1] - at[1]) * radius)
        steps.append(f"L{into[0]} {into[1]} Q{at[0]} {at[1]} {out[0]} {out[1]}")
    steps.append(f"L{points[-1][0]} {points[-1][1]}")
    return " ".join(steps)


def _turns(before: Point, at: Point, after: Point) -> bool:
    """Whether a line along the axes turns at `at`."""
    return (before[0] == at[0]) != (at[0] == after[0]) and (before[1] == at[1]) != (at[1] == after[1])


def _length(start: Point, end: Point) -> int:
    return abs(end[0] - start[0]) + abs(end[1] - start[1])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
