"""What does not suffice, and what would: each lever solved exactly, alone, everything else staying as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from slakit.planning.ground import Ground
from slakit.planning.levers import Levers
from slakit.planning.planned import Lever, Promised, RateLine, Shortfall, StageNeed, Workload
from slakit.planning.rates_falling_short import RateShortfalls
from slakit.planning.shown import Deals
from slakit.planning.unit import Unit
from slakit.wording.numbers import grouped
from slakit.wording.phrases import quoted

_PLACES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfalls:
    """Looks at a plan's needs, work, rates and deals for what does not suffice."""

    ground: Ground
    needs: Sequence[StageNeed]
    workload: Workload | None
    rates: Sequence[RateLine]
    deals: Deals | None = None

    def found(self) -> tuple[Shortfall, ...]:
        """Everything, in the order of the plan: promises, time, then what history does not bear out."""
        rates = RateShortfalls(levers=self._levers, needs=self.needs, rates=self.rates, deals=self.deals)
        return (*self._promises(), *rates.promised(), *self._times(), *self._capacity(), *rates.of_history())

    @property
    def _levers(self) -> Levers:
        return Levers(ground=self.ground, workload=self.workload)

    # --- promises -----------------------------------------------------------------------------

    def _promises(self) -> Iterator[Shortfall]:
        for need in self.needs:
            most = need.most
            if most is None or most.in_all is None or most.in_all >= need.leads:
                continue
            yield Shortfall(
                kind="quota",
                of=most.quota,
                needed=need.leads,
                has=most.in_all,
                unit=Unit.LEADS,
                text=f"{quoted(most.title)} promises {_few(most.in_all)} {need.leads_title} in the goal's"
                f" time, and the goal takes {_few(need.leads)}: {_few(need.leads - most.in_all)} too few",
                span=most.span,
                levers=tuple(self._of_promise(need, most, most.in_all)),
            )

    def _of_promise(self, need: StageNeed, most: Promised, in_all: Fraction) -> Iterator[Lever]:
        levers = self._levers
        if most.people and most.spans:
            yield levers.quota(most, need.leads / (most.people * most.spans))
        if in_all:
            by = need.leads / in_all
            if most.spans and most.counts_people:
                each = need.leads / most.spans
                yield levers.people((each if most.target.denominator == 1 else ceil(each)) / most.target)
            yield from levers.rates_after(need.stage, by)
            yield from levers.deal(by)
            yield from levers.share(1 / by)

    # --- time ---------------------------------------------------------------------------------

    def _times(self) -> Iterator[Shortfall]:
        """More hours a person than the calendar is open."""
        found = self.workload
        if found is None or found.claimed is None or found.claimed <= found.open_hours:
            return
        levers = self._levers
        days = self.ground.open_seconds(found.calendar)[1]
        working = f"{days} working day{'' if days == 1 else 's'}"
        people = None
        if found.work is not None and found.people is not None and found.open_hours:
            enough = found.work / 60 / found.open_hours
            people = ceil(enough) if enough > found.people else None
        each = []
        if found.periods and found.open_hours:
            each = [levers.hours(found.open_hours / found.periods, most=True, people=people)]
        yield Shortfall(
            kind="time",
            of=found.calendar,
            needed=found.claimed,
            has=found.open_hours,
            unit=Unit.HOURS,
            text=f"The plan counts {_few(found.claimed)} hours a person in the goal's time, and its {working} have"
            f" {_few(found.open_hours)}",
            span=found.span,
            levers=tuple(each),
        )

    def _capacity(self) -> Iterator[Shortfall]:
        """Too little time for the leads of the plan, and for those of the largest quota, where it promises more."""
        found = self.workload
        if found is None or found.available is None or found.attempts is None:
            return
        volumes = [(found.leads, "the plan", "")]
        worked = next(need for need in self.needs if need.stage)
        promised = [(one.in_all, quoted(one.title), one.quota) for one in worked.promised if one.in_all is not None]
        largest = max(promised, key=lambda volume: volume[0], default=volumes[0])
        if ceil(largest[0]) > ceil(found.leads):
            volumes.append(largest)
        each = found.attempts * found.minutes_per_attempt
        for leads, whose, quota in volumes:
            work = ceil(leads) * each
            if work <= found.available:
                continue
            yield Shortfall(
                kind="capacity",
                of=quota,
                needed=work / 60,
                has=found.available / 60,
                unit=Unit.HOURS,
                text=f"The {_few(Fraction(ceil(leads)))} leads of {whose} take {_few(work / 60)} hours of attempts, and"
                f" there are {_few(found.available / 60)}: {_few((work - found.available) / 60)} too few",
                span=found.span,
                levers=tuple(self._of_capacity(found, leads, quota)),
            )

    def _of_capacity(self, found: Workload, leads: Fraction, quota: str) -> Iterator[Lever]:
        levers, there = self._levers, found.available or Fraction()
        attempts = found.attempts or 0
        work = ceil(leads) * attempts * found.minutes_per_attempt
        one = next((one for need in self.needs for one in need.promised if quota and one.quota == quota), None)
        if there and found.people is not None:
            if one is None or not one.counts_people:  # else more people promise more leads
                yield levers.people(found.people * work / there)
            yield from self._hours(found, found.hours * work / there)
            yield from levers.minutes(there / (ceil(leads) * attempts))
            most = there // (ceil(leads) * found.minutes_per_attempt)
            others = [each for each in self.ground.agreement.cadences.values() if each.id != found.cadence]
            if most and all(each.attempts_at_least <= most for each in others):
                yield levers.attempts(found.cadence, Fraction(most))
        if not (fits := found.most_leads):
            return
        if one is not None:
            lever = levers.quota(one, one.target * fits / leads, most=True)
            if lever.rounded * leads >= one.target * found.leads:
                yield lever
            return
        by = leads / fits
        yield from levers.rates_after(next(iter(self.ground.plan.rates)), by)
        yield from levers.deal(by)
        yield from levers.share(1 / by)

    def _hours(self, found: Workload, exact: Fraction) -> Iterator[Lever]:
        """More hours for each, as long as the calendar is open for so many."""
        lever = self._levers.hours(exact, most=False)
        if found.periods is not None and lever.rounded * found.periods <= found.open_hours:
            yield lever


def _few(number: Fraction) -> str:
    return grouped(number, _PLACES)
