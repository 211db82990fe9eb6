"""Periods of pay: whole ones, those cut to when a version is in force, and the one that is asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.setting import Setting

DAY = timedelta(days=1)
LENGTH_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days from `first` to before `after`."""

    first: date
    after: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return max((self.after - self.first).days, 0)

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.after

    def each(self) -> Iterator[date]:
        """Its days."""
        return (self.first + number * DAY for number in range(self.days))

    def meets(self, other: "Span") -> "Span":
        """The days that both have."""
        return Span(first=max(self.first, other.first), after=min(self.after, other.after))


@dataclass(frozen=True, kw_only=True)
class Part(Span):
    """A plan's period cut to when its version is in force; `whole` is the uncut one."""

    whole: Span


def month_first(month: int) -> date:
    """The first day of a month counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)


def month_of(day: date) -> int:
    """The day's month counted from the year 0."""
    return day.year * 12 + day.month - 1


def whole(setting: Setting, per: str, day: date) -> Span:
    """The uncut period that the day lies in."""
    term = setting.agreement["term"]
    if per in LENGTH_IN_MONTHS:
        begins, length = MONTHS.index(term.get("fiscal_year_starts", "january")), LENGTH_IN_MONTHS[per]
        start = month_of(day) - (month_of(day) - begins) % length
        return Span(first=month_first(start), after=month_first(start + length))
    if per == "week":
        start_day = day - DAY * ((day.weekday() - WEEKDAYS.index(term.get("week_starts", "monday"))) % 7)
        return Span(first=start_day, after=start_day + 7 * DAY)
    if per == "day":
        return Span(first=day, after=day + DAY)
    assert setting.term_through is not None
    return Span(first=setting.term_from, after=setting.term_through + DAY)


def parts(setting: Setting, per: str, before: date) -> Iterator[Part]:
    """The version's periods, cut, that begin before a date."""
    day = setting.term_from
    while day < before and (setting.last_day is None or day <= setting.last_day):
        found = whole(setting, per, day)
        after = found.after if setting.last_day is None else min(found.after, setting.last_day + DAY)
        yield Part(first=day, after=after, whole=found)
        day = found.after


def period_share(setting: Setting, plan: Mapping[str, Any], part: Part) -> Fraction:
    """Which part of the pay, `every` so often, a whole period of the plan is."""
    per, every = plan["per"], plan["pay"]["every"]
    if per in LENGTH_IN_MONTHS and every in LENGTH_IN_MONTHS:
        return Fraction(LENGTH_IN_MONTHS[per], LENGTH_IN_MONTHS[every])
    return Fraction(part.whole.days, whole(setting, every, part.whole.first).days)


def asked_span(text: str, settings: Sequence[Setting]) -> Span:
    """What is asked for: `2027`, `2027-Q1`, `2027-01`, a date, or `term`.

    A date stands for the shortest of the periods of plans that it lies in, by the version in force on it.
    """
    begins = MONTHS.index(settings[-1].agreement["term"].get("fiscal_year_starts", "january"))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _around(date.fromisoformat(text), settings)
    if text == "term":
        last = settings[-1].last_day
        assert last is not None
        return Span(first=settings[0].term_from, after=last + DAY)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        start, length = int(found[1]) * 12 + begins + 3 * (int(found[2]) - 1), 3
    elif found := re.fullmatch(r"(\d{4})-(\d\d)", text):
        start, length = int(found[1]) * 12 + int(found[2]) - 1, 1
    else:
        start, length = int(text) * 12 + begins, 12
    return Span(first=month_first(start), after=month_first(start + length))


def _around(day: date, settings: Sequence[Setting]) -> Span:
    governing = [setting for setting in settings if setting.term_from <= day] or list(settings)
    setting = governing[-1] if settings[0].term_from <= day else governing[0]
    plans = setting.agreement.get("compensation", {}).get("plans", {}).values()
    return min((whole(setting, plan["per"], day) for plan in plans), key=lambda span: span.days)
