"""The pay curve of a component as a whole: what it pays at the most, and from where on it is level."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from slakit.model import Component, PayPlan
from slakit.payout import payout


def uncapped(component: Component, attainment: Fraction) -> Fraction:
    """The payout of an attainment as if there were no `pays_at_most`."""
    return payout(replace(component, pays_at_most=None), attainment)


def starts(component: Component) -> tuple[Fraction, ...]:
    """The attainments beyond which each tier counts."""
    return (Fraction(0), *(tier.up_to for tier in component.tiers if tier.up_to is not None))


def most(component: Component) -> Fraction | None:
    """The most that any attainment pays; None without end."""
    found = [payout(component, Fraction(0)), *_beyond(component, Fraction(0))]
    known = [value for value in found if value is not None]
    return max(known) if len(known) == len(found) else None


def uncapped_most(component: Component) -> Fraction | None:
    """The most that any attainment would pay without `pays_at_most`; None without end."""
    return most(replace(component, pays_at_most=None))


def is_level(component: Component, attainment: Fraction) -> bool:
    """Whether every higher attainment pays the same."""
    paid = payout(component, attainment)
    return all(value == paid for value in _beyond(component, attainment))


def least(component: Component) -> Fraction:
    """The least that `below` and the first point say; nothing for tiers."""
    return max(component.below or Fraction(0), *(pays for _, pays in component.points[:1]), Fraction(0))


def lowest_step(plan: PayPlan) -> Fraction:
    """The smallest part of a quota that the plan's people ever have, but none at all."""
    return min([Fraction(1), *(step for step in (plan.ramp.quota if plan.ramp else ()) if step > 0)])


def _beyond(component: Component, attainment: Fraction) -> Iterator[Fraction | None]:
    """What is paid at both ends of each stretch of the curve beyond an attainment; None where it rises without end.

    Between two ends the curve is a straight line, cut by `pays_at_most`.
    """
    cap = component.pays_at_most
    for value in _points(component, attainment) if component.points else _tiers(component, attainment):
        yield cap if value is None else value if cap is None else min(value, cap)


def _points(component: Component, attainment: Fraction) -> Iterator[Fraction]:
    yield from (pays for reached, pays in component.points if reached > attainment)


def _tiers(component: Component, attainment: Fraction) -> Iterator[Fraction | None]:
    low = paid = Fraction(0)  # where the tier begins, and what the slices below it pay
    is_whole = component.mode == "retroactive"
    for tier in component.tiers:
        if tier.up_to is None or tier.up_to > attainment:
            from_ = max(low, attainment)
            yield from_ * tier.rate if is_whole else paid + (from_ - low) * tier.rate
        if tier.up_to is None:
            if tier.rate > 0:
                yield None
            return
        upper = paid + (tier.up_to - low) * tier.rate
        if tier.up_to > attainment:
            yield tier.up_to * tier.rate if is_whole else upper
        low, paid = tier.up_to, upper
