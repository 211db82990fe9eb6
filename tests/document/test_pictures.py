"""The pictures of a page: every way is drawn between its stages, nothing lies on anything else, and all text fits."""

import re
from collections.abc import Sequence
from itertools import combinations
from xml.etree import ElementTree

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.document.model import Glance, Step
from slakit.document.pictures import lettering
from slakit.document.pictures.funnel import funnel as funnel_with
from slakit.document.pictures.hues import hues
from slakit.document.pictures.overview import overview as overview_with

Box = tuple[int, int, int, int]


def step(title: str, *onward: int, closes: str = "", by: str = "Sales", any_: bool = False) -> Step:
    return Step(anchor="a", title=title, by=(by,), onward=None if any_ else onward, closes=closes)


FUNNELS = {
    "straight": (step("One", 1), step("Two", 2), step("Three", closes="won")),
    "one": (step("Only", any_=True),),
    "skipping": (step("A", 1, 2, 3), step("B", 3), step("C", 0, 3, 4), step("D", 0, 4), step("E", closes="won")),
    "exits": (
        step("Inquiry", 1, by="Marketing"),
        step("Marketing-qualified lead", 2, 5, by="Marketing"),
        step("Sales-accepted lead", 3, 4, 5),
        step("Customer", closes="won"),
        step("Lost", 5, closes="lost"),
        step("Rejected", 0, 4, closes="recycled"),
    ),
    "complete": tuple(step(f"S{one}", *(other for other in range(7) if other != one)) for one in range(7)),
    "long": (step("W" * 300, 1), step("word " * 60, 2), step("漢" * 90, 0), step("😀" * 50, closes="won", by="x" * 99)),
}


def funnel(steps: Sequence[Step]) -> str:
    return str(funnel_with(steps, hues(steps)))


def overview(glances: Sequence[Glance]) -> str:
    return str(overview_with(glances, hues(glances)))


def drawn(markup: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", markup, re.DOTALL)]  # noqa: S314


def boxes(picture: ElementTree.Element, kinds: str) -> list[Box]:
    found = [one for one in picture.iter("rect") if re.match(kinds, one.attrib["class"])]
    return [tuple(int(one.attrib[name]) for name in ("x", "y", "width", "height")) for one in found]  # type: ignore[misc]


def overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def points(way: ElementTree.Element) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", way.attrib["d"])]


every_funnel = pytest.mark.parametrize("name", FUNNELS)


@every_funnel
def test_every_way_is_drawn_once_and_ends_at_its_boxes(name: str) -> None:
    steps = FUNNELS[name]
    wanted = sum(len(one.onward or ()) for one in steps)
    for picture in drawn(funnel(steps)):
        stages = boxes(picture, "stage")
        assert len(stages) == len(steps)
        ways = [one for one in picture.iter("path") if one.attrib["class"].startswith("way")]
        tips = [one for one in picture.iter("path") if one.attrib["class"] == "tip"]
        assert len(ways) == len(tips) == wanted
        for way, tip in zip(ways, tips, strict=True):
            assert any(touches(points(way)[0], box) for box in stages)
            assert any(touches(points(tip)[0], box) for box in stages)


def touches(at: tuple[int, int], box: Box) -> bool:
    return box[0] <= at[0] <= box[0] + box[2] and box[1] <= at[1] <= box[1] + box[3]


@every_funnel
def test_nothing_lies_on_anything_else_or_outside(name: str) -> None:
    for picture in drawn(funnel(FUNNELS[name])):
        width, height = (int(number) for number in picture.attrib["viewBox"].split()[2:])
        stages = boxes(picture, "stage")
        assert not [pair for pair in combinations(stages, 2) if overlap(*pair)]
        assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in stages)
        for way in picture.iter("path"):
            assert all(0 <= x <= width and 0 <= y <= height for x, y in points(way))
        for line in picture.iter("tspan"):
            size = 13 if "name" in _parent(picture, line).attrib["class"] else 11
            left = int(line.attrib["x"])
            box = next(box for box in stages if touches((left, int(line.attrib["y"])), box))
            assert left + lettering.width(line.text or "", size) <= box[0] + box[2]


