"""Rows of the log that cannot be read: the first of them named, and what to do about them."""

from collections.abc import Iterator
from dataclasses import replace

from slakit.connection import Connection
from slakit.diagnostics import Diagnostic, Severity, Span, diagnostic
from slakit.log.contract import QUARANTINE
from slakit.log.load import QUARANTINED

NAMED = 10
"""How many bad rows are named."""


def first_bad_rows(connection: Connection) -> Iterator[Diagnostic]:
    """A finding, an error, for each of the first quarantined rows."""
    rows = connection.execute(
        f"SELECT * FROM {QUARANTINE} ORDER BY ALL LIMIT {NAMED}"  # noqa: S608 - constants
    ).fetchall()
    for file, row, line, cause, _ in rows:
        place = "a row" if row is None else f"row {row}"  # a cluster does not number them
        found = diagnostic(QUARANTINED, Span(file, line or 1), f"{place} cannot be read: {cause}")
        yield replace(found, severity=Severity.ERROR)


def too_many(number: int, allowed: int, *, is_written: bool) -> str:
    """Why there is no verdict, and what to do about it."""
    rows = "1 row cannot be read" if number == 1 else f"{number:,} rows cannot be read"
    named = f" (the first {NAMED} are named)" if number > NAMED else ""
    kept = "" if is_written else "; --quarantine FILE writes them to a file"
    return (
        f"{rows} and --max-bad allows {allowed:,}{named}. Correct them{kept}; --max-bad {number} goes on without them"
    )
