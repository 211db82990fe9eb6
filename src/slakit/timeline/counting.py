"""What a timeline asks of the engine about promises over a period: which rows of a lead each measure looks at.

As with clocks, the questions are relations of the same plan, made of the same rows and conditions as the measures.
"""

# ruff: noqa: S608 - names are the agreement's ids, literals go through the dialect

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from slakit.commitments.measures.seen import Lens
from slakit.commitments.periods import Period, periods
from slakit.connection import Connection
from slakit.model import (
    Agreement,
    Condition,
    Count,
    Goal,
    Leads,
    Measure,
    Objective,
    People,
    Quota,
    Ratio,
    ResponseTime,
    Share,
    Sum,
)
from slakit.sql.compilation import Compilation, Judge, Shared
from slakit.timeline.probe import Held, Questions, Row, held, tested
from slakit.usage import clocks, measured

Leaf = Count | Leads | Sum | Share | ResponseTime
"""A measure that looks at rows itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A measure that looks at rows, as a promise sees it: with every condition on its rows, and its side of a ratio."""

    measure: Leaf
    whens: tuple[Condition, ...]
    of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A period as local dates `first` … before `after`, with the people on the roster in it where it is for each."""

    first: date
    after: date
    people: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """A row that a measure looks at: the conditions in turn, whose it is (`for_each`), and its share of a sum."""

    at: int
    scope: Held
    when: Held
    values: dict[str, str | None]
    dimension: str | None
    amount: Fraction


@dataclass(kw_only=True)
class Counting:
    """Asks for its relations when an evaluation is compiled (`ask`) and reads them afterwards, lead by lead."""

    stretches: dict[tuple[int, str], tuple[Stretch, ...]] = field(default_factory=dict)
    """The periods of each promise that have begun, by version and id."""
    _questions: Questions = field(default_factory=Questions)

    def ask(self, shared: Shared) -> None:
        """Add the relations of every quota and goal of every version."""
        for compilation in shared.versions:
            agreement = compilation.agreement
            for promise in measured(agreement):
                self.stretches[compilation.number, promise.id] = _stretches(compilation, promise)
                for number, side in enumerate(sides(agreement, agreement.measures[promise.measure])):
                    for role, sql in _asked(compilation, promise, side):
                        self._questions.add(compilation, _named(promise.id, number, role), sql)
            for id_, objective in objectives(agreement):
                self.stretches[compilation.number, id_] = _stretches(compilation, objective)

    def rows(
        self, connection: Connection, version: int, agreement: Agreement, place: tuple[str, int, str], lead_id: str
    ) -> tuple[Looked, ...]:
        """The rows of a lead in order, for a promise's id, the number of its side, and a role: `row`, `share`, `of`."""
        promise = next(each for each in measured(agreement) if each.id == place[0])
        side = tuple(sides(agreement, agreement.measures[promise.measure]))[place[1]]
        found = self._questions.read(connection, version, _named(*place), "ts", lead_id)
        return tuple(_looked(row, agreement.scope, side.whens) for row in found)


def sides(agreement: Agreement, measure: Measure, whens: tuple[Condition, ...] = (), of: str = "") -> Iterator[Side]:
    """The measure, or those that a ratio is made of."""
    if measure.when is not None:
        whens = (*whens, measure.when)
    if isinstance(measure, Ratio):
        yield from sides(agreement, agreement.measures[measure.ratio], whens, measure.ratio)
        yield from sides(agreement, agreement.measures[measure.of], whens, measure.of)
    else:
        yield Side(measure=measure, whens=whens, of=of)


def objectives(agreement: Agreement) -> Iterator[tuple[str, Objective]]:
    """The objectives by id (`first_attempt.objective`), those of stages first."""
    for stage in agreement.stages.values():
        for part, objective in stage.objectives.items():
            yield f"{stage.id}.{part}.objective", objective
    for clock in clocks(agreement):
        if clock.objective is not None:
            yield f"{clock.id}.objective", clock.objective


