"""An agreement, a roster and an as-of instant, compiled to a plan of SQL relations."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, timedelta

from slakit.calendars import BusinessTime
from slakit.commitments.episodes import ClockCompiler, open_episodes
from slakit.commitments.promise import Promise, promises
from slakit.engine.clocks import clock_relations, clock_seeds
from slakit.model import Agreement, Condition, People, Sum, Term, Waiver
from slakit.outcomes import RELATION
from slakit.sql.compilation import Compilation, Shared
from slakit.sql.condition import fields_of
from slakit.sql.core import pattern_sql, shared_relations, version_relations
from slakit.sql.dialect import NEVER, Dialect
from slakit.sql.outcome import outcome_relations
from slakit.sql.plan import Plan
from slakit.sql.text import any_of


def compile_agreement(
    versions: Sequence[Agreement],
    *,
    as_of: int,
    dialect: Dialect,
    roster_days: Callable[[People, date, date], dict[str, int]],
    known_by: int | None = None,
    waivers: Sequence[Waiver] = (),
    only: Collection[str] = (),
    leads: Collection[str] = (),
    surveyed: bool = False,
    also: Callable[[Shared], None] | None = None,
) -> Plan:
    """The plan whose relation `outcomes` holds the outcomes of an agreement at `as_of` (epoch seconds).

    `versions` are those of one agreement, in any order, each with a term of its own. `known_by` hides rows recorded
    later. `only` narrows to commitments by id, each with what stands under it (`mql` is `mql.ready` and so on).
    `surveyed` tells that the log came with a `survey` and that none of its rows is hidden.
    `leads` narrows to lead ids and leaves period commitments out, which no part of the log can answer. `also` may ask
    for more relations over the same rows, which are kept.
    """
    offered = [{promise.id: promise for promise in promises(agreement)} for agreement in in_force_order(versions)]

    def compile_clock(shared: Shared, clock: str) -> dict[int, str]:
        return _compile_clock(shared, clock, offered, wanted=is_selected(clock, only))

    shared = Shared(
        dialect=dialect,
        as_of=as_of,
        visible=visible_rows(as_of, known_by, dialect),
        roster_days=roster_days,
        compile_clock=compile_clock,
        waivers=tuple(waivers),
    )
    shared.versions += _begin(shared, in_force_order(versions))
    for compilation, mine in zip(shared.versions, offered, strict=True):
        for promise in mine.values():
            if not is_selected(promise.id, only):
                continue
            if promise.compile_clock is not None:
                shared.episodes(promise.id)
            elif promise.compile_period is not None and not leads:
                promise.compile_period(compilation)
    if also is not None:
        also(shared)
    outcomes = outcome_relations(shared)
    core = shared_relations(shared, tuple(leads), surveyed=surveyed)
    for compilation in shared.versions:
        core += version_relations(compilation, leads=tuple(leads))
    return Plan(
        seeds=(*clock_seeds(shared), *shared.seeds),
        relations=(*clock_relations(dialect), *core, *shared.relations, *outcomes),
        outcomes=RELATION,
        tallies=tuple(shared.tallies),
        is_read_by_others=also is not None,
    )


def _compile_clock(
    shared: Shared, clock: str, offered: Sequence[dict[str, Promise]], *, wanted: bool
) -> dict[int, str]:
    """The judged episodes of `clock` by version: candidates of all, then the openings, then each to its end."""
    compilers: dict[int, ClockCompiler] = {}
    for compilation, mine in zip(shared.versions, offered, strict=True):
        begin = mine[clock].compile_clock if clock in mine else None
        if begin is not None:  # another version may have a quota of that name
            compilers[compilation.number] = begin(compilation, wanted)
    opened = open_episodes(shared, {number: next(compiler) for number, compiler in compilers.items()})
    judged = {}
    for number, compiler in compilers.items():
        try:
            compiler.send(opened[number])
        except StopIteration as finished:
            judged[number] = finished.value
    return judged


def in_force_order(versions: Sequence[Agreement]) -> list[Agreement]:
    """The versions by the first day of their terms. Raises `ValueError` for one without a term."""
    dated = [(agreement.term.from_, agreement) for agreement in versions if agreement.term is not None]
    if len(dated) < len(versions):
        raise ValueError("an agreement without a term is never evaluated")
    return [agreement for _, agreement in sorted(dated, key=lambda pair: pair[0])]


def visible_rows(as_of: int, known_by: int | None, dialect: Dialect) -> str:
    """SQL over a log row: up to the as-of and, if asked, known by then (a row without `recorded_at` is known)."""
    at = dialect.ident("at")
    if known_by is None:
        return f"{at} <= {as_of}"
    return f"{at} <= {as_of} AND (recorded_at IS NULL OR recorded_at <= {known_by})"


def is_selected(commitment: str, only: Collection[str]) -> bool:
    """Whether `only` (empty: everything) names the commitment or something it stands under."""
    return not only or any(commitment == name or commitment.startswith(f"{name}.") for name in only)


def needs_lead(versions: Sequence[Agreement], dialect: Dialect) -> str:
    """SQL over a log row: whether a stage or a clock looks at it, so that a missing lead id is an error of the row."""
    return any_of([_matches_any(agreement, dialect, _clock_names(agreement)) for agreement in versions])


def _clock_names(agreement: Agreement) -> list[str]:
    """The stages, and the events that some clock looks at."""
    names = dict.fromkeys(agreement.stages)
    for response in agreement.responses.values():
        for group in (response.starts, response.stops, response.pauses, response.resumes, response.cancels):
            names.update(dict.fromkeys(group))
    for cadence in agreement.cadences.values():
        for group in (cadence.starts, cadence.attempts, cadence.stops, cadence.cancels):
            names.update(dict.fromkeys(group))
    return list(names)


def is_declared(versions: Sequence[Agreement], dialect: Dialect) -> str:
    """SQL over a log row: whether some declared event or stage matches it."""
    return any_of([_matches_any(agreement, dialect, list(agreement.events)) for agreement in versions])


def fields_read(versions: Sequence[Agreement], waivers: Sequence[Waiver] = ()) -> frozenset[str]:
    """The fields whose values some commitment or waiver reads; others need not be kept in memory."""
    read = [_fields_read(agreement) for agreement in versions]
    return frozenset().union(*read, *(fields_of(waiver.when) for waiver in waivers))


def _fields_read(agreement: Agreement) -> frozenset[str]:
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


def known_commitments(versions: Sequence[Agreement]) -> tuple[Promise, ...]:
    """Every promise of some version, which `only` may name, as the last one that has it makes it."""
    return tuple({promise.id: promise for version in versions for promise in promises(version)}.values())


def _matches_any(agreement: Agreement, dialect: Dialect, names: list[str]) -> str:
    return any_of([pattern_sql(agreement, name, dialect) for name in names])


def _begin(shared: Shared, versions: Sequence[Agreement]) -> list[Compilation]:
    """A compilation per version, each in force to its own end or to the day before the next begins."""
    terms = [agreement.term for agreement in versions if agreement.term is not None]
    begun: list[Compilation] = []
    for number, (agreement, term) in enumerate(zip(versions, terms, strict=True)):
        through = term.through
        if number + 1 < len(terms):
            before_next = terms[number + 1].from_ - timedelta(days=1)
            through = before_next if through is None else min(through, before_next)
        begins, ends = _instants(term, through)
        if begun:  # in zones further west the day before is not over yet, but the later version has begun
            last = begun[-1]
            last.term = (last.term[0], min(last.term[1], begins))
        begun.append(
            Compilation(
                agreement=agreement,
                shared=shared,
                number=number,
                suffix=f"__v{number + 1}" if len(versions) > 1 else "",
                term=(begins, ends),
                through=through,
                horizon=_horizon(agreement, term, shared.as_of),
            )
        )
    return begun


def _instants(term: Term, through: date | None) -> tuple[int, int]:
    """The first instant in force, and the first one after (NEVER for an open end)."""
    days = timedelta(days=3)
    begins = BusinessTime.over(None, timezone=term.timezone, first=term.from_, last=term.from_ + days).starts_at
    if through is None:
        return begins, NEVER
    return begins, BusinessTime.over(None, timezone=term.timezone, first=through - days, last=through).ends_at


def _horizon(agreement: Agreement, term: Term, as_of: int) -> tuple[date, date]:
    today = datetime.fromtimestamp(as_of, UTC).date()
    # A year and a bit: the longest period that may have begun by the as-of ends within it.
    latest = max([today + timedelta(days=370), *(goal.due for goal in agreement.goals.values())])
    earliest = min([term.from_, today, *(goal.from_ for goal in agreement.goals.values())])
    return earliest - timedelta(days=3), max(latest, term.through or latest) + timedelta(days=3)
