"""The promises at a glance: a card for each, those of one party in a column, those of several below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from slakit.document.model import Glance
from slakit.document.pictures import lettering
from slakit.document.pictures.drawing import Point, box, picture, written
from slakit.document.pictures.hues import TOGETHER, Hues

_WIDE, _NARROW = 736, 328
_GAP = 10
_HEAD = 30
_ROWS = 10
"""So many cards stand below each other at most; a longer overview goes on in another picture, which fits on a page."""
_SHARE = re.compile(r"\b(\d[\d,]*) of (\d[\d,]*)\b")


def overview(glances: Sequence[Glance], hues: Hues) -> Markup:
    """The pictures of the promises; empty without any."""
    return Markup("\n").join([*_pictures(glances, hues, "wide"), *_pictures(glances, hues, "narrow")])


@dataclass(frozen=True, kw_only=True, slots=True)
class _Column:
    """Promises below each other, under a head in the colour `hue`."""

    title: str
    hue: str
    glances: tuple[Glance, ...]


def _pictures(glances: Sequence[Glance], hues: Hues, layout: str) -> Iterator[Markup]:
    bands = list(_bands(glances, hues, 3 if layout == "wide" else 1))
    for number, band in enumerate(bands, start=1):
        shown = [glance for column in band for glance in column.glances]
        title = "Promises at a glance" + (f", part {number} of {len(bands)}" if len(bands) > 1 else "")
        size, shapes = _band(band, _WIDE if layout == "wide" else _NARROW)
        description = " ".join(_sentence(glance) for glance in shown)
        yield picture(f"overview-{layout}-{number}", size, title, description, shapes, layout=layout)


def _bands(glances: Sequence[Glance], hues: Hues, most: int) -> Iterator[tuple[_Column, ...]]:
    """What stands side by side in a picture: at most `most` columns, none longer than a page is high."""
    groups: dict[tuple[str, ...], list[Glance]] = {}
    for glance in glances:
        groups.setdefault(glance.by, []).append(glance)
    columns = [_Column(title=by[0], hue=hues[by], glances=tuple(own)) for by, own in groups.items() if len(by) == 1]
    for start in range(0, len(columns), most):
        yield from _parts(columns[start : start + most])
    for by, own in groups.items():
        if len(by) != 1:
            yield from _parts(_spread(" & ".join(by), own, min(most, 2)))


def _spread(title: str, own: Sequence[Glance], most: int) -> list[_Column]:
    """Joint promises side by side, under one head."""
    count = min(most, len(own))
    return [
        _Column(title=title if index == 0 else "", hue=TOGETHER, glances=tuple(own[index::count]))
        for index in range(count)
    ]


def _parts(columns: Sequence[_Column]) -> Iterator[tuple[_Column, ...]]:
    longest = max(len(column.glances) for column in columns)
    for start in range(0, longest, _ROWS):
        part = [_Column(title=one.title, hue=one.hue, glances=one.glances[start : start + _ROWS]) for one in columns]
        yield tuple(one for one in part if one.glances)


def _band(columns: Sequence[_Column], breadth: int) -> tuple[Point, list[Markup]]:
    room = (breadth - (len(columns) - 1) * _GAP * 2) // len(columns)
    lefts = [index * (room + _GAP * 2) for index in range(len(columns))]
    shapes = []
    for left, column in zip(lefts, columns, strict=True):
        head = lettering.lines(column.title, 14, breadth if column.hue == TOGETHER else room, 1)
        shapes.append(written((left + 1, 16), head, f"party {column.hue}", 16))
    top = _HEAD
    for row in zip_longest(*(column.glances for column in columns)):
        height = max(_height(glance, room) for glance in row if glance is not None)
        for left, column, glance in zip(lefts, columns, row, strict=True):
            if glance is not None:
                shapes.append(_card(glance, (left + 1, top), (room - 2, height), column.hue))
        top += height + _GAP
    return (breadth, top - _GAP + 4), shapes


def _lines(glance: Glance, room: int) -> tuple[list[str], list[str], list[str]]:
    inner = room - 28
    badge = _badge(glance)
    return (
        lettering.lines(glance.title, 13, inner - badge - 8, 2),
        lettering.lines(glance.what, 12, inner, 2),
        lettering.lines(glance.kept, 11, inner, 2),
    )


def _badge(glance: Glance) -> int:
    return max(36, lettering.width(glance.reference, 11) + 12)


def _height(glance: Glance, room: int) -> int:
    name, what, kept = _lines(glance, room)
    return 20 + 16 * len(name) + 16 * len(what) + 14 * len(kept) + (8 if kept else 0)


def _card(glance: Glance, at: Point, size: Point, hue: str) -> Markup:
    name, what, kept = _lines(glance, size[0] + 2)
    left, right = at[0] + 14, at[0] + size[0] - 12
    badge = _badge(glance)
    low = at[1] + 10 + 16 * len(name)
    shapes = [
        box(at, size, "card"),
        box((right - badge, at[1] + 9), (badge, 18), f"badge {hue}", corner=9),
        written((right - badge // 2, at[1] + 22), [glance.reference], "reference-text", 11),
        written((left, at[1] + 23), name, "name", 16),
        written((left, low + 13), what, "what", 16),
    ]
    low += 16 * len(what)
    if kept:
        shapes.append(written((left, low + 15), kept, "small", 14))
        shapes += _bar(glance.kept, (left, at[1] + size[1] - 8), size[0] - 26, hue)
    return Markup("").join(shapes)


def _bar(kept: str, at: Point, length: int, hue: str) -> Iterator[Markup]:
    """How often the promise must be kept, as the filled part of a line."""
    found = _SHARE.search(kept)
    if found is None and not kept.startswith("every"):
        return
    part, whole = (int(found[index].replace(",", "")) for index in (1, 2)) if found else (1, 1)
    if whole > 0:
        yield box(at, (length, 3), "track", corner=1)
        yield box(at, (length * min(part, whole) // whole, 3), f"filled {hue}", corner=1)


def _sentence(glance: Glance) -> str:
    kept = f"; {glance.kept}" if glance.kept else ""
    return f"{glance.reference} {glance.title} ({' and '.join(glance.by)}): {glance.what}{kept}."
