"""What was attained, in figures that never look better or worse than the verdict.

A figure is cut towards the failing side: down under a promise of at least, up under one of at most, in steps that
hold the target itself. So 94.96% of a promised 95% is 94.9%, and nothing short of the target looks like it.
"""

from fractions import Fraction
from math import ceil, floor

from slakit.attainment.scorecard import Attained
from slakit.attainment.target import Target
from slakit.durations import Duration, Unit
from slakit.numbers import OUTPUT_PLACES

_LARGER = {
    Unit.SECONDS: (1, (("s", 1),)),
    Unit.MINUTES: (1, (("m", 60), ("s", 1))),
    Unit.HOURS: (60, (("h", 3600), ("m", 60))),
    Unit.DAYS: (3600, (("d", 86_400), ("h", 3600))),
    Unit.WEEKS: (3600, (("d", 86_400), ("h", 3600))),
    Unit.BUSINESS_MINUTES: (1, (("m", 60), ("s", 1))),
    Unit.BUSINESS_HOURS: (60, (("h", 3600), ("m", 60))),
}
"""Per unit of a target: the step of a figure in seconds, and the units it is shown in."""


def attained(result: Attained) -> str:
    """`93.0%`, `129 of 126`, `7, at most 5`, `1h 17m`; `no figure` where there is none."""
    if result.value is None:
        return "no figure"
    target = result.target
    if isinstance(target.value, Duration):
        return duration(cut(result, Fraction(_LARGER[target.value.unit][0])), target.value.unit)
    if target.is_rate:
        places = max(1, _places(target.value * 100))
        return _percentage(cut(result, Fraction(1, 100 * 10**places)) * 100, places)
    if _is_large(result.value, target.value):
        return _whole(result.value, target.value, target.operator)
    places = max(_places(target.value), 0 if result.value.denominator == 1 else 2)
    figure = number(cut(result, Fraction(1, 10**places)), places)
    if target.operator == "at_least":
        return f"{figure} of {bound(target)}"
    return f"{figure}, at most {bound(target)}"


def _is_large(value: Fraction, target: Fraction) -> bool:
    """Whether nobody wants the fractions of a target: thousands, and a difference that does not hang on them."""
    return abs(target) >= 1000 and target.denominator != 1 and abs(value - target) >= 1


def _whole(value: Fraction, target: Fraction, operator: str) -> str:
    """Whole numbers, both cut against the promise: one apart or more, they cannot change sides."""
    if operator == "at_least":
        return f"{number(Fraction(floor(value)))} of {number(Fraction(ceil(target)))}"
    return f"{number(Fraction(ceil(value)))}, at most {number(Fraction(floor(target)))}"


def bound(target: Target) -> str:
    """The target's number: `95%`, `126`, `4 business hours`."""
    if isinstance(target.value, Duration):
        return str(target.value)
    if target.is_rate:
        return f"{number(target.value * 100, _places(target.value * 100))}%"
    return number(target.value, _places(target.value))


def cut(result: Attained, step: Fraction) -> Fraction:
    """The value as a multiple of `step`, cut towards the failing side of the target, which is such a multiple.

    An outcome's value is rounded, and may have reached a target that the exact one missed: the state knows.
    """
    value = result.value or Fraction(0)
    if result.target.operator == "at_least":
        shown = floor(value / step) * step
        return shown - step if result.state == "breached" and shown >= result.target.bound else shown
    shown = ceil(value / step) * step
    return shown + step if result.state == "breached" and shown <= result.target.bound else shown


def share(part: int, whole: int) -> str:
    """`9.6%`: a part of a whole, cut to one decimal."""
    return _percentage(Fraction(floor(Fraction(1000 * part, whole)), 10), 1)


def number(value: Fraction, places: int = 0) -> str:
    """`1,234.50`: thousands grouped, exactly `places` decimals (the value has no more)."""
    scaled = abs(value) * 10**places
    whole, part = divmod(int(scaled), 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}d}" if places else "")


def duration(seconds: Fraction, unit: Unit = Unit.HOURS) -> str:
    """`1h 17m`, `45m 10s`, `3d 4h`: whole seconds in the two units that fit a target in `unit`."""
    rest = int(seconds)
    parts: list[str] = []
    for name, size in _LARGER[unit][1]:
        count, rest = divmod(rest, size)
        if count or name == _LARGER[unit][1][-1][0] or parts:
            parts.append(f"{count:,}{name}")
    return " ".join(parts)


def _percentage(percent: Fraction, places: int) -> str:
    return f"{percent}%" if percent in (0, 100) else f"{number(percent, places)}%"


def _places(value: Fraction) -> int:
    """The decimals that `value` has, at most those of an outcome."""
    return next((places for places in range(OUTPUT_PLACES) if (value * 10**places).denominator == 1), OUTPUT_PLACES)
