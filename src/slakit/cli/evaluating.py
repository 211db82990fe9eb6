"""One run of `evaluate`: inputs read, the log judged, files written; whatever prevents a verdict ends with code 2."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from slakit.cli import inputs, on_spark, output, signals, writing
from slakit.cli.bad_rows import KEPT, behind, first_bad_rows, too_many, unread
from slakit.cli.exits import Failure
from slakit.cli.instants import parse_instant
from slakit.cli.progress import Display
from slakit.connection import can_name
from slakit.diagnostics import Severity
from slakit.language.spelling import suggestion
from slakit.model import Agreement
from slakit.record import record

if TYPE_CHECKING:
    from slakit.attainment import Scorecard
    from slakit.engine.memory import Resources, ShortageError
    from slakit.engine.run import Evaluation, Request

_MORE = {
    "memory": "give more with --memory",
    "machine": "run it where there is more memory",
    "room": "free space there, or name another folder with --temp-dir (or TMPDIR)",
    "temp_dir": "name a folder that can be written with --temp-dir (or TMPDIR)",
    "digits": "correct the greatest amounts of the log or the longest numbers of the agreement,"
    " or judge the rest with --only",
}
"""What to do when something ran out."""

_LOG_SUFFIXES = (".csv", ".jsonl", ".ndjson", ".parquet")


@record
class Options:
    """What the command line asks for, as it was written."""

    agreements: tuple[str, ...]
    events: tuple[str, ...]
    people: str | None = None
    source: str | None = None
    waivers: tuple[str, ...] = ()
    as_of: str | None = None
    known_by: str | None = None
    only: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    outcomes: str | None = None
    quarantine: str | None = None
    max_bad: int = 0
    memory: str | None = None
    temp_dir: str | None = None
    require_signed: bool = False
    allowed_signers: str | None = None
    engine: str = "duckdb"
    master: str | None = None
    format_: str = "text"


def logs_among(paths: Sequence[str], verb: str = "evaluate") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agreements and, told by their suffix, the logs: a shell makes several arguments of `--events logs/*.csv`."""
    logs = tuple(path for path in paths if _stem(path).endswith(_LOG_SUFFIXES))
    agreements = tuple(path for path in paths if path not in logs)
    if not agreements:
        raise Failure(f"no agreement is given: write slakit {verb} AGREEMENT --events LOG")
    return agreements, logs


def judge(options: Options) -> "Scorecard":
    """Evaluate as `options` ask, write the files they name, and give the scorecard.

    Raises `Failure`, or prints findings and exits with code 2, where there can be no verdict.
    """
    from slakit.engine.memory import ShortageError

    _check_targets(options)
    if options.allowed_signers is not None and not options.require_signed:
        raise Failure("--allowed-signers is for --require-signed")
    resources = resources_of(options)
    request = request_of(options)
    try:
        card = _judge(request, resources, options)
    except ShortageError as error:
        raise too_little(error) from error
    if options.outcomes is not None:
        rows = "1 outcome" if card.outcomes == 1 else f"{card.outcomes:,} outcomes"
        output.note(f"{rows} written to {options.outcomes}")
    return card


def too_little(error: "ShortageError", *, narrowed: str = ", or judge less with --only") -> Failure:
    """What ran out, and what to do about it; `narrowed` is how the verb needs less memory."""
    return Failure(f"{error}: {_MORE[error.of]}{narrowed if error.of == 'memory' else ''}")


def resources_of(options: Options) -> "Resources":
    """The memory and the folder for temporary files that `options` name. Raises `Failure`."""
    from slakit.engine.memory import Resources, parse_size

    try:
        memory = None if options.memory is None else parse_size(options.memory)
    except ValueError as error:
        raise Failure(f"--memory: {error}") from error
    return Resources(memory=memory, temp_dir=options.temp_dir)


def _judge(request: "Request", resources: "Resources", options: Options) -> "Scorecard":
    from slakit.attainment import scorecard

    with Display() as progress, _evaluation(request, progress, resources, options) as found:
        if options.quarantine is not None:
            _write_quarantine(found, options.quarantine)
        refuse(found, options, kept="" if options.quarantine is not None else "--quarantine FILE writes them to a file")
        card = scorecard(
            found,
            request.versions,
            as_of_given=options.as_of is not None,
            known_by=request.known_by,
            only=options.only,
            leads=options.leads,
        )
        if options.outcomes is not None and options.engine == "duckdb":  # a cluster writes its own
            _write_outcomes(found, options.outcomes)
    return card


def _evaluation(
    request: "Request", progress: Display, resources: "Resources", options: Options
) -> "AbstractContextManager[Evaluation]":
    from slakit.engine.run import evaluation

    if options.engine == "spark":
        return on_spark.evaluation(request, progress, master=options.master, outcomes=options.outcomes)
    return evaluation(request, progress, resources=resources, guard=signals.interrupting)


