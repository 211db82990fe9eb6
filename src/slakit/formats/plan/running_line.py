"""A running period as a picture: what has come by each day, beside the straight line to the target."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from slakit.document.pictures.drawing import Point, label, picture
from slakit.formats.plan import words
from slakit.formats.plan.figures import PLACES, number
from slakit.formats.scorecard import times
from slakit.planning.planned import Planned
from slakit.planning.shown import Run
from slakit.planning.unit import Unit
from slakit.wording.numbers import grouped

_WIDE, _NARROW = (736, 260), (328, 220)
_TOP, _FOOT = 22, 24
_LETTER = 9
"""More than a letter of a label is wide."""


def running_line(plan: Planned, run: Run, name: str) -> Markup:
    """The picture, wide and narrow; `name` is unique in the page."""
    title = f"{words.run_title(run)}: what came beside the line"
    description = "; ".join(f"{label}: {text}" for label, text in words.run_rows(plan, run)) + "."
    return Markup("\n").join(
        picture(f"{name}-{layout}", size, title, description, list(_shapes(plan, run, size)), layout=layout)
        for layout, size in (("wide", _WIDE), ("narrow", _NARROW))
    )


def _shapes(plan: Planned, run: Run, size: Point) -> Iterator[Markup]:
    low, high = size[1] - _FOOT, _TOP
    past = [day.sum for day in run.days if day.sum is not None]
    most = max([run.target, run.actual, Fraction(1), *past])
    least = min([Fraction(0), *past])
    count = len(run.days)

    def place(number_: int, value: Fraction) -> Point:
        """The end of the day of that number, from 1."""
        return 1 + (size[0] - 2) * number_ // count, low - int((low - high) * (value - least) / (most - least))

    zero = place(0, Fraction(0))[1]
    for value in (Fraction(0), run.target):
        level = place(0, value)[1]
        yield _path([(1, level), (size[0] - 1, level)], "axis")
    yield label(
        (size[0] - 1, place(0, run.target)[1] - 5), f"target {_shown(plan, run, run.target)}", "small end", 11, 240
    )
    line = [(0, Fraction(0)), *((at, day.line) for at, day in enumerate(run.days, start=1) if day.line is not None)]
    # on the as-of's own date the line stands where it is now: the day's end is drawn from the next one
    yield _path([place(at, value) for at, value in line if at != len(past) or at == count], "goal-line")
    sums = [place(0, Fraction(0)), *(place(at, value) for at, value in enumerate(past, start=1))]
    yield _path(_stepped(sums), "so-far")
    now = sums[-1]
    yield Markup('<circle class="now" cx="{}" cy="{}" r="4"/>').format(*now)
    text, is_behind = _shown(plan, run, run.actual), run.gap is not None and run.gap < 0
    # behind the line there is room below it, to the right; ahead of it above what came, to the left
    fits = size[0] - now[0] > 16 + _LETTER * len(text)
    side = "start" if fits and (is_behind or now[0] <= size[0] // 2) else "end"
    shift = -8 if side == "end" else 8
    is_below = now[1] < zero - 24 and (is_behind or side == "start")
    at = (now[0] + shift, min(max(now[1] + (16 if is_below else -8), high), low - 4))
    yield label(at, text, f"beside {side}", 12, 160)
    yield label((1, size[1] - 8), times.span(run.first, run.first + words.ONE_DAY), "small", 11, size[0] // 3)
    last = times.span(run.after - words.ONE_DAY, run.after)
    yield label((size[0] - 1, size[1] - 8), last, "small end", 11, size[0] // 3)


def _stepped(points: Sequence[Point]) -> list[Point]:
    """The points without those in a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if len(kept) > 1 and kept[-1][1] == kept[-2][1] == point[1]:
            kept.pop()
        kept.append(point)
    return kept


def _path(points: Sequence[Point], kind: str) -> Markup:
    steps = " L".join(f"{across} {along}" for across, along in points)
    return Markup('<path class="{}" d="M{}"/>').format(kind, steps)


def _shown(plan: Planned, run: Run, value: Fraction) -> str:
    return number(value, Unit.AMOUNT, plan.aim) if run.kind == "goal" else grouped(value, PLACES)
