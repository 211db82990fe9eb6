"""What period commitments share: the bound, its text, and for whom it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.conditions import Value
from tests.oracle.measures import DURATIONS, Item
from tests.oracle.periods import Period
from tests.oracle.quantities import duration, plain, rate
from tests.oracle.roster import days_on, selected
from tests.oracle.setting import Setting
from tests.oracle.zone import written


@dataclass(frozen=True, kw_only=True)
class Bound:
    """`least`: the value must reach `amount`, else it must not exceed it."""

    least: bool
    amount: Fraction

    @classmethod
    def of(cls, declared: Mapping[str, Any], kind: str) -> "Bound":
        """The bound of a quota, an objective or a goal."""
        least = "at_most" not in declared
        text = declared.get("target", declared.get("at_least")) if least else declared["at_most"]
        if kind in DURATIONS:
            return cls(least=least, amount=Fraction(duration(text).seconds))
        return cls(least=least, amount=rate(text))

    def met_by(self, value: Fraction, endless: bool = False) -> bool:
        """Whether the value keeps the bound."""
        if endless:
            return self.least
        return value >= self.amount if self.least else value <= self.amount


def divided(
    setting: Setting, for_each: Any, counted: Sequence[Item], period: Period
) -> list[tuple[str | None, Fraction, list[Item]]]:
    """For whom, with which part of the target, and what is counted of it."""
    if for_each is None:
        return [(None, Fraction(1), list(counted))]
    if isinstance(for_each, str):
        values = {item.state[for_each] for item in counted if item.state.get(for_each) is not None}
        return [
            (_written(value), Fraction(1), [item for item in counted if item.state.get(for_each) == value])
            for value in values
        ]
    selector = for_each["people"]
    found: list[tuple[str | None, Fraction, list[Item]]] = []
    for person in selected(setting.people, selector):
        days = days_on(setting.people, selector, person, period.start, period.end)
        if days:
            theirs = [item for item in counted if item.owner == person]
            found.append((person, Fraction(days, period.days), theirs))
    return found


def _written(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return plain(value)
        case int():
            return written(value)
        case _:
            return str(value)


def target_text(declared: Mapping[str, Any], kind: str, bound: Bound) -> str:
    """The target as text, after proration."""
    sign = ">=" if bound.least else "<="
    if kind in DURATIONS:
        asked = declared.get("target", declared.get("at_least")) if bound.least else declared["at_most"]
        return f"{sign} {duration(asked).text}"
    if kind == "share":
        return f"{sign} {plain(bound.amount * 100)}%"
    return f"{sign} {plain(bound.amount)}"