def _check_targets(options: Options) -> None:
    """Refuse, before any work, files that cannot be written."""
    from slakit.outcomes import WRITERS

    given = [path for path in (options.people, options.source) if path]
    read = (*options.agreements, *options.events, *options.waivers, *given)
    on_cluster = options.engine == "spark"
    if on_cluster:
        sized = options.memory is not None or options.temp_dir is not None
        on_spark.check(events=options.events, source=options.source, outcomes=options.outcomes, sized=sized)
    elif options.master is not None:
        raise Failure("--master is for --engine spark")
    outcomes = None if on_cluster else options.outcomes
    if options.quarantine == "-":
        raise Failure("--quarantine -: the scorecard goes to standard output: name a file")
    written = [path for path in (outcomes, options.quarantine) if path is not None]
    for path in written:
        writing.check_target(path, read)
    if len(written) == 2 and Path(written[0]).resolve() == Path(written[1]).resolve():
        raise Failure("--outcomes and --quarantine name one file: write to two")
    if outcomes is not None and _suffix(outcomes) not in WRITERS:
        known = ", ".join(f".{suffix}" for suffix in WRITERS)
        raise Failure(f"--outcomes {outcomes}: the name must end in one of {known}")
    if outcomes is not None and not can_name(str(Path(outcomes).resolve())):
        raise Failure(f"--outcomes {outcomes}: the name, or that of a folder above it, is not UTF-8: write elsewhere")


def request_of(options: Options, versions: tuple[Agreement, ...] = ()) -> "Request":
    """What `options` ask to evaluate, its files read; what is wrong with them ends the run.

    The agreement is not read again where its `versions` are given.
    """
    from slakit.engine.run import Request

    versions = versions or inputs.read_versions(options.agreements, people=options.people, format_=options.format_)
    term = versions[-1].term
    if term is None:
        raise ValueError("an agreement without a term is never evaluated")
    check_only(versions, options.only)
    if options.require_signed:
        inputs.require_signed(versions, allowed=options.allowed_signers, format_=options.format_)
    as_of, known_by = options.as_of, options.known_by
    source, people = options.source, options.people
    return Request(
        versions=versions,
        log=options.events,
        source=inputs.read_source(source, versions, format_=options.format_) if source is not None else None,
        roster=inputs.read_roster(people, format_=options.format_) if people is not None else None,
        as_of=parse_instant("--as-of", as_of, term.timezone) if as_of is not None else None,
        known_by=parse_instant("--known-by", known_by, term.timezone) if known_by is not None else None,
        waivers=inputs.read_waivers(options.waivers, versions, format_=options.format_),
        only=options.only,
        leads=options.leads,
    )


def check_only(versions: Sequence[Agreement], only: Collection[str]) -> None:
    """Refuse names that are no commitment's."""
    from slakit.engine.compile import known_commitments

    ids = [promise.id for promise in known_commitments(versions)]
    known = dict.fromkeys(part for id_ in ids for part in (id_.partition(".")[0], id_.removesuffix(".objective"), id_))
    for name in only:
        if name not in known:
            meant = suggestion(name, known)
            listed = f"the commitments are {', '.join(sorted(ids))}"
            raise Failure(f"--only {name}: there is no such commitment; {meant + ' ' if meant else ''}{listed}")


def refuse(found: "Evaluation", options: Options, *, kept: str = KEPT) -> None:
    """End the run if the log cannot be read, holds too many bad rows, or lacks a lead that was asked for.

    `kept` is how bad rows are written to a file.
    """
    bad = found.log.quarantined
    errors = [finding for finding in found.diagnostics if finding.severity is Severity.ERROR]
    if bad > options.max_bad:
        because = too_many(found.log, options.max_bad, kept=kept)
        inputs.stop([*errors, *first_bad_rows(found.connection)], format_=options.format_, because=because)
    if errors:
        inputs.stop([*errors, *behind(found.log, found.connection)], format_=options.format_)
    _check_leads(found, options)


def _check_leads(found: "Evaluation", options: Options) -> None:
    for lead in options.leads:
        query = "SELECT DISTINCT lead_id FROM log WHERE lower(lead_id) = lower(?) ORDER BY lead_id"
        names = [name for (name,) in found.connection.execute(query, [lead]).fetchall()]
        if lead not in names:
            meant = f"; did you mean '{names[0]}'?" if names else _unread(found, lead, options)
            raise Failure(f"--lead {lead}: the log has no such lead{meant}")


def _unread(found: "Evaluation", lead: str, options: Options) -> str:
    """What is to be said of a lead whose rows cannot be read, none of them; a cluster does not know whose they are."""
    if options.engine != "duckdb":
        return ""
    rows = found.connection.execute("SELECT cause FROM unread WHERE lead_id = ? ORDER BY ALL", [lead]).fetchall()
    if not rows:
        return ""
    number = "1 row of this id is" if len(rows) == 1 else f"{len(rows):,} rows of this id are"
    return f" in a row that can be read: {number} left out, the first because of {rows[0][0]}"


def _write_quarantine(found: "Evaluation", path: str) -> None:
    from slakit.log.quarantine import write_quarantine

    writing.write(path, lambda name: write_quarantine(found.connection, name))
    output.note(f"{unread(found.log)} that cannot be read written to {path}")


def _write_outcomes(found: "Evaluation", path: str) -> None:
    from slakit.outcomes import WRITERS

    writing.write(path, lambda name: WRITERS[_suffix(path)](found.connection, name))


def _suffix(path: str) -> str:
    return Path(path).suffix.lower().removeprefix(".")


def _stem(path: str) -> str:
    return path.lower().removesuffix(".gz").removesuffix(".zst")
