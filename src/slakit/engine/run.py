"""Run an evaluation: the log loaded, the plan compiled and built, in embedded DuckDB or in another engine."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from slakit.connection import Connection
from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.discretion import Discretion
from slakit.engine.build import Progress as Progress  # other engines find it here
from slakit.engine.build import run_plan
from slakit.engine.clocks import UnreachableDeadlineError
from slakit.engine.compile import (
    compile_agreement,
    fields_read,
    in_force_order,
    is_declared,
    is_selected,
    needs_lead,
    visible_rows,
)
from slakit.engine.dialects.duckdb import DuckDB
from slakit.engine.fields import DifferentTypesError, fields_of_versions
from slakit.engine.memory import Resources, shortage
from slakit.engine.people import people_missing, people_wanted, roster_days
from slakit.log.contract import LoadedLog
from slakit.log.files import changed
from slakit.log.load import load_log
from slakit.model import Agreement, Field, Waiver
from slakit.outcomes import RELATION
from slakit.record import record
from slakit.sql.compilation import Shared
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Plan, Tally

if TYPE_CHECKING:
    import duckdb

    from slakit.log.people import Roster
    from slakit.log.source import Source

EMPTY_LOG = declare("SLA601", "A log without a row to evaluate at")
UNREACHABLE = declare("SLA603", "A deadline that no opening reaches")
DIFFERENT_TYPES = declare("SLA606", "A field of two types in two versions")
NOTHING_RECORDED = declare("SLA608", "Nothing says when the rows were recorded", Severity.WARNING)
IDLE_WAIVER = declare("SLA605", "A waiver that waives nothing", Severity.WARNING)
NOTHING_USED = declare("SLA607", "A log of undeclared events only", Severity.WARNING)
STALE_LAST_ROW = declare("SLA604", "The log's last row stands alone", Severity.WARNING)

_FAIR_SHARE = Resources()

STALE_DAYS = 30
"""A last instant this many days after the one before it is more likely a slip than the log's end."""

Guard = Callable[["duckdb.DuckDBPyConnection"], AbstractContextManager[object]]
"""A context around the life of a connection."""


@record
class Request:
    """What to evaluate: the versions of an agreement, each with a term, the log's paths, and how to look at it.

    `as_of` and `known_by` are epoch seconds; without an as-of the last instant known counts. `only` names
    commitments, `leads` lead ids.
    """

    versions: Sequence[Agreement]
    log: Sequence[str]
    source: "Source | None" = None
    roster: "Roster | None" = None
    as_of: int | None = None
    known_by: int | None = None
    waivers: Sequence[Waiver] = ()
    only: Collection[str] = ()
    leads: Collection[str] = ()
    stdin: BinaryIO | None = None
    fields: Collection[str] = ()
    """Fields that are looked at beside those that the versions' promises read."""


@record
class Accounts:
    """Where the rows of the log went: every row that made an event is in exactly one of these."""

    used: int = 0
    undeclared: int = 0
    after_as_of: int = 0
    recorded_later: int = 0
    """Up to the as-of, but not known by the instant asked for."""


