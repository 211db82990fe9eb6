"""Run a compiled evaluation in embedded DuckDB."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.engine.clocks import UnreachableDeadline
from slakit.engine.compile import compile_agreement, fields_read, is_declared, needs_lead
from slakit.engine.dialects.duckdb import DuckDB
from slakit.log.contract import LoadedLog
from slakit.log.load import load_log
from slakit.model import Agreement, People
from slakit.outcomes import RELATION
from slakit.sql.plan import Plan, Seed, Tally

if TYPE_CHECKING:
    import duckdb

    from slakit.log.people import Roster
    from slakit.log.source import Source

EMPTY_LOG = declare("SLA601", "A log without a row to evaluate at")
NO_ROSTER = declare("SLA602", "People are counted but no roster is given")
UNREACHABLE = declare("SLA603", "A deadline that no opening reaches")
STALE_LAST_ROW = declare("SLA604", "The log's last row stands alone", Severity.WARNING)

STALE_DAYS = 30
"""A last instant this many days after the one before it is more likely a slip than the log's end."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, the number of steps done and of all steps."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What to evaluate: an agreement with a term, the log's paths, and how to look at it.

    `as_of` is epoch seconds (None: the log's last instant). `only` names commitments, `leads` lead ids.
    """

    agreement: Agreement
    log: Sequence[str]
    source: "Source | None" = None
    roster: "Roster | None" = None
    as_of: int | None = None
    only: Collection[str] = ()
    leads: Collection[str] = ()
    stdin: BinaryIO | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Accounts:
    """Where the rows of the log went: every row that made an event is in exactly one of these."""

    used: int = 0
    undeclared: int = 0
    after_as_of: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """A finished evaluation; its rows are in the relation `outcomes` of `connection` while that is open."""

    connection: "duckdb.DuckDBPyConnection"
    log: LoadedLog
    as_of: int | None
    accounts: Accounts = Accounts()
    remarks: tuple[tuple[Tally, int], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        """Whether no outcomes could be computed."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


@contextmanager
def evaluation(request: Request, progress: Progress = lambda *_: None) -> Iterator[Evaluation]:
    """Evaluate `request` in a DuckDB of its own, which lives as long as the context; nothing is left on disk."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="slakit-") as folder, duckdb.connect(":memory:") as connection:
        connection.execute("SET temp_directory = ?", [folder])
        connection.execute("SET enable_progress_bar = false")
        yield _evaluate(connection, request, progress)


def _evaluate(connection: "duckdb.DuckDBPyConnection", request: Request, progress: Progress) -> Evaluation:
    agreement, dialect = request.agreement, DuckDB()
    progress("reading the log", 0, 1)
    log = load_log(
        connection,
        request.log,
        fields=agreement.fields,
        needs_lead=needs_lead(agreement, dialect),
        columns=fields_read(agreement),
        source=request.source,
        stdin=request.stdin,
    )
    findings = [*log.diagnostics, *_stale(log, request)]
    as_of = log.last if request.as_of is None else request.as_of
    missing = None if request.roster or request.leads else _people_wanted(request)
    if as_of is None and not log.has_errors:
        help_text = "give --as-of to evaluate an empty log"
        findings.append(diagnostic(EMPTY_LOG, _place(log), "the log has no row, so there is no instant to evaluate at", help_text))
    if missing is not None:
        findings.append(missing)
    if as_of is None or any(d.severity is Severity.ERROR for d in findings):
        return Evaluation(connection=connection, log=log, as_of=as_of, diagnostics=tuple(findings))
    try:
        plan = compile_agreement(
            agreement,
            as_of=as_of,
            dialect=dialect,
            roster_days=_roster_days(request.roster),
            only=request.only,
            leads=request.leads,
        )
    except UnreachableDeadline as error:
        span = agreement.calendars[error.calendar].span if error.calendar in agreement.calendars else agreement.span
        findings.append(diagnostic(UNREACHABLE, span, str(error), "give the calendar hours that recur every week"))
        return Evaluation(connection=connection, log=log, as_of=as_of, diagnostics=tuple(findings))
    run_plan(connection, plan, progress)
    return Evaluation(
        connection=connection,
        log=log,
        as_of=as_of,
        accounts=_accounts(connection, agreement, as_of),
        remarks=_remarks(connection, plan),
        diagnostics=tuple(findings),
    )


def run_plan(connection: "duckdb.DuckDBPyConnection", plan: Plan, progress: Progress = lambda *_: None) -> None:
    """Build every seed and relation of `plan` in `connection`, which holds the table `log`."""
    for seed in plan.seeds:
        _plant(connection, seed)
    for done, relation in enumerate(plan.relations):
        progress(relation.name, done, len(plan.relations))
        kind = "TABLE" if relation.keep else "VIEW"
        connection.execute(f"CREATE TEMP {kind} {relation.name} AS {relation.sql}")
    progress(RELATION, len(plan.relations), len(plan.relations))


def _plant(connection: "duckdb.DuckDBPyConnection", seed: Seed) -> None:
    columns = ", ".join(
        f"CAST(unnest(?::{'VARCHAR' if seed.types[name] not in ('BIGINT',) else 'BIGINT'}[]) AS {seed.types[name]}) AS {name}"
        for name in seed.columns
    )
    lists = [list(values) for values in seed.columns.values()]
    connection.execute(f"CREATE TEMP TABLE {seed.name} AS SELECT {columns}", lists)


def _roster_days(roster: "Roster | None") -> Callable[[People, date, date], dict[str, int]]:
    if roster is None:
        return lambda *_: {}

    def days(people: People, first: date, after: date) -> dict[str, int]:
        rows = roster.select(people.where)
        persons = sorted({row.person for row in rows})
        counted = {person: roster.days([row for row in rows if row.person == person], first, after) for person in persons}
        return {person: number for person, number in counted.items() if number}

    return days


def _people_wanted(request: Request) -> Diagnostic | None:
    """A finding if a wanted commitment counts people."""
    from slakit.engine.compile import is_selected

    for quota in request.agreement.quotas.values():
        if is_selected(quota.id, request.only) and (quota.times or isinstance(quota.for_each, People)):
            return _no_roster(quota.id, quota.span)
    clocks = (*request.agreement.responses.values(), *request.agreement.cadences.values())
    objectives = [(clock.id, clock.objective) for clock in clocks]
    for stage in request.agreement.stages.values():
        objectives += [(f"{stage.id}.{part}", objective) for part, objective in stage.objectives.items()]
    for clock, objective in objectives:
        if objective and objective.for_each and is_selected(f"{clock}.objective", request.only):
            return _no_roster(f"{clock}.objective", objective.span)
    return None


def _no_roster(commitment: str, span: Span) -> Diagnostic:
    return diagnostic(
        NO_ROSTER,
        span,
        f"'{commitment}' counts people, but no roster is given",
        "give --people FILE (person, party, role, from, through), or leave the commitment out with --only",
    )


def _stale(log: LoadedLog, request: Request) -> Iterator[Diagnostic]:
    if request.as_of is None and log.last is not None and log.before_last is not None:
        days = (log.last - log.before_last) // 86_400
        if log.last - log.before_last > STALE_DAYS * 86_400:
            message = f"the log's last row is {days} days after the one before it, and the evaluation is as of that row"
            yield diagnostic(STALE_LAST_ROW, _place(log), message, "check that row, or give --as-of")


def _place(log: LoadedLog) -> Span:
    return Span(log.files[0].file if log.files else "-")


def _accounts(connection: "duckdb.DuckDBPyConnection", agreement: Agreement, as_of: int) -> Accounts:
    row = connection.execute(
        f"""SELECT count(*) FILTER (ts > {as_of}), count(*) FILTER (ts <= {as_of} AND {is_declared(agreement, DuckDB())}),
  count(*) FROM log"""  # noqa: S608 - compiled text
    ).fetchone()
    after, used, total = row or (0, 0, 0)
    return Accounts(used=used, undeclared=total - after - used, after_as_of=after)


def _remarks(connection: "duckdb.DuckDBPyConnection", plan: Plan) -> tuple[tuple[Tally, int], ...]:
    found = []
    for tally in plan.tallies:
        row = connection.execute(tally.sql).fetchone()
        if row and row[0]:
            found.append((tally, int(row[0])))
    return tuple(found)
