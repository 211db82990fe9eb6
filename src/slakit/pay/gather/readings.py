"""What commitments, measures and goals came to over a plan's periods: asked for with the relations of commitments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from slakit.commitments.grid import Terms, grid
from slakit.commitments.measures import observe
from slakit.commitments.measures.seen import Lens
from slakit.commitments.objective.compile import counted
from slakit.commitments.periods import Period
from slakit.commitments.quota.compile import held, without_target
from slakit.connection import Connection
from slakit.model import ALWAYS, Agreement, Bound, Measure, Objective, People, Per
from slakit.pay.facts import Reading
from slakit.pay.gather.credited import ruling_calendar
from slakit.pay.gather.naming import Names
from slakit.pay.settlements import Asked
from slakit.sql.compilation import Compilation
from slakit.usage import clocks
from slakit.whole_target import whole_target

Dates = tuple[date, date]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A relation (period_no, dimension, num, den, has_value, is_never, is_open) that answers what was asked.
    `spans` are the dates behind `period_no`; `void` tells for each of them whose the commitment is not applicable to,
    its own target there being brought to 0 (None: to anybody).
    """

    version: int
    of: str
    spans: tuple[Dates, ...]
    relation: str
    void: tuple[frozenset[str | None], ...]


def questions(compilation: Compilation, names: Names, asked: Sequence[Asked]) -> Iterator[Question]:
    """Ask for every reading once, all dates of one commitment, measure or goal together."""
    spans: dict[tuple[str, str], dict[Dates, None]] = {}
    for one in asked:
        spans.setdefault((one.kind, one.of), {})[one.first, one.after] = None
    for (kind, of), dates in sorted(spans.items()):
        those = tuple(sorted(dates))
        void = tuple(_void(compilation, of, span) for span in those)
        for relation in _relations(_Asking(compilation, names, those), kind, of):
            yield Question(version=compilation.number, of=of, spans=those, relation=relation, void=void)


def read(connection: Connection, question: Question) -> Iterator[Reading]:
    """The readings that a question came to; below the minimum sample a time that never ended is no value either."""
    for number, person, num, den, has_value, is_never, is_open in connection.execute(
        f"SELECT period_no, dimension, num, den, has_value, is_never, is_open FROM {question.relation}"
    ).fetchall():
        first, after = question.spans[number]
        yield Reading(
            version=question.version,
            of=question.of,
            first=first,
            after=after,
            person=person,
            value=Fraction(int(num), int(den)) if has_value and not is_never else None,
            is_open=bool(is_open),
            is_never=bool(has_value and is_never),
            is_void=person in question.void[number],
        )


def _void(compilation: Compilation, of: str, span: Dates) -> frozenset[str | None]:
    """Whom a promise does not apply to between two dates, its target being brought to 0; nobody for a clock."""
    agreement = compilation.agreement
    if of in agreement.quotas:
        return without_target(compilation, agreement.quotas[of], *span)
    goal = agreement.goals.get(of)
    if goal is None or not goal.target or whole_target(agreement.measures[goal.measure], goal.target):
        return frozenset()
    return frozenset({None})


@dataclass(frozen=True, slots=True)
class _Asking:
    compilation: Compilation
    names: Names
    spans: tuple[Dates, ...]

    def grid(self, for_each: People | None, calendar: str) -> str:
        """Append the grid of the spans; what its relations begin with."""
        prefix = self.names.new("reading")
        periods = [Period(first=first, after=after, whole_days=(after - first).days) for first, after in self.spans]
        bound = Bound(operator="at_least", value=Fraction(0), span=self.compilation.agreement.span)
        terms = Terms(bound=bound, calendar=calendar, scales=False, whole=False, is_rate=False, for_each=for_each)
        grid(self.compilation, prefix, periods, terms)
        return prefix

    def measured(self, of: str, measure: Measure, calendar: str, for_each: People | None, minimum: int) -> str:
        """The answers of a measure, seen as the commitment `of` sees it."""
        prefix = self.grid(for_each, calendar)
        lens = Lens(compilation=self.compilation, commitment=of, prefix=prefix, for_each=for_each)
        observation = observe(lens, measure, f"{prefix}__observed", calendar)
        source = held(self.compilation, f"{prefix}__held", f"{prefix}__grid", observation, for_each, minimum)
        return self.compilation.add(
            f"{prefix}__read",
            f"""SELECT period_no, dimension, num, den, has_value, is_never,
  NOT (is_over = 1 AND unsettled = 0) AS is_open
FROM {source}""",
        )

    def judged(self, clock: str, for_each: People | None, minimum: int) -> str:
        """The answers of a clock's objective: met ÷ (met + breached)."""
        prefix = self.grid(for_each, ALWAYS)
        bound = Bound(operator="at_least", value=Fraction(0), span=self.compilation.agreement.span)
        objective = Objective(bound=bound, per=Per.TERM, for_each=for_each, span=bound.span)
        own = " AND c.dimension = g.dimension" if for_each is not None else ""
        source = counted(self.compilation, prefix, clock, objective)
        return self.compilation.add(
            f"{prefix}__read",
            f"""SELECT period_no, dimension, met AS num, met + breached AS den, 0 AS is_never,
  met + breached > 0 AND met + breached + still_open >= {minimum} AS has_value,
  NOT (is_over = 1 AND still_open = 0) AS is_open
FROM (
  SELECT g.period_no, g.dimension, g.is_over, coalesce(c.met, 0) AS met, coalesce(c.breached, 0) AS breached,
    coalesce(c.still_open, 0) AS still_open
  FROM {prefix}__grid AS g LEFT JOIN {source} AS c ON c.period_no = g.period_no{own}
) AS h""",
        )


def _relations(asking: _Asking, kind: str, of: str) -> Iterator[str]:
    """The relations that answer for the party and, where it is measured so, for each person."""
    agreement = asking.compilation.agreement
    if kind == "goal":
        goal = agreement.goals[of]
        yield asking.measured(of, agreement.measures[goal.measure], goal.calendar, None, 0)
    elif kind == "measure":
        people, measure = _component(agreement, of)
        yield asking.measured(of, measure, ruling_calendar(agreement), people, 0)
    elif of in agreement.quotas:
        quota = agreement.quotas[of]
        measure, minimum = agreement.measures[quota.measure], quota.minimum_sample or 0
        yield asking.measured(of, measure, quota.calendar, None, minimum)
        if isinstance(quota.for_each, People):
            yield asking.measured(of, measure, quota.calendar, quota.for_each, minimum)
    else:
        objective = clock_objectives(agreement).get(of)
        minimum = (objective.minimum_sample or 0) if objective is not None else 0
        yield asking.judged(of, None, minimum)
        if objective is not None and objective.for_each is not None:
            yield asking.judged(of, objective.for_each, minimum)


def _component(agreement: Agreement, of: str) -> tuple[People, Measure]:
    """The people and the measure of a component that is asked for as `<plan>.<component>`."""
    plan_id, _, component_id = of.partition(".")
    if agreement.compensation is None:
        raise ValueError(f"version {agreement.version} of '{agreement.id}' pays nobody")
    plan = agreement.compensation.plans[plan_id]
    return plan.people, agreement.measures[plan.components[component_id].measure or ""]


def clock_objectives(agreement: Agreement) -> Mapping[str, Objective]:
    """The objective of each clock that has one, by the clock's id (`first_attempt`, `mql.ready`)."""
    found = {f"{stage.id}.{part}": one for stage in agreement.stages.values() for part, one in stage.objectives.items()}
    for clock in clocks(agreement):
        if clock.objective is not None:
            found[clock.id] = clock.objective
    return found
