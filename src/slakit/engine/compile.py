"""An agreement, a roster and an as-of instant, compiled to a plan of SQL relations."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta

from slakit.calendars import BusinessTime
from slakit.commitments.promise import Promise, promises
from slakit.engine.clocks import clock_seeds
from slakit.model import Agreement, Condition, People, Sum
from slakit.sql.compilation import Compilation
from slakit.sql.condition import fields_of
from slakit.sql.core import core_relations, pattern_sql
from slakit.sql.dialect import NEVER, Dialect
from slakit.sql.outcome import COLUMNS
from slakit.sql.plan import Plan, Relation
from slakit.sql.text import any_of, string

IDENTITY = COLUMNS[: COLUMNS.index("period_end")]
"""What tells any two rows apart."""

INSTANTS = ("started_at", "due_at", "stopped_at", "breached_at")


def compile_agreement(
    agreement: Agreement,
    *,
    as_of: int,
    dialect: Dialect,
    roster_days: Callable[[People, date, date], dict[str, int]],
    only: Collection[str] = (),
    leads: Collection[str] = (),
) -> Plan:
    """The plan whose relation `outcomes` holds the outcomes of `agreement` at `as_of` (epoch seconds).

    `only` narrows to commitments by id, each with what stands under it (`mql` is `mql.ready` and so on). `leads`
    narrows to lead ids and leaves period commitments out, which no part of the log can answer.
    """
    offered = {promise.id: promise for promise in promises(agreement)}
    wanted = [promise for promise in offered.values() if is_selected(promise.id, only)]

    def compile_clock(compilation: Compilation, clock: str) -> str:
        compiler = offered[clock].compile_clock
        if compiler is None:
            raise ValueError(f"{clock} is no clock commitment")
        return compiler(compilation, is_selected(clock, only))

    compilation = _begin(agreement, as_of, dialect, roster_days, compile_clock)
    for promise in wanted:
        if promise.compile_clock is not None:
            compilation.episodes(promise.id)
        elif promise.compile_period is not None and not leads:
            promise.compile_period(compilation)
    outcomes = _outcomes(compilation)
    core = core_relations(compilation, leads=tuple(leads))
    return Plan(
        seeds=(*clock_seeds(compilation), *compilation.seeds),
        relations=(*core, *compilation.relations, outcomes),
        outcomes=outcomes.name,
        tallies=tuple(compilation.tallies),
    )


def is_selected(commitment: str, only: Collection[str]) -> bool:
    """Whether `only` (empty: everything) names the commitment or something it stands under."""
    return not only or any(commitment == name or commitment.startswith(f"{name}.") for name in only)


def needs_lead(agreement: Agreement, dialect: Dialect) -> str:
    """SQL over a log row: whether a stage or a clock looks at it, so that a missing lead id is an error of the row."""
    names = dict.fromkeys(agreement.stages)
    for response in agreement.responses.values():
        for group in (response.starts, response.stops, response.pauses, response.resumes, response.cancels):
            names.update(dict.fromkeys(group))
    for cadence in agreement.cadences.values():
        for group in (cadence.starts, cadence.attempts, cadence.stops, cadence.cancels):
            names.update(dict.fromkeys(group))
    return _matches_any(agreement, dialect, list(names))


def is_declared(agreement: Agreement, dialect: Dialect) -> str:
    """SQL over a log row: whether some declared event or stage matches it."""
    return _matches_any(agreement, dialect, list(agreement.events))


def fields_read(agreement: Agreement) -> frozenset[str]:
    """The fields whose values some commitment of the agreement reads; others need not be kept in memory."""
    conditions: list[Condition | None] = [agreement.scope]
    names = {"owner"}
    conditions += [event.where for event in agreement.events.values()]
    for stage in agreement.stages.values():
        conditions.append(stage.ready)
        names.update(stage.package, ("reason",))
    for response in agreement.responses.values():
        conditions += [response.when, *(target.when for target in response.targets)]
    for cadence in agreement.cadences.values():
        conditions.append(cadence.when)
        names.update((cadence.distinct_field,) if cadence.distinct_field else ())
    for measure in agreement.measures.values():
        conditions.append(measure.when)
        names.update((measure.field,) if isinstance(measure, Sum) else ())
    names.update(quota.for_each for quota in agreement.quotas.values() if isinstance(quota.for_each, str))
    return frozenset(names).union(*(fields_of(condition) for condition in conditions))


def known_commitments(agreement: Agreement) -> tuple[Promise, ...]:
    """Every promise that `only` may name."""
    return promises(agreement)


def _matches_any(agreement: Agreement, dialect: Dialect, names: list[str]) -> str:
    return any_of([pattern_sql(agreement, name, dialect) for name in names])


def _begin(
    agreement: Agreement,
    as_of: int,
    dialect: Dialect,
    roster_days: Callable[[People, date, date], dict[str, int]],
    compile_clock: Callable[[Compilation, str], str],
) -> Compilation:
    term = agreement.term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    today = datetime.fromtimestamp(as_of, UTC).date()
    begins = BusinessTime.over(None, timezone=term.timezone, first=term.from_, last=term.from_ + timedelta(days=3))
    ends = NEVER
    if term.through is not None:
        last = BusinessTime.over(
            None, timezone=term.timezone, first=term.through - timedelta(days=3), last=term.through
        )
        ends = last.ends_at
    # A year and a bit: the longest period that may have begun by the as-of ends within it.
    latest = max([today + timedelta(days=370), *(goal.due for goal in agreement.goals.values())])
    earliest = min([term.from_, today, *(goal.from_ for goal in agreement.goals.values())])
    return Compilation(
        agreement=agreement,
        dialect=dialect,
        as_of=as_of,
        term=(begins.starts_at, ends),
        horizon=(earliest - timedelta(days=3), max(latest, term.through or latest) + timedelta(days=3)),
        roster_days=roster_days,
        compile_clock=compile_clock,
    )


def _outcomes(compilation: Compilation) -> Relation:
    """All rows handed in, with lead ids and instants as text, in the columns and the order of the language.

    Lead numbers are in the order of lead ids. Rows that agree in the columns ordered by are the same row.
    """
    agreement, dialect = compilation.agreement, compilation.dialect
    columns = ["l.lead_id" if name == "lead" else f"u.{name}" for name in COLUMNS]
    columns = [
        f"{dialect.utc_text(f'u.{name}')} AS {name}" if name in INSTANTS else column
        for name, column in zip(COLUMNS, columns, strict=True)
    ]
    rows = "\nUNION ALL\n".join(compilation.outcomes)
    if not compilation.outcomes:
        rows = "SELECT " + ", ".join(f"CAST(NULL AS BIGINT) AS {name}" for name in COLUMNS) + " WHERE FALSE"
    return Relation(
        name="outcomes",
        sql=f"""SELECT {", ".join(columns)}, {string(agreement.id)} AS agreement, {string(agreement.version)} AS version
FROM (
{rows}
) AS u LEFT JOIN lead AS l ON l.lead = u.lead
ORDER BY {", ".join(f"u.{name} NULLS FIRST" for name in IDENTITY)}""",
    )
