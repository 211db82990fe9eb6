"""What an attainment pays, exactly, and the attainments worth showing."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from slakit.model import Component, Rounding

_NOTHING, _HALF, _ONE, _QUARTER = Fraction(0), Fraction(1, 2), Fraction(1), Fraction(1, 4)


def payout(component: Component, attainment: Fraction) -> Fraction:
    """The payout (1 is full) of an attainment: by slices, as a whole, or on the line; at most `pays_at_most`.

    An attainment below 0 pays what 0 pays.
    """
    attainment = max(attainment, _NOTHING)
    match component.mode:
        case "marginal":
            paid = _marginal(component, attainment)
        case "retroactive":
            paid = attainment * _tier_rate(component, attainment)
        case "interpolated":
            paid = _interpolated(component, attainment)
        case _:
            assert_never(component.mode)
    return paid if component.pays_at_most is None else min(paid, component.pays_at_most)


def shown(component: Component) -> list[Fraction]:
    """The attainments of a worked table: half, full, each bound or point, one beyond, and where the cap begins."""
    if component.mode == "interpolated":
        xs = [x for x, _ in component.points]
        middles = [(low + high) / 2 for low, high in pairwise(xs)]
        return sorted({*xs, *middles})
    bounds = [tier.up_to for tier in component.tiers if tier.up_to is not None]
    samples = {_HALF, _ONE, *bounds, max([_ONE, *bounds]) + _QUARTER}
    if component.mode == "marginal" and (reached := _cap_reached(component)) is not None:
        samples.add(reached)
    return sorted(samples)


def rounded(amount: Fraction, rounding: Rounding) -> Fraction:
    """`amount` to the quantum, by the mode of the compensation; a negative one as its opposite, so both cancel out."""
    if amount < 0:
        return -rounded(-amount, rounding)
    quantum = rounding.quantum
    whole, rest = divmod(amount.numerator * quantum.denominator, divisor := amount.denominator * quantum.numerator)
    match rounding.mode:
        case "down":
            up = False
        case "up":
            up = rest > 0
        case "half_up":
            up = 2 * rest >= divisor
        case "half_down":
            up = 2 * rest > divisor
        case _:
            up = 2 * rest > divisor or (2 * rest == divisor and whole % 2 == 1)
    return Fraction((whole + up) * quantum.numerator, quantum.denominator)


def dealt(amount: Fraction, parts: Sequence[Fraction], rounding: Rounding) -> list[Fraction]:
    """`amount` by `parts`, which add up to 1: each to the quantum, and together the whole amount to it.

    What is left over of rounding down goes to the largest remainders, of two alike to the earlier. A negative amount is
    dealt as its opposite.
    """
    if amount < 0:
        return [-part for part in dealt(-amount, parts, rounding)]
    steps = [part * rounded(amount, rounding) / rounding.quantum for part in parts]
    whole = [step.numerator // step.denominator for step in steps]
    left = int(sum(steps) - sum(whole))
    by_remainder = sorted(range(len(steps)), key=lambda place: (whole[place] - steps[place], place))
    return [(count + (place in by_remainder[:left])) * rounding.quantum for place, count in enumerate(whole)]


def _marginal(component: Component, attainment: Fraction) -> Fraction:
    paid, low = Fraction(0), Fraction(0)
    for tier in component.tiers:
        if attainment <= low:
            break
        if tier.up_to is None or attainment <= tier.up_to:
            return paid + (attainment - low) * tier.rate
        paid += (tier.up_to - low) * tier.rate
        low = tier.up_to
    return paid


def _tier_rate(component: Component, attainment: Fraction) -> Fraction:
    for tier in component.tiers:
        if tier.up_to is None or attainment <= tier.up_to:
            return tier.rate
    return component.tiers[-1].rate


def _interpolated(component: Component, attainment: Fraction) -> Fraction:
    points = component.points
    if attainment < points[0][0]:
        return component.below or Fraction(0)
    for (x0, y0), (x1, y1) in pairwise(points):
        if attainment <= x1:
            return y0 + (y1 - y0) * (attainment - x0) / (x1 - x0)
    return points[-1][1]


def _cap_reached(component: Component) -> Fraction | None:
    """The attainment at which a marginal payout reaches `pays_at_most`; None if it never does."""
    if component.pays_at_most is None:
        return None
    paid, low = Fraction(0), Fraction(0)
    for tier in component.tiers:
        missing = component.pays_at_most - paid
        if tier.rate > 0 and (tier.up_to is None or missing <= (tier.up_to - low) * tier.rate):
            return low + missing / tier.rate
        if tier.up_to is None:
            return None
        paid, low = paid + (tier.up_to - low) * tier.rate, tier.up_to
    return None
