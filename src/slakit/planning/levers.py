"""One thing changed so far that it suffices: exactly, as the nearest number that people write, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from slakit.planning.ground import Ground
from slakit.planning.planned import Lever, Promised, Workload
from slakit.planning.unit import Unit
from slakit.reasoning.back_solved import floors
from slakit.wording.numbers import grouped, rate
from slakit.wording.phrases import quoted

_HUNDREDTH = Fraction(1, 100)
_BASIS_POINT = Fraction(1, 10_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class Levers:
    """The levers of one plan. Each takes where it just suffices, and rounds to the side on which it does."""

    ground: Ground
    workload: Workload | None = None

    def quota(self, promised: Promised, exact: Fraction, *, most: bool = False) -> Lever:
        """The number that a quota promises, which leads make a whole one."""
        rounded = Fraction(floor(exact) if most else ceil(exact))
        side = "at most" if most else "at least"
        people = " for each person" if promised.counts_people else ""
        return Lever(
            key="quota",
            of=promised.quota,
            operator="at_most" if most else "at_least",
            exact=exact,
            rounded=rounded,
            unit=Unit.LEADS,
            text=f"{quoted(promised.title)} of {side} {grouped(rounded)} a {promised.per.value}{people}"
            f"{'' if most else self._beyond_time(promised, rounded)}",
        )

    def _beyond_time(self, promised: Promised, target: Fraction) -> str:
        """What goes with a promise of leads to work on, where there is time for fewer."""
        found = self.workload
        if found is None or found.most_leads is None or promised.people is None or promised.spans is None:
            return ""
        worked = floors(self.ground.agreement, next(iter(self.ground.plan.rates)))
        volume = ceil(target * promised.people * promised.spans)
        if volume <= found.most_leads or promised.quota not in {quota.id for quota in worked}:
            return ""
        return f", which takes time for {volume:,} leads, and there is time for {found.most_leads:,}"

    def leads(self, stage: str, exact: Fraction) -> Lever:
        """The leads of a stage in the goal's time, where no quota promises them."""
        rounded = Fraction(ceil(exact))
        text = f"at least {grouped(rounded)} leads in {quoted(self.ground.title(stage))} in the goal's time"
        return Lever(
            key="leads", of=stage, operator="at_least", exact=exact, rounded=rounded, unit=Unit.LEADS, text=text
        )

    def quota_rate(self, quota: str, exact: Fraction) -> Lever:
        """The share that a quota promises."""
        rounded = _up(exact, _BASIS_POINT)
        text = f"{quoted(self.ground.title(quota))} of at least {rate(rounded)}"
        return Lever(
            key="quota", of=quota, operator="at_least", exact=exact, rounded=rounded, unit=Unit.RATE, text=text
        )

    def people(self, exact: Fraction) -> Lever:
        """How many people work on leads."""
        rounded = Fraction(ceil(exact))
        text = f"at least {grouped(rounded)} people"
        return Lever(
            key="people", of="", operator="at_least", exact=exact, rounded=rounded, unit=Unit.PEOPLE, text=text
        )

    def hours(self, exact: Fraction, *, most: bool, people: int | None = None) -> Lever:
        """The hours that each has for attempts; with so many `people`, where it takes more of them as well."""
        capacity = self.ground.plan.capacity
        per = f" a {capacity.per.value}" if capacity is not None else ""
        rounded = _down(exact, _HUNDREDTH) if most else _up(exact, _HUNDREDTH)
        also = f", and at least {grouped(Fraction(people))} people" if people is not None else ""
        return Lever(
            key="hours",
            of="",
            operator="at_most" if most else "at_least",
            exact=exact,
            rounded=rounded,
            unit=Unit.HOURS,
            text=f"{'at most' if most else 'at least'} {grouped(rounded)} hours{per} for each person{also}",
        )

    def minutes(self, exact: Fraction) -> Iterator[Lever]:
        """The minutes that an attempt takes, unless that is no time at all."""
        rounded = _down(exact, _HUNDREDTH)
        text = f"at most {grouped(rounded)} minutes for an attempt"
        if rounded:
            yield Lever(
                key="minutes", of="", operator="at_most", exact=exact, rounded=rounded, unit=Unit.MINUTES, text=text
            )

    def attempts(self, cadence: str, exact: Fraction) -> Lever:
        """The attempts that a cadence promises for each lead."""
        text = f"{quoted(self.ground.title(cadence))} of at most {grouped(exact)} attempt{'' if exact == 1 else 's'}"
        return Lever(
            key="attempts", of=cadence, operator="at_most", exact=exact, rounded=exact, unit=Unit.ATTEMPTS, text=text
        )

    def rate(self, stage: str, exact: Fraction) -> Lever:
        """The part of leads that reaches a stage from the one before."""
        rounded = _up(exact, _BASIS_POINT)
        text = f"at least {rate(rounded)} reaching {quoted(self.ground.title(stage))}"
        return Lever(key="rate", of=stage, operator="at_least", exact=exact, rounded=rounded, unit=Unit.RATE, text=text)

    def rates_after(self, stage: str, by: Fraction, *, but: str = "") -> Iterator[Lever]:
        """Each rate after `stage` (empty: every one) `by` times as high, where that is possible at all."""
        stages = list(self.ground.plan.rates)
        for name in stages[stages.index(stage) + 1 if stage else 0 :]:
            exact = self.ground.plan.rates[name] * by
            if exact <= 1 and name != but:
                yield self.rate(name, exact)

    def deal(self, by: Fraction) -> Iterator[Lever]:
        """What a deal is worth on average, `by` times as much; a goal that counts deals has no say in that."""
        if not self.ground.has_deals:
            return
        exact = self.ground.plan.average_deal * by
        rounded = _up(exact, self.ground.smallest)
        text = f"an average deal of at least {self.ground.amount(rounded)}"
        yield Lever(
            key="average_deal", of="", operator="at_least", exact=exact, rounded=rounded, unit=Unit.AMOUNT, text=text
        )

    def share(self, by: Fraction) -> Iterator[Lever]:
        """The part of the goal that is asked of these leads, `by` times as much, unless that is none."""
        exact = self.ground.plan.share * by
        rounded = _down(exact, _BASIS_POINT)
        text = f"at most {rate(rounded)} of the goal from these leads"
        if rounded:
            yield Lever(key="share", of="", operator="at_most", exact=exact, rounded=rounded, unit=Unit.RATE, text=text)


def _up(number: Fraction, step: Fraction) -> Fraction:
    return ceil(number / step) * step


def _down(number: Fraction, step: Fraction) -> Fraction:
    return floor(number / step) * step