def _named(promise: str, side: int, role: str) -> str:
    return f"counted__{promise}__{side}_{role}"


def _stretches(compilation: Compilation, promise: Quota | Goal | Objective) -> tuple[Stretch, ...]:
    term = compilation.agreement.term
    if term is None:
        return ()
    if isinstance(promise, Goal):
        begins = term.from_ <= promise.from_ and (compilation.through is None or promise.from_ <= compilation.through)
        return (Stretch(first=promise.from_, after=promise.due + timedelta(days=1)),) if begins else ()
    spans = periods(term, promise.per, through=compilation.through, until=compilation.latest_date())
    return tuple(_stretch(compilation, span, promise.for_each) for span in spans)


def _stretch(compilation: Compilation, span: Period, each: People | str | None) -> Stretch:
    people = None
    if isinstance(each, People):
        people = frozenset(compilation.person_days(each, span.first, span.after))
    return Stretch(first=span.first, after=span.after, people=people)


def _asked(compilation: Compilation, promise: Quota | Goal, side: Side) -> Iterator[tuple[str, str]]:
    """For each role of rows, SELECT text (lead, ts, dimension, amount, conditions and state)."""
    match side.measure:
        case Count() | Leads():
            yield "row", _rows(compilation, promise, side.measure.events, side.whens)
        case Sum():
            yield "row", _rows(compilation, promise, side.measure.of, side.whens, side.measure)
        case Share():
            yield "of", _rows(compilation, promise, side.measure.of, side.whens)
            yield "share", _rows(compilation, promise, side.measure.share, side.whens)
        case ResponseTime():
            starts = compilation.agreement.responses[side.measure.response].starts
            yield "row", _rows(compilation, promise, starts, side.whens)


def _rows(
    compilation: Compilation,
    promise: Quota | Goal,
    events: Sequence[str],
    whens: Sequence[Condition],
    summed: Sum | None = None,
) -> str:
    each = promise.for_each if isinstance(promise, Quota) else None
    lens = Lens(compilation=compilation, commitment=promise.id, prefix="", for_each=each)
    conditions: dict[str, Condition | None] = {"s": compilation.agreement.scope}
    conditions |= {f"w{number}": when for number, when in enumerate(whens)}
    needed = [lens.dimension_field] if lens.dimension_field else []
    own: list[str] = []
    if summed is not None:
        (needed if summed.table is not None else own).append(summed.field)
    judge = compilation.judge(events, *conditions.values(), values=needed)
    dimension = lens.text(judge.value(lens.dimension_field)) if lens.dimension_field else "NULL"
    amount = _amount(compilation, judge, summed)
    columns = f"{dimension} AS dimension, CAST({amount} AS VARCHAR) AS amount{tested(judge, conditions)}"
    return f"""SELECT r.lead, r.ts, {columns}
FROM ({compilation.rows(events, own)}) AS r{judge.join()}"""


def _amount(compilation: Compilation, judge: Judge, summed: Sum | None) -> str:
    if summed is None:
        return "1"
    if summed.table is None:
        return f"coalesce(r.v_{summed.field}, 0)"
    dialect = compilation.dialect
    cases = " ".join(
        f"WHEN {judge.value(summed.field)} = {dialect.literal(value)} THEN {dialect.literal(worth)}"
        for value, worth in summed.table.items()
    )
    return f"coalesce(CASE {cases} END, 0)"


def _looked(row: Row, scope: Condition | None, whens: Sequence[Condition]) -> Looked:
    parts = tuple(part for number, when in enumerate(whens) for part in held(row, f"w{number}", when).parts)
    dimension = row["dimension"]
    return Looked(
        at=int(str(row["ts"])),
        scope=held(row, "s", scope),
        when=Held(parts=parts),
        values={name[2:]: None if row[name] is None else str(row[name]) for name in row if name.startswith("v_")},
        dimension=None if dimension is None else str(dimension),
        amount=Fraction(str(row["amount"])),
    )
