"""What is said of a broken promise where everybody may read it: no lead, and no name of an owner."""

from collections.abc import Iterator

from slakit.attainment.scorecard import PeriodScore, PromiseScore, Scorecard, Status
from slakit.formats.scorecard import figures, times

RULE = "broken-promise"
"""What an annotation or a result that says so is called."""

_SHOWN_PERIODS = 6


def broken(card: Scorecard) -> tuple[PromiseScore, ...]:
    """The promises that are broken, in the order of the parties."""
    return tuple(promise for promise in card.promises if promise.status is Status.BROKEN)


def headline(card: Scorecard, promise: PromiseScore) -> str:
    """`Broken promise: First attempt (first_attempt) of Sales`."""
    party = next(party for party in card.parties if promise in party.promises)
    return f"Broken promise: {promise.title} ({promise.id}) of {party.title}"


def reasons(card: Scorecard, promise: PromiseScore) -> Iterator[str]:
    """What was promised, the broken periods with their figures, how many outcomes and why; a line each."""
    if promise.promised:
        yield f"Promised: {promise.promised}"
    year = times.local(card.as_of, card.timezone).year
    found = [period for period in promise.periods if period.counts.breached]
    for period in found[:_SHOWN_PERIODS]:
        yield f"Broken: {_period(period, year)}"
    if len(found) > _SHOWN_PERIODS:
        yield f"Broken: {len(found) - _SHOWN_PERIODS} more periods"
    counts = promise.counts
    if promise.causes:
        causes = ", ".join(f"{number:,} {cause}" for cause, number in promise.causes)
        yield f"{counts.met:,} kept, {counts.breached:,} broken: {causes}"
    elif not found:
        yield f"{counts.met:,} kept, {counts.breached:,} broken"


def _period(period: PeriodScore, year: int) -> str:
    label = times.span(period.start, period.end, year)
    (first, *_) = period.results
    if period.counts.all == 1 and first.dimension is None:
        return f"{label} {figures.attained(first)}"
    of = period.counts.all - period.counts.not_applicable
    return f"{label} {period.counts.breached:,} of {of:,} parts"
