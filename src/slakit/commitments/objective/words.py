"""An objective in words."""

from fractions import Fraction

from slakit.durations import Duration
from slakit.model import Bound, Objective, Per
from slakit.wording.numbers import grouped, out_of
from slakit.wording.speech import BOUNDS, Speech
from slakit.wording.times import each, period


def kept(speech: Speech, objective: Objective | None) -> str:
    """How often a promise about leads must be kept: `Kept for at least 95 of 100 leads each month.`"""
    if objective is None:
        return "Kept for every lead."
    text = f"Kept for {share_of_leads(objective.bound)} {each(objective.per)}"
    if objective.for_each is not None:
        text += f", separately for each {speech.people(objective.for_each)}"
    return f"{text}.{too_few(objective.minimum_sample, objective.per)}"


def share_of_leads(bound: Bound) -> str:
    """`at least 95 of 100 leads`, `every lead`."""
    if isinstance(bound.value, Duration):
        raise TypeError("an objective is a share of leads, not a duration")
    if bound.value == 1 and bound.operator == "at_least":
        return "every lead"
    return f"{BOUNDS[bound.operator]} {out_of(bound.value)} leads"


def too_few(minimum_sample: int | None, per: Per, what: str = "leads") -> str:
    """The sentence about periods that are not judged, with a space before it; empty without a minimum."""
    if minimum_sample is None:
        return ""
    return f" A {period(per)} with fewer than {grouped(Fraction(minimum_sample))} {what} to judge by is not judged."
