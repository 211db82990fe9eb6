"""Settlements: the periods that each pay plan is settled in, and what is looked up for each.

Whoever gathers facts and whoever reckons with them take the periods from here, so that both have the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from slakit.commitments.periods import periods, whole_period
from slakit.model import Agreement, Goal, PayPlan, Pool, Ratio, Share, Term

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """A version, its place in the order of terms, and the local dates that it governs (`after` None: without end)."""

    number: int
    agreement: Agreement
    term: Term
    first: date
    after: date | None

    def governs(self, day: date) -> bool:
        """Whether the version is in force on the local date."""
        return self.first <= day and (self.after is None or day < self.after)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A reading that a settlement looks up: `of` and the local dates are those of the `Reading`, `after` excluded.

    `commitment`: a gate, modifier or kicker asks for it, each person's own where it is measured so, and the party's.
    `measure`: the share or ratio of a component, each person's own. `goal`: everybody's together, over the part of
    the goal's time that lies in the settlement (or all of it, for a pool).
    """

    kind: Literal["commitment", "measure", "goal"]
    of: str
    first: date
    after: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """A plan's period, cut to the days that its version governs: local dates `first` … before `after`.

    `whole_first` and `whole_days` are of the uncut period. `readings` are what it looks up, each once.
    """

    version: int
    plan: PayPlan
    first: date
    after: date
    whole_first: date
    whole_days: int
    readings: tuple[Asked, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolTime:
    """A pool with the time of its goal, which no version cuts: local dates `first` … before `after`."""

    version: int
    pool: Pool
    goal: Goal
    first: date
    after: date
    reading: Asked


def in_force(versions: Sequence[Agreement]) -> tuple[InForce, ...]:
    """When each version is in force: to its `through` or the day before the next begins, whichever is earlier.

    `versions` are in the order of their terms; raises `ValueError` for one without a term.
    """
    found: list[InForce] = []
    for number, agreement in enumerate(versions):
        term = agreement.term
        if term is None:
            raise ValueError(f"version {agreement.version} of '{agreement.id}' has no term")
        after = None if term.through is None else term.through + DAY
        following = versions[number + 1].term if number + 1 < len(versions) else None
        if following is not None and (after is None or following.from_ < after):
            after = following.from_
        found.append(InForce(number=number, agreement=agreement, term=term, first=term.from_, after=after))
    return tuple(found)


def settlements(versions: Sequence[Agreement], until: date) -> tuple[Settlement, ...]:
    """Every settlement of every plan that begins on or before `until`: by first date, version, and plan as declared."""
    found = [one for version in in_force(versions) for one in _settlements(version, until)]
    return tuple(sorted(found, key=lambda one: (one.first, one.version)))


def pool_times(versions: Sequence[Agreement]) -> tuple[PoolTime, ...]:
    """Every pool of every version with its goal's time; not where the goal's `from` lies in no day of the version."""
    found: list[PoolTime] = []
    for version in in_force(versions):
        compensation = version.agreement.compensation
        for pool in () if compensation is None else compensation.pools.values():
            goal = version.agreement.goals[pool.goal]
            if version.governs(goal.from_):
                first, after = goal.from_, goal.due + DAY
                asked = Asked(kind="goal", of=goal.id, first=first, after=after)
                one = PoolTime(version=version.number, pool=pool, goal=goal, first=first, after=after, reading=asked)
                found.append(one)
    return tuple(found)


def common_days(goal: Goal, first: date, after: date) -> tuple[date, date] | None:
    """The part of the goal's time that lies in `first` … before `after`; None without a common day."""
    first, after = max(goal.from_, first), min(goal.due + DAY, after)
    return (first, after) if first < after else None


def _settlements(version: InForce, until: date) -> Iterator[Settlement]:
    compensation = version.agreement.compensation
    last = None if version.after is None else version.after - DAY
    for plan in () if compensation is None else compensation.plans.values():
        for period in periods(version.term, plan.per, through=last, until=until):
            whole_first, _ = whole_period(version.term, plan.per, period.first)
            yield Settlement(
                version=version.number,
                plan=plan,
                first=period.first,
                after=period.after,
                whole_first=whole_first,
                whole_days=period.whole_days,
                readings=tuple(dict.fromkeys(_readings(version.agreement, plan, period.first, period.after))),
            )


def _readings(agreement: Agreement, plan: PayPlan, first: date, after: date) -> Iterator[Asked]:
    for component in plan.components.values():
        if component.goal is not None:
            common = common_days(agreement.goals[component.goal], first, after)
            if common is not None:
                yield Asked(kind="goal", of=component.goal, first=common[0], after=common[1])
        elif isinstance(agreement.measures.get(component.measure or ""), Share | Ratio):
            yield Asked(kind="measure", of=f"{plan.id}.{component.id}", first=first, after=after)
    bounds = [gate.unless for gate in plan.gates]
    bounds += [modifier.if_ for modifier in plan.modifiers]
    bounds += [kicker.if_ for kicker in plan.kickers.values()]
    for of in (name for one in bounds for name in one):
        kind: Literal["commitment", "goal"] = "goal" if of in agreement.goals else "commitment"
        yield Asked(kind=kind, of=of, first=first, after=after)
