"""Numbers of a plan as people read them; how exact they are is said beside them."""

from fractions import Fraction

from slakit.numbers import plain
from slakit.planning.ground import amount, smallest
from slakit.planning.planned import Aim, Step
from slakit.planning.unit import Unit
from slakit.wording.numbers import about, grouped

PLACES = 2
"""The decimals of a number that people read."""

_UNITS = {Unit.HOURS: "hour", Unit.MINUTES: "minute", Unit.ATTEMPTS: "attempt"}


def number(value: Fraction, unit: Unit, aim: Aim) -> str:
    """`USD 720,000`, `26.67`, `79.33 hours`, `20.66%`: at most two decimals, or those of the currency, half-even."""
    match unit:
        case Unit.AMOUNT:
            return amount(aim.is_money, aim.currency, value)
        case Unit.RATE:
            return about(value)
        case Unit.HOURS | Unit.MINUTES:
            return f"{grouped(value, PLACES)} {_UNITS[unit]}{'' if value == 1 else 's'}"
        case _:
            return grouped(value, PLACES)


def exactly(step: Step, aim: Aim) -> str:
    """The number of a step, with the fraction that it is where its decimals do not say it: `26.67 (80/3)`."""
    shown = number(step.exact, step.unit, aim)
    part = smallest(aim.is_money, aim.currency) if step.unit is Unit.AMOUNT else Fraction(1, 10**PLACES)
    times = 100 if step.unit is Unit.RATE else 1
    said = (step.exact * times / part).denominator == 1
    return shown if said else f"{shown} ({step.exact.numerator:,}/{step.exact.denominator:,})"


def rounded(step: Step) -> str:
    """The whole number that a step is read as; nothing where it is read as it is."""
    return "" if step.rounded is None else f"{step.rounded:,}"


def exact_object(value: Fraction | None) -> dict[str, str] | None:
    """A number for programs: the fraction that it is, and the same as a decimal of at most six places (half-even)."""
    if value is None:
        return None
    fraction = str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    return {"exact": fraction, "decimal": plain(value)}
