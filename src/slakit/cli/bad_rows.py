"""Rows of the log that cannot be read: the first of them named, and what to do about them."""

from collections.abc import Iterator
from dataclasses import replace

from slakit.connection import Connection
from slakit.diagnostics import Diagnostic, Severity, Span, diagnostic
from slakit.log.contract import QUARANTINE, LoadedLog
from slakit.log.load import QUARANTINED

NAMED = 10
"""How many bad rows are named."""

KEPT = "slakit evaluate with --quarantine FILE writes them to a file"
"""How another verb than `evaluate` has them written."""


def first_bad_rows(connection: Connection) -> Iterator[Diagnostic]:
    """A finding, an error, for each of the first quarantined rows."""
    rows = connection.execute(
        f"SELECT * FROM {QUARANTINE} ORDER BY ALL LIMIT {NAMED}"  # noqa: S608 - constants
    ).fetchall()
    for file, row, line, cause, _ in rows:
        place = "a row" if row is None else f"row {row}"  # a cluster does not number them
        found = diagnostic(QUARANTINED, Span(file, line or 1), f"{place} cannot be read: {cause}")
        yield replace(found, severity=Severity.ERROR)


def too_many(log: LoadedLog, allowed: int, *, kept: str = KEPT) -> str:
    """Why there is no verdict, and what to do about it; `kept` is how they are written to a file, unless they are."""
    number = log.quarantined
    rows = f"{unread(log)} cannot be read"
    named = f" (the first {NAMED} are named)" if number > NAMED else ""
    where = " in the export" if log.by_event else ""
    return (
        f"{rows} and --max-bad allows {allowed:,}{named}. Correct them{where}{f'; {kept}' if kept else ''};"
        f" --max-bad {number} goes on without them"
    )


def unread(log: LoadedLog) -> str:
    """How many rows cannot be read, or events where a Source may make several of a row: `3 events`."""
    unit = "event" if log.by_event else "row"
    return f"1 {unit}" if log.quarantined == 1 else f"{log.quarantined:,} {unit}s"


def behind(log: LoadedLog, connection: Connection) -> Iterator[Diagnostic]:
    """The first of the bad rows where they are all that there is: why there is nothing to judge."""
    if log.quarantined and not log.events:
        yield from first_bad_rows(connection)
