"""Versions of one agreement: files with one name, in the order of their terms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from slakit.calendars.business_time import BusinessTime
from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Term

SAME_START = declare("SLA410", "Two versions from one day")
_SECTIONS = (
    "parties",
    "calendars",
    "fields",
    "events",
    "stages",
    "responses",
    "cadences",
    "measures",
    "quotas",
    "goals",
)

GAP = declare("SLA411", "A gap between versions", Severity.WARNING)

_NEAR = timedelta(days=3)
"""Dates around one that a zone may have skipped."""


def in_order(agreements: Iterable[Agreement]) -> dict[str, tuple[tuple[Agreement, Term], ...]]:
    """The versions of each agreement with their terms, by name, the earliest first (as given when equal)."""
    versions: dict[str, list[tuple[Agreement, Term]]] = {}
    for agreement in agreements:
        if agreement.term is not None:
            versions.setdefault(agreement.id, []).append((agreement, agreement.term))
    return {name: tuple(sorted(those, key=lambda pair: pair[1].from_)) for name, those in versions.items()}


def combined(versions: Sequence[Agreement]) -> Agreement:
    """All versions of one agreement as one, to look things up in: what several declare is as the last one has it."""
    last = versions[-1]
    sections: dict[str, Any] = {
        section: {name: thing for version in versions for name, thing in getattr(version, section).items()}
        for section in _SECTIONS
    }
    labels = ", ".join(version.version for version in versions)
    return replace(last, version=labels, **sections) if len(versions) > 1 else last


def check_versions(agreements: Iterable[Agreement]) -> Iterator[Diagnostic]:
    """Two versions that begin on one day (an error); days, or hours between zones, without a version (a warning)."""
    for versions in in_order(agreements).values():
        for (earlier, before), (later, term) in pairwise(versions):
            if before.from_ == term.from_:
                message = f"version {later.version} of '{later.id}' begins on {term.from_}, as {earlier.version} does"
                yield diagnostic(
                    SAME_START,
                    term.from_span or term.span,
                    message,
                    f"give the later version a later 'from'; the other is {(before.from_span or before.span).file}",
                )
            elif before.through is not None and before.through + timedelta(days=1) < term.from_:
                first = before.through + timedelta(days=1)
                yield diagnostic(
                    GAP,
                    term.from_span or term.span,
                    f"no version of '{later.id}' governs {first} through {term.from_ - timedelta(days=1)}",
                    f"write from: {first}, or a later 'through' in version {earlier.version}",
                )
            elif ends_at(before, term.from_ - timedelta(days=1)) < begins_at(term):
                hours = f"{_instant(ends_at(before, term.from_ - timedelta(days=1)))} to {_instant(begins_at(term))}"
                yield diagnostic(
                    GAP,
                    term.from_span or term.span,
                    f"no version of '{later.id}' governs the time from {hours}: {term.from_} begins later in"
                    f" {term.timezone} than in {before.timezone}",
                    f"write timezone: {before.timezone}, or know that what happens in between counts for nothing",
                )


def begins_at(term: Term) -> int:
    """The first instant of the term, in epoch seconds."""
    return BusinessTime.over(None, timezone=term.timezone, first=term.from_, last=term.from_ + _NEAR).starts_at


def ends_at(term: Term, last: date) -> int:
    """The instant at which the date `last` is over in the term's zone, in epoch seconds."""
    return BusinessTime.over(None, timezone=term.timezone, first=last - _NEAR, last=last).ends_at


def _instant(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"
