"""Promises in their running periods: what has come by each day, beside the straight line to the target.

The line is the one that the evaluation itself holds a period against: target × open time gone ÷ open time, in the
calendar of the promise. The rows are those that made the outcomes.
"""

# ruff: noqa: S608 - names are the agreement's ids

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from slakit.attainment.target import parse_target
from slakit.commitments.measures import SCALE, worth
from slakit.commitments.periods import Period, periods
from slakit.connection import Connection
from slakit.model import Agreement, Count, Goal, Leads, Quota, Sum
from slakit.outcomes import RELATION
from slakit.planning.shown import Day, Run
from slakit.planning.unit import Unit
from slakit.reasoning import back_solved
from slakit.sql.compilation import Compilation, Shared
from slakit.wording.phrases import named

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Running:
    """A promise in a period that the as-of lies in: `number` is the period's among those of the promise."""

    compilation: Compilation
    promise: Quota | Goal
    period: Period
    number: int
    relation: str


@dataclass(kw_only=True)
class Running:
    """Asks for its relations when an evaluation is compiled (`ask`) and reads them afterwards.

    `goal` is the plan's. `only` are the promises that are evaluated.
    """

    goal: str
    only: frozenset[str]
    _found: list[_Running] = field(default_factory=list)

    def ask(self, shared: Shared) -> None:
        """Add what came on each day for every promise of leads, and the goal, in whose period the as-of lies."""
        for compilation in shared.versions:
            for promise in promises(compilation.agreement, self.goal):
                if promise.id not in self.only:
                    continue
                for number, period in enumerate(_spans(compilation, promise)):
                    bounds = compilation.bounds(period.first, period.after)
                    if bounds is not None and bounds[0] <= shared.as_of < bounds[1]:
                        self._found.append(
                            _Running(
                                compilation=compilation,
                                promise=promise,
                                period=period,
                                number=number,
                                relation=_daily(compilation, promise),
                            )
                        )

    def runs(self, connection: Connection) -> tuple[tuple[Run, ...], tuple[str, ...]]:
        """The promises, the goal first, and what is to be said of those that have nothing to reach."""
        found, notes = [], []
        for one in sorted(self._found, key=lambda each: isinstance(each.promise, Quota)):
            run = _run(connection, one)
            if run is None:
                promise, period = one.promise, one.period
                notes.append(f"'{promise.id}' has nothing to reach from {period.first} through {period.after - DAY}")
            else:
                found.append(run)
        return tuple(found), tuple(notes)


def promises(agreement: Agreement, goal: str) -> Iterator[Quota | Goal]:
    """The goal, and the quotas that promise at least so many rows or leads."""
    if goal in agreement.goals:
        yield agreement.goals[goal]
    for quota in agreement.quotas.values():
        if isinstance(agreement.measures[quota.measure], Count | Leads) and quota.bound.operator == "at_least":
            yield quota


def counts_people(promise: Quota | Goal) -> bool:
    """Whether the promise needs a roster."""
    return isinstance(promise, Quota) and back_solved.counts_people(promise)


def _spans(compilation: Compilation, promise: Quota | Goal) -> list[Period]:
    """The periods of the promise, as its grid has them."""
    term = compilation.agreement.term
    if term is None:
        return []
    if isinstance(promise, Quota):
        return periods(term, promise.per, through=compilation.through, until=compilation.latest_date())
    begins = term.from_ <= promise.from_ and (compilation.through is None or promise.from_ <= compilation.through)
    after = promise.due + DAY
    return [Period(first=promise.from_, after=after, whole_days=(after - promise.from_).days)] if begins else []


def _daily(compilation: Compilation, promise: Quota | Goal) -> str:
    """Keep a relation (period_no, dimension, local_day, number) of the rows that the promise's measure has seen.

    A lead counts on the day of its first row in the period; sums are in billionths.
    """
    measure, dialect = compilation.agreement.measures[promise.measure], compilation.dialect
    kind = "quota" if isinstance(promise, Quota) else "goal"
    prefix = compilation.named(f"{kind}__{promise.id}")
    rows, number = f"{prefix}__observed__seen", "count(*)"
    if isinstance(measure, Leads):
        rows = f"(SELECT period_no, dimension, lead, min(ts) AS ts FROM {rows} GROUP BY period_no, dimension, lead)"
    elif isinstance(measure, Sum):
        value = f"r.o_{measure.field}" if measure.table is None else f"r.s_{measure.field}"
        number = dialect.billionths(f"sum(CAST({worth(dialect, measure, value)} AS {dialect.nine_places}))")
    return compilation.add(
        compilation.named(f"plan__daily_{kind}__{promise.id}"),
        f"""SELECT r.period_no, r.dimension, t.local_day, {number} AS number
FROM {rows} AS r{compilation.local_day_join("r.ts", "t")}
GROUP BY r.period_no, r.dimension, t.local_day""",
    )


