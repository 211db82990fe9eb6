"""Targets of counts and leads as they are judged: there are no half leads, so a broken one is rounded down."""

from fractions import Fraction
from math import floor

from slakit.model import Count, Leads, Measure


def whole_target(measure: Measure | None, target: Fraction) -> Fraction:
    """The target of a promise on `measure`: of rows or leads whole ones, all else as it is."""
    return Fraction(floor(target)) if isinstance(measure, Count | Leads) else target
