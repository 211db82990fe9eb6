"""What a plan stands on: the agreement, its goal and term, who is on the roster, and open time in the goal's time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from slakit.calendars import BusinessTime
from slakit.language.currencies import minor_unit
from slakit.model import ALWAYS, Agreement, Capacity, Count, Goal, People, Plan, Sum, Term
from slakit.planning.planned import Aim
from slakit.reasoning.back_solved import busiest
from slakit.wording.measures import measure_words
from slakit.wording.numbers import grouped, money
from slakit.wording.phrases import capitalised, named, readable
from slakit.wording.speech import Speech

RosterDays = Callable[[People, date, date], dict[str, int]]
"""Days on the roster per person selected, from a date to before another."""

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """An agreement with a term, a plan and its goal, and all its versions in order.

    `roster_days` is None without a roster.
    """

    agreement: Agreement
    term: Term
    plan: Plan
    goal: Goal
    speech: Speech
    roster_days: RosterDays | None = None
    versions: Sequence[Agreement] = ()

    @property
    def days(self) -> int:
        """The dates of the goal's time."""
        return (self.goal.due - self.goal.from_).days + 1

    def headcount(self, people: People) -> Fraction | None:
        """How many of the people selected are on the roster, on average over the goal's time."""
        if self.roster_days is None:
            return None
        days = self.roster_days(people, self.goal.from_, self.goal.due + DAY)
        return Fraction(sum(days.values()), self.days)

    def counted(self, capacity: Capacity) -> Fraction | None:
        """The people that the plan counts, else those on the roster; nobody on it is no answer."""
        if capacity.count is not None or capacity.people is None:
            return capacity.count
        return self.headcount(capacity.people) or None

    def attempts_calendar(self) -> str:
        """The calendar in which attempts are made: the cadence's, else the goal's."""
        cadence = busiest(self.agreement)
        return self.goal.calendar if cadence is None else cadence.calendar

    def open_time(self, calendar: str) -> BusinessTime:
        """A calendar over the goal's time in the term's zone, with room at both ends."""
        declared = None if calendar == ALWAYS else self.agreement.calendars[calendar]
        first, last = self.goal.from_ - 3 * DAY, self.goal.due + 3 * DAY
        return BusinessTime.over(declared, timezone=self.term.timezone, first=first, last=last)

    def open_seconds(self, calendar: str) -> tuple[int, int]:
        """Open seconds of the goal's time, and how many of its dates have some."""
        time, local = self.open_time(calendar), self.open_time(ALWAYS)
        seconds: dict[int, int] = {}
        first, last = self.goal.from_.toordinal(), self.goal.due.toordinal()
        for start, end, day in local.intervals:
            if first <= day <= last:
                start, end = max(start, time.starts_at), min(end, time.ends_at)
                seconds[day] = seconds.get(day, 0) + time.open_seconds(start, end)
        return sum(seconds.values()), sum(1 for found in seconds.values() if found)

    def aim(self) -> Aim:
        """The goal as formats show it."""
        goal, baseline = self.goal, self.goal.baseline
        return Aim(
            id=goal.id,
            title=named(goal),
            statement=goal.statement or "",
            measured=measure_words(self.speech, goal.measure),
            target=goal.target,
            first=goal.from_,
            due=goal.due,
            open_days=self.open_seconds(goal.calendar)[1],
            currency=self.term.currency,
            is_money=self.aim_is_money,
            span=goal.span,
            baseline=None if baseline is None else baseline.value,
            baseline_source="" if baseline is None or baseline.source is None else baseline.source,
        )

    def amount(self, number: Fraction) -> str:
        """A number in the goal's unit: `USD 1,200,000`, `40`."""
        return amount(self.aim_is_money, self.term.currency, number)

    @property
    def smallest(self) -> Fraction:
        """The smallest part of the goal's unit that people write."""
        return smallest(self.aim_is_money, self.term.currency)

    @property
    def aim_is_money(self) -> bool:
        """Whether the goal is money."""
        measure = self.agreement.measures[self.goal.measure]
        return isinstance(measure, Sum) and measure.field == "amount" and measure.table is None

    @property
    def has_deals(self) -> bool:
        """Whether a deal can be worth more or less: not where the goal counts deals."""
        measure = self.agreement.measures[self.goal.measure]
        return isinstance(measure, Sum) or (isinstance(measure, Count) and self.plan.average_deal != 1)

    def title(self, identifier: str) -> str:
        """What people call a stage, quota or cadence."""
        for section in (self.agreement.stages, self.agreement.quotas, self.agreement.cadences):
            if declared := section.get(identifier):
                return named(declared)
        return capitalised(readable(identifier))


def smallest(is_money: bool, currency: str | None) -> Fraction:
    """The smallest part of a goal's unit that people read and write: that of its currency, else a hundredth."""
    return minor_unit(currency if is_money else None)


def amount(is_money: bool, currency: str | None, number: Fraction) -> str:
    """A number of a goal's unit, half-even to its smallest part: `USD 27,000`, `JPY 334`, `26.67`."""
    unit = smallest(is_money, currency)
    shown = round(number / unit) * unit
    return money(shown, currency) if is_money else grouped(shown)