def _run(connection: Connection, one: _Running) -> Run | None:
    """The promise as it stands; None if none of its outcomes has anything to reach."""
    promise, period, agreement = one.promise, one.period, one.compilation.agreement
    outcomes = connection.execute(
        f"""SELECT dimension, state, target FROM {RELATION}
WHERE commitment = ? AND period_start = ? AND period_end = ? AND version = ? ORDER BY ALL""",
        [promise.id, period.first.isoformat(), period.after.isoformat(), agreement.version],
    ).fetchall()
    due = [(dimension, target) for dimension, state, target in outcomes if state != "not_applicable"]
    if not due:
        return None
    targets = [parse_target(target).bound for _, target in due]
    came = _came(connection, one, {dimension for dimension, _ in due})
    measure, compilation = agreement.measures[promise.measure], one.compilation
    bounds = compilation.bounds(period.first, period.after)
    assert bounds is not None  # noqa: S101 - it was looked at when the period was found
    time = compilation.business_time(promise.calendar)
    target = promise.target if isinstance(promise, Goal) else sum(targets, Fraction())
    states = [state for _, state, _ in outcomes]
    days = tuple(_days(one, came, target))
    return Run(
        commitment=promise.id,
        kind="quota" if isinstance(promise, Quota) else "goal",
        title=named(promise),
        version=agreement.version,
        span=promise.span,
        unit=Unit.AMOUNT if isinstance(promise, Goal) else Unit.LEADS if isinstance(measure, Leads) else Unit.AMOUNT,
        first=period.first,
        after=period.after,
        target=target,
        actual=sum(came.values(), Fraction()),
        parts=len(due),
        states=tuple((state, states.count(state)) for state in dict.fromkeys(states)),
        gone=time.open_seconds(bounds[0], compilation.as_of),
        whole=time.open_seconds(*bounds),
        open_days=sum(day.open for day in days),
        days=days,
    )


def _came(connection: Connection, one: _Running, due: set[str | None]) -> dict[date, Fraction]:
    """What came on each local date, of those for whom there is something to reach."""
    rows = connection.execute(
        f"SELECT dimension, local_day, CAST(number AS VARCHAR) FROM {one.relation} WHERE period_no = {one.number}"
    ).fetchall()
    is_sum = isinstance(one.compilation.agreement.measures[one.promise.measure], Sum)
    came: dict[date, Fraction] = {}
    for dimension, local_day, number in rows:
        if dimension in due:
            day = date.fromordinal(local_day)
            came[day] = came.get(day, Fraction()) + Fraction(number) / (SCALE if is_sum else 1)
    return came


def _days(one: _Running, came: dict[date, Fraction], target: Fraction) -> Iterator[Day]:
    """Every date of the period, with its line at its end, or at the as-of on the as-of's own date."""
    compilation, period = one.compilation, one.period
    time, as_of = compilation.business_time(one.promise.calendar), compilation.as_of
    begins, ends = compilation.bounds(period.first, period.after) or (0, 0)
    whole, total, day = time.open_seconds(begins, ends), Fraction(), period.first
    while day < period.after:
        bounds = compilation.bounds(day, day + DAY)
        if bounds is not None:  # a date that the zone skipped has no instant
            total += came.get(day, Fraction())
            is_past = bounds[0] < as_of or day in came
            until = as_of if is_past and as_of < bounds[1] else bounds[1]
            yield Day(
                day=day,
                open=time.open_seconds(*bounds) > 0,
                came=came.get(day, Fraction()),
                sum=total if is_past else None,
                line=target * time.open_seconds(begins, until) / whole if whole else None,
            )
        day += DAY