def _parent(picture: ElementTree.Element, child: ElementTree.Element) -> ElementTree.Element:
    return next(element for element in picture.iter("text") if child in list(element))


@every_funnel
def test_the_description_says_it_all(name: str) -> None:
    steps = FUNNELS[name]
    for picture in drawn(funnel(steps)):
        said = picture.findtext("desc") or ""
        for one in steps:
            assert " ".join(one.title.split()) in said


def test_a_funnel_with_exits(snapshot: SnapshotAssertion) -> None:
    assert funnel(FUNNELS["exits"]) == snapshot


def test_what_no_picture_makes_clear_is_left_to_the_text() -> None:
    assert not funnel(())
    assert not funnel(tuple(step(str(one), *range(40)) for one in range(40)))
    assert not funnel(tuple(step(str(one), *range(9)) for one in range(9)))
    assert not overview(())


def glance(number: int, *by: str, kept: str = "") -> Glance:
    return Glance(reference=f"S-{number}", anchor="a", title=f"Title {number}", by=by, what="Within 2 days", kept=kept)


def test_a_long_overview_goes_on_in_another_picture() -> None:
    glances = [glance(one, "Sales" if one % 3 else "Marketing") for one in range(60)] + [glance(99, "A", "B")]
    pictures = drawn(overview(glances))
    for layout in ("wide", "narrow"):
        own = [one for one in pictures if layout in one.attrib["class"].split()]
        assert len(own) > 2
        shown = [line.text for one in own for line in one.iter("tspan") if re.fullmatch(r"S-\d+", line.text or "")]
        assert sorted(shown) == sorted(one.reference for one in glances)
        assert all(int(one.attrib["height"]) < 900 for one in own)
        for one in own:
            assert not [pair for pair in combinations(boxes(one, "card"), 2) if overlap(*pair)]
    ids = [one.attrib["id"] for picture in pictures for one in picture if "id" in one.attrib]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("kept", "part"),
    [
        ("at least 95 of 100 leads each month", (95, 100)),
        ("at least 1 of 3 leads each month", (1, 3)),
        ("at least 995 of 1,000 leads", (995, 1000)),
        ("every lead", (1, 1)),
        ("at most 7 of 5", (1, 1)),
        ("", None),
    ],
)
def test_how_often_is_the_filled_part_of_a_line(kept: str, part: tuple[int, int] | None) -> None:
    picture = drawn(overview([glance(1, "Sales", kept=kept)]))[0]
    filled, track = boxes(picture, "filled"), boxes(picture, "track")
    assert [one[2] for one in filled] == ([track[0][2] * part[0] // part[1]] if part else [])


@pytest.mark.parametrize(
    ("text", "room", "most", "expected"),
    [
        ("Marketing-qualified lead", 105, 3, ["Marketing-", "qualified lead"]),
        ("short", 90, 2, ["short"]),
        ("one two three four five six", 60, 2, ["one two", "three…"]),
        ("x" * 50, 60, 2, ["x" * 7, "x" * 6 + "…"]),
        ("", 60, 2, []),
    ],
)
def test_lines_fit(text: str, room: int, most: int, expected: list[str]) -> None:
    found = lettering.lines(text, 12, room, most)
    assert all(lettering.width(line, 12) <= room for line in found)
    assert len(found) <= most
    assert found == expected


def test_a_party_has_one_colour_and_many_parties_have_few() -> None:
    found = hues([glance(one, str(one)) for one in range(5)] + [glance(9, "0", "1"), glance(10, "0")])
    assert list(found.values()) == ["hue1", "hue2", "hue3", "hue4", "hue1", "hue0"]
