"""Earnings: which rows of which event earn whom something, by plan and by pool, before anything is looked up.

The parts of a plan that are paid for rows of one event are asked for together: its rows are looked at once, and who
is credited is the same for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from slakit.model import (
    Agreement,
    Clawback,
    Condition,
    Count,
    Credit,
    Leads,
    PayPlan,
    People,
    Release,
    Spif,
    Sum,
)
from slakit.pay.settlements import PoolTime, Settlement, pool_times, settlements

Additive = Count | Leads | Sum
"""The measures to which each credited row adds something."""

Spans = tuple[tuple[date, date], ...]
"""Local dates, of each span the first and the one after it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What a row counts for: a component or pool with its measure, or a SPIF; `id` is empty for a pool.

    `own` is the field whose value of the row a SPIF pays on. A SPIF runs on the local dates `first` … `last`.
    """

    id: str
    measure: Additive | None = None
    when: Condition | None = None
    own: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def own_fields(self) -> tuple[str, ...]:
        """The fields whose values of the row itself are looked at."""
        if isinstance(self.measure, Sum) and self.measure.table is None:
            return (self.measure.field,)
        return () if self.own is None else (self.own,)

    @property
    def state_fields(self) -> tuple[str, ...]:
        """The fields that are looked up in the lead's state, conditions aside."""
        return (self.measure.field,) if isinstance(self.measure, Sum) and self.measure.table is not None else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Earning:
    """Rows of `event` and the parts of one plan or pool that they count for, in the local dates of `spans`.

    `spans` (first date, date after) are the plan's settlements, of a pool the goal's time. `people` are the plan's,
    `parties` a pool's. `cuts` tells that only rows in the version's own term count. `release` is there where what is
    earned waits for cash.
    """

    version: int
    plan: str
    event: str
    credit: Credit
    parts: tuple[Part, ...]
    spans: Spans
    people: People | None = None
    parties: tuple[str, ...] = ()
    cuts: bool = True
    clawback: Clawback | None = None
    release: Release | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is about the whole of a row, so that nobody's being credited with one is worth telling."""
        return self.people is not None and not self.credit.overlay

    @property
    def deal(self) -> str | None:
        """The field that says what a row is worth as a deal."""
        return None if self.release is None else self.release.of

    @property
    def own_fields(self) -> tuple[str, ...]:
        """The fields whose values of the row itself are looked at."""
        names = [to.share_field for to in self.credit.to if to.share_field is not None]
        names += [self.deal] if self.deal is not None else []
        return tuple(dict.fromkeys([*names, *(name for part in self.parts for name in part.own_fields)]))


def earnings(versions: Sequence[Agreement], until: date) -> tuple[Earning, ...]:
    """Every earning of every version, the settlements of which begin on or before `until`."""
    spans: dict[tuple[int, str], list[Settlement]] = {}
    for settlement in settlements(versions, until):
        spans.setdefault((settlement.version, settlement.plan.id), []).append(settlement)
    found = [one for those in spans.values() for one in _of_plan(versions, those)]
    found += [one for time in pool_times(versions) for one in _of_pool(versions, time)]
    return tuple(sorted(found, key=lambda one: one.version))


def _of_plan(versions: Sequence[Agreement], periods: Sequence[Settlement]) -> Iterator[Earning]:
    """An earning for each event by which somebody of the plan earns something."""
    version, plan = periods[0].version, periods[0].plan
    if plan.credit is None:
        return
    parts: dict[str, list[Part]] = {plan.credit.event: list(_components(versions[version], plan))}
    for spif in plan.spifs.values():
        parts.setdefault(spif.event, []).append(_spif(spif))
    for event, those in parts.items():
        if those:
            yield Earning(
                version=version,
                plan=plan.id,
                event=event,
                credit=plan.credit,
                parts=tuple(those),
                spans=tuple((period.first, period.after) for period in periods),
                people=plan.people,
                clawback=plan.clawback,
                release=plan.release if event == plan.credit.event else None,
            )


def _components(agreement: Agreement, plan: PayPlan) -> Iterator[Part]:
    for component in plan.components.values():
        measure = agreement.measures.get(component.measure or "")
        if isinstance(measure, Additive):
            yield Part(id=component.id, measure=measure, when=measure.when)


def _spif(spif: Spif) -> Part:
    own = None if spif.rate is None else spif.of
    return Part(id=spif.id, when=spif.when, own=own, first=spif.from_, last=spif.through)


def _of_pool(versions: Sequence[Agreement], time: PoolTime) -> Iterator[Earning]:
    pool = time.pool
    measure = versions[time.version].measures.get(pool.measure or "")
    if pool.split == "contribution" and pool.credit is not None and isinstance(measure, Additive):
        yield Earning(
            version=time.version,
            plan=pool.id,
            event=pool.credit.event,
            credit=pool.credit,
            parts=(Part(id="", measure=measure, when=measure.when),),
            spans=((time.first, time.after),),
            parties=tuple(pool.share),
            cuts=False,
        )
