"""A start that ends what it starts.

A pattern that is both a start and a stop or cancel of one clock would open an episode and end it at once;
one that both pauses and resumes would never let the clock run again. Two names of one pattern are one.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Cadence, Response
from slakit.usage import clocks, shape

CODE = declare("SLA421", "A start that ends what it starts")

WRONG = """
responses:
  first_attempt:
    stops: [attempt, handoff]
"""
RIGHT = """
responses:
  first_attempt:
    stops: [attempt, customer]
"""

_CLASHES = (
    ("starts", "stops", "starts the clock and stops it", "leave it out of one of the two"),
    ("starts", "cancels", "starts the clock and cancels it", "to begin anew with each start, write again: restart"),
    ("pauses", "resumes", "pauses the clock and resumes it", "leave it out of one of the two"),
)


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for clock in clocks(agreement):
        for first, second, what, instead in _CLASHES:
            yield from _clash(agreement, clock, first, second, what, instead)


def _clash(
    agreement: Agreement, clock: Response | Cadence, first: str, second: str, what: str, instead: str
) -> Iterator[Diagnostic]:
    patterns = {_pattern(agreement, event): event for event in getattr(clock, first, ())}
    ends: tuple[str, ...] = getattr(clock, second, ())
    for number, event in enumerate(ends):
        begun = patterns.get(_pattern(agreement, event))
        if begun is None:
            continue
        place = f"{second}.{number}" if f"{second}.{number}" in clock.places else second
        known = "" if begun == event else f", being the same rows as '{begun}',"
        yield diagnostic(CODE, clock.place(place), f"'{event}'{known} {what}", instead)


def _pattern(agreement: Agreement, event: str) -> object:
    """What tells one pattern from another: entries of a stage are not its rows, so a stage is itself."""
    pattern = agreement.events.get(event)
    if event in agreement.stages or pattern is None:
        return event
    return frozenset(pattern.events), None if pattern.where is None else shape(pattern.where)
