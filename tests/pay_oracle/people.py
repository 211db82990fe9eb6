"""Who is in a plan on which days, since when, and what that makes of ramp and draw."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import names, rate
from tests.oracle.setting import Setting
from tests.pay_oracle.spans import DAY, Span, whole

Person = Mapping[str, Any]


def covers(row: Person, day: date) -> bool:
    """Whether a row of the roster is for the day."""
    through = row.get("through")
    return date.fromisoformat(row["from"]) <= day and (not through or day <= date.fromisoformat(through))


def selected(row: Person, selector: Mapping[str, Any]) -> bool:
    """Whether a row of the roster is one of those selected."""
    return all((row.get(key) or None) in names(value) for key, value in selector.items())


def on_roster(people: Sequence[Person], selector: Mapping[str, Any], person: str, day: date) -> bool:
    """Whether the person is on the roster, as selected, on the day."""
    return any(row["person"] == person and selected(row, selector) and covers(row, day) for row in people)


def days_of(people: Sequence[Person], selector: Mapping[str, Any], person: str, span: Span) -> list[date]:
    """The days of the span on which the person is on the roster, as selected."""
    return [day for day in span.each() if on_roster(people, selector, person, day)]


def stay_begins(people: Sequence[Person], selector: Mapping[str, Any], person: str, day: date) -> date:
    """The first day of the unbroken stay that the day belongs to."""
    rows = [row for row in people if row["person"] == person and selected(row, selector)]
    first = day
    while True:
        earlier = [row for row in rows if covers(row, first) or covers(row, first - DAY)]
        begins = min(date.fromisoformat(row["from"]) for row in earlier)
        if begins >= first:
            return first
        first = begins


def number_of(setting: Setting, per: str, period: Span, begins: date) -> int:
    """Which of a person's periods it is, from 1: one that begins late in its period goes with the next."""
    first = whole(setting, per, begins)
    day = (begins - first.first).days + 1
    late = day > 15 if per == "month" else day * 2 > first.days + 1
    number = 1 - late
    while first.first < period.first:
        first = whole(setting, per, first.after)
        number += 1
    return max(number, 1)


def _periods(
    setting: Setting, plan: Mapping[str, Any], per: str, people: Sequence[Person], person: str, days: Sequence[date]
) -> list[tuple[Span, int, int]]:
    """The periods of each stay: which, which of the stay's periods it is, and how many of the days it has."""
    found: dict[tuple[Span, date], int] = {}
    begins = days[0]
    for place, day in enumerate(days):
        if place == 0 or day - days[place - 1] > DAY:
            begins = stay_begins(people, plan["people"], person, day)
        key = whole(setting, per, day), begins
        found[key] = found.get(key, 0) + 1
    return [(period, number_of(setting, per, period, first), held) for (period, first), held in found.items()]


def ramped(
    setting: Setting, plan: Mapping[str, Any], people: Sequence[Person], person: str, days: Sequence[date]
) -> Fraction:
    """The part of the quota: the mean of the percentages of the ramp's periods in which the person has a day."""
    if "ramp" not in plan:
        return Fraction(1)
    steps = [rate(step) for step in plan["ramp"]["quota"]]
    found = [
        steps[number - 1] if number <= len(steps) else Fraction(1)
        for _, number, _ in _periods(setting, plan, plan["ramp"]["per"], people, person, days)
    ]  # fmt: skip
    return sum(found, Fraction(0)) / len(found)


def entitled(
    setting: Setting, plan: Mapping[str, Any], people: Sequence[Person], person: str, days: Sequence[date]
) -> Fraction:
    """What the draw promises for the days."""
    draw = plan["draw"]
    found = Fraction(0)
    for period, number, held in _periods(setting, plan, draw["per"], people, person, days):
        if "periods" not in draw or number <= int(draw["periods"]):
            found += rate(draw["amount"]) * held / period.days
    return found
