"""What an attainment pays, as a part of the component's full pay."""

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import rate


def payout(component: Mapping[str, Any], attainment: Fraction) -> Fraction:
    """By the component's mode, at most what it may pay; an attainment below zero pays what zero does."""
    reached = max(attainment, Fraction(0))
    match component["mode"]:
        case "marginal":
            found = _marginal(component["tiers"], reached)
        case "retroactive":
            found = _retroactive(component["tiers"], reached)
        case _:
            found = interpolated(component["points"], reached, rate(component.get("below") or "0"))
    most = component.get("pays_at_most")
    return found if most is None else min(found, rate(most))


def _marginal(tiers: Sequence[Mapping[str, Any]], attainment: Fraction) -> Fraction:
    """Each slice at its own tier's rate."""
    low, found = Fraction(0), Fraction(0)
    for tier in tiers:
        high = rate(tier["up_to"]) if "up_to" in tier else max(attainment, low)
        found += max(min(attainment, high) - low, Fraction(0)) * rate(tier["rate"])
        low = high
    return found


def _retroactive(tiers: Sequence[Mapping[str, Any]], attainment: Fraction) -> Fraction:
    """The whole at the rate of the first tier that reaches up to it."""
    reached = next(tier for tier in tiers if "up_to" not in tier or attainment <= rate(tier["up_to"]))
    return attainment * rate(reached["rate"])


def interpolated(points: Sequence[Sequence[str]], attainment: Fraction, below: Fraction) -> Fraction:
    """On the line between the points; `below` before the first, the last one's beyond the last."""
    placed = [(rate(x), rate(y)) for x, y in points]
    if attainment < placed[0][0]:
        return below
    for (x0, y0), (x1, y1) in itertools.pairwise(placed):
        if attainment <= x1:
            return y0 + (y1 - y0) * (attainment - x0) / (x1 - x0)
    return placed[-1][1]
