"""The way of a lead: its stages as boxes, each with who is responsible, and an arrow wherever a lead may go on to."""

from collections.abc import Sequence

from markupsafe import Markup

from slakit.document.model import Step
from slakit.document.pictures.drawing import picture
from slakit.document.pictures.funnel_narrow import narrow
from slakit.document.pictures.funnel_wide import fits, wide
from slakit.document.pictures.hues import Hues

_MOST_STAGES, _MOST_WAYS = 30, 60
_TITLE = "The way of a lead through its stages"
_CLOSES = {"won": "there the lead is won", "lost": "there the lead is lost", "recycled": "there the lead is given back"}


def funnel(steps: Sequence[Step], hues: Hues) -> Markup:
    """The picture of the stages; a wide one beside it where its boxes have room for their names.

    Empty without any stage, and of more stages or ways than a picture could make clear: the text has them all.
    """
    if not 0 < len(steps) <= _MOST_STAGES or sum(len(step.onward or ()) for step in steps) > _MOST_WAYS:
        return Markup()
    description = _description(steps)
    found = []
    if fits(steps):
        size, shapes = wide(steps, hues)
        found.append(picture("funnel-wide", size, _TITLE, description, shapes, layout="wide"))
    size, shapes = narrow(steps, hues)
    found.append(picture("funnel-narrow", size, _TITLE, description, shapes, layout="narrow" if found else "any"))
    return Markup("\n").join(found)


def _description(steps: Sequence[Step]) -> str:
    return " ".join(_sentence(steps, step) for step in steps)


def _sentence(steps: Sequence[Step], step: Step) -> str:
    facts = [f"{' and '.join(step.by)} responsible"]
    if step.begins:
        facts.append("leads may begin here")
    if step.closes:
        facts.append(_CLOSES[step.closes])
    if step.onward is None:
        facts.append("then any stage")
    elif step.onward:
        facts.append(f"then {' or '.join(steps[one].title for one in step.onward)}")
    return f"{step.title}: {', '.join(facts)}."
