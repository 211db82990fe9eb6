"""A stage as a box: its name, who is responsible, and how a lead begins or ends there."""

from markupsafe import Markup

from slakit.document.model import Step
from slakit.document.pictures import lettering
from slakit.document.pictures.drawing import Point, box, written

_NAME, _SMALL = 13, 11
_PADDING = 10
_NOTES = {"won": "✓ won", "lost": "✕ lost", "recycled": "↺ given back"}


def height(step: Step, breadth: int) -> int:
    """How high the box must be for its text."""
    name, small = _text(step, breadth)
    return 2 * _PADDING + 16 * len(name) + 14 * len(small) + 1


def stage(step: Step, at: Point, size: Point, hue: str) -> Markup:
    """The box, its text in its middle from top to bottom. `hue` is the class of the party's colour."""
    name, small = _text(step, size[0])
    left = at[0] + _PADDING + 4
    top = at[1] + (size[1] - 16 * len(name) - 14 * len(small)) // 2
    shapes = [
        box(at, size, f"stage {step.closes or 'open'}"),
        box((at[0], at[1] + 5), (4, size[1] - 10), f"band {hue}", corner=2),
        written((left, top + 12), name, "name", 16),
        written((left, top + 16 * len(name) + 11), small, "small", 14),
    ]
    return Markup("").join(shapes)


def _text(step: Step, breadth: int) -> tuple[list[str], list[str]]:
    room = breadth - 2 * _PADDING - 4
    small = lettering.lines(" & ".join(step.by), _SMALL, room, 2)
    notes = (["● begins"] if step.begins else []) + ([_NOTES[step.closes]] if step.closes else [])
    if step.onward is None:
        notes.append("→ any stage")
    if notes:
        small += lettering.lines(" · ".join(notes), _SMALL, room, 2)
    return lettering.lines(step.title, _NAME, room, 3), small