@record
class Evaluation:
    """A finished evaluation; its rows are in the relation `outcomes` of `connection` while that is open."""

    connection: Connection
    log: LoadedLog
    as_of: int | None
    accounts: Accounts = Accounts()
    remarks: tuple[tuple[Tally, int], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        """Whether no outcomes could be computed."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


class Engine(Protocol):
    """Loads a log into its relation `log`, builds plans beside it, and answers queries over them."""

    @property
    def connection(self) -> Connection:
        """Where the relations are."""
        ...

    @property
    def dialect(self) -> Dialect:
        """How its SQL is spelled."""
        ...

    def load(self, request: Request, fields: Mapping[str, Field], needs_lead: str, read: Collection[str]) -> LoadedLog:
        """Load the log of `request`; of its `fields` only those `read` are kept."""
        ...

    def build(self, plan: Plan, progress: Progress) -> None:
        """Build every seed and relation of `plan`."""
        ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """DuckDB in this process."""

    connection: "duckdb.DuckDBPyConnection"
    dialect: Dialect = field(default_factory=DuckDB)
    spool: Path | None = None
    """The folder for what is copied before it is read; the system's without one."""
    memory: int | None = None
    """What the connection is limited to, in bytes."""

    def load(self, request: Request, fields: Mapping[str, Field], needs_lead: str, read: Collection[str]) -> LoadedLog:
        """Load the log of `request` from files."""
        return load_log(
            self.connection,
            request.log,
            fields=fields,
            needs_lead=needs_lead,
            declared=is_declared(request.versions, self.dialect),
            columns=read,
            source=request.source,
            stdin=request.stdin,
            spool=self.spool,
        )

    def build(self, plan: Plan, progress: Progress) -> None:
        """Build every seed and relation of `plan`."""
        run_plan(self.connection, plan, progress, self.memory)


@contextmanager
def evaluation(
    request: Request,
    progress: Progress = lambda *_: None,
    *,
    resources: Resources = _FAIR_SHARE,
    guard: Guard = nullcontext,
    also: Callable[[Shared], None] | None = None,
) -> Iterator[Evaluation]:
    """Evaluate `request` in a DuckDB of its own, which lives as long as the context; nothing is left on disk.

    It is held to `resources`. `guard` is a context around the life of the connection, in which another thread may
    interrupt it. `also` may ask for more relations, which the connection then has.

    Raises `ShortageError` when memory or room for temporary files runs out.
    """
    import duckdb

    with resources.folder() as folder:
        connection = duckdb.connect(":memory:")
        try:
            with guard(connection):
                memory = resources.configure(connection, folder)
                yield evaluate(Embedded(connection, spool=folder, memory=memory), request, progress, also)
        except (duckdb.Error, OSError) as error:
            if short := shortage(error, folder):
                raise short from error
            raise
        finally:
            connection.close()


def evaluate(
    engine: Engine,
    request: Request,
    progress: Progress = lambda *_: None,
    also: Callable[[Shared], None] | None = None,
) -> Evaluation:
    """Evaluate `request` in `engine`; `also` may ask for more relations over the same rows."""
    versions, dialect, connection = in_force_order(request.versions), engine.dialect, engine.connection
    try:
        fields = fields_of_versions(versions)
    except DifferentTypesError as error:
        finding = diagnostic(DIFFERENT_TYPES, error.field.span, str(error), "give it one type in all versions")
        return Evaluation(connection=connection, log=LoadedLog(), as_of=request.as_of, diagnostics=(finding,))
    progress("reading the log", 0, 1)
    read = fields_read(versions, request.waivers).union(request.fields)
    log = engine.load(request, fields, needs_lead(versions, dialect), read)
    as_of, before = (request.as_of, None) if request.as_of is not None else _latest(engine, log, request)
    findings = [*log.diagnostics, *_stale(log, request, as_of, before), *_unrecorded(log, request)]
    missing = None if request.roster or request.leads else people_wanted(versions, request.only)
    if as_of is None and not log.has_errors:
        findings.append(_no_instant(log))
    if missing is not None:
        findings.append(missing)
    if request.roster is not None and not request.leads:
        findings += people_missing(versions, request.roster, request.only)
    if as_of is None or any(d.severity is Severity.ERROR for d in findings):
        return Evaluation(connection=connection, log=log, as_of=as_of, diagnostics=tuple(findings))
    surveyed = log.declared is not None and _sees_all(log, as_of, request)
    try:
        plan = compile_agreement(
            versions,
            as_of=as_of,
            dialect=dialect,
            roster_days=roster_days(request.roster),
            known_by=request.known_by,
            waivers=request.waivers,
            only=request.only,
            leads=request.leads,
            surveyed=surveyed,
            also=also,
        )
    except UnreachableDeadlineError as error:
        spans = [version.calendars[error.calendar].span for version in versions if error.calendar in version.calendars]
        help_text = "give the calendar hours that recur every week"
        findings.append(diagnostic(UNREACHABLE, [*spans, versions[0].span][0], str(error), help_text))
        return Evaluation(connection=connection, log=log, as_of=as_of, diagnostics=tuple(findings))
    engine.build(plan, progress)
    if log.declared is not None and surveyed:
        accounts = Accounts(used=log.declared, undeclared=log.events - log.declared)
    else:
        accounts = _accounts(engine, versions, as_of, request.known_by)
    findings += [*changed(log.in_place), *_nothing_used(log, accounts), *_idle_waivers(connection, request)]
    return Evaluation(
        connection=connection,
        log=log,
        as_of=as_of,
        accounts=accounts,
        remarks=_remarks(connection, plan),
        diagnostics=tuple(Discretion().settled(findings, home=versions[-1].span.file)),
    )


def _stale(log: LoadedLog, request: Request, last: int | None, before: int | None) -> Iterator[Diagnostic]:
    """A word on a last row long after the one `before` it, which is None where the as-of was given."""
    if last is not None and before is not None and last - before > STALE_DAYS * 86_400:
        row = "the log's last row" if request.known_by is None else "the last row known by then"
        days = (last - before) // 86_400
        message = f"{row} is {days} days after the one before it, and the evaluation is as of that row"
        yield diagnostic(STALE_LAST_ROW, _place(log), message, "check that row, or give --as-of")


def _nothing_used(log: LoadedLog, accounts: Accounts) -> Iterator[Diagnostic]:
    """A verdict over no event at all is more likely a misspelt name than a quiet team."""
    if accounts.undeclared and not accounts.used:
        message = "no row of the log is an event of the agreement: nothing that it holds is judged"
        yield diagnostic(NOTHING_USED, _place(log), message, "compare the names in 'event' with the agreement's events")


def _no_instant(log: LoadedLog) -> Diagnostic:
    """Why the log's last instant cannot be the as-of: nothing is in it, can be read, is mapped or was known."""
    found, help_text = "the log has no row", "give --as-of to evaluate an empty log"
    if log.last is not None:
        found, help_text = "no row of the log was known by then", "give a later --known-by, or --as-of"
    elif log.quarantined:
        found, help_text = "no row of the log can be read", "correct the rows"
    elif any(file.rows for file in log.files):
        found, help_text = "no row of the log is mapped to an event", "correct the Source, or give --as-of"
    return diagnostic(EMPTY_LOG, _place(log), f"{found}, so there is no instant to evaluate at", help_text)


def _unrecorded(log: LoadedLog, request: Request) -> Iterator[Diagnostic]:
    if request.known_by is not None and log.files and not log.has_recorded_at:
        message = "the log has no 'recorded_at', so every row counts as known by then"
        yield diagnostic(
            NOTHING_RECORDED, _place(log), message, "export when each row was recorded, or leave --known-by out"
        )


def _place(log: LoadedLog) -> Span:
    return Span(log.files[0].file if log.files else "-")


def _latest(engine: Engine, log: LoadedLog, request: Request) -> tuple[int | None, int | None]:
    """The last instant of the rows that may be seen, and the one before it."""
    if request.known_by is None or log.last is None:
        return log.last, log.before_last
    at = engine.dialect.ident("at")
    visible = visible_rows(log.last, request.known_by, engine.dialect)
    query = f"SELECT {at} FROM log WHERE {visible} GROUP BY {at} ORDER BY {at} DESC LIMIT 2"
    last, before, *_ = *(row[0] for row in engine.connection.execute(query).fetchall()), None, None
    return last, before


def _sees_all(log: LoadedLog, as_of: int, request: Request) -> bool:
    """Whether no row of the log is hidden."""
    return request.known_by is None and (log.last is None or log.last <= as_of)


def _accounts(engine: Engine, versions: Sequence[Agreement], as_of: int, known_by: int | None) -> Accounts:
    visible = visible_rows(as_of, known_by, engine.dialect)
    declared = is_declared(versions, engine.dialect)
    row = engine.connection.execute(
        f"""SELECT count(*) FILTER (WHERE {engine.dialect.ident("at")} > {as_of}), count(*) FILTER (WHERE {visible}),
  count(*) FILTER (WHERE {visible} AND {declared}), count(*) FROM log"""
    ).fetchone()
    after, seen, used, total = row or (0, 0, 0, 0)
    return Accounts(used=used, undeclared=seen - used, after_as_of=after, recorded_later=total - after - seen)


def _idle_waivers(connection: Connection, request: Request) -> Iterator[Diagnostic]:
    """Waivers that no breach needed, of those whose commitments were all looked at."""
    if request.leads or not request.waivers:
        return
    rows = connection.execute(f"SELECT DISTINCT waiver FROM {RELATION} WHERE waiver IS NOT NULL").fetchall()
    needed = {name for (name,) in rows}
    for place, waiver in enumerate(request.waivers):
        is_judged = all(is_selected(name, request.only) for name in waiver.commitments)
        if is_judged and waiver.id not in needed:
            yield _idle(waiver, request.waivers[:place])


def _idle(waiver: Waiver, before: Sequence[Waiver]) -> Diagnostic:
    """The finding for a waiver that waives nothing; the first that matches a breach has it, so others may have them."""
    named = "what it names" + (" by a lead that it is narrowed to" if waiver.is_narrowed else "")
    rivals = [other.id for other in before if set(other.commitments) & set(waiver.commitments)]
    taken = f", or a waiver before it ({', '.join(rivals)}) has it" if rivals else ""
    message = f"the waiver '{waiver.id}' waives nothing: no breach of {named} falls in its time{taken}"
    checked = "commitments, dates, leads and 'when'" if waiver.is_narrowed else "commitments and dates"
    return diagnostic(IDLE_WAIVER, waiver.span, message, f"check its {checked}, or remove it")


def _remarks(connection: Connection, plan: Plan) -> tuple[tuple[Tally, int], ...]:
    found = []
    for tally in plan.tallies:
        row = connection.execute(tally.sql).fetchone()
        if row and row[0]:
            found.append((tally, int(row[0])))
    return tuple(found)
