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


def handle(card: Scorecard, promise: PromiseScore) -> str:
    """What a promise is called among all: its id, with who makes it where others make one of that id, too."""
    alone = [one.id for one in card.promises].count(promise.id) == 1
    return promise.id if alone else f"{promise.id} ({'+'.join(promise.by)})"


def headline(promise: PromiseScore) -> str:
    """`Broken promise: First attempt`."""
    return f"Broken promise: {promise.title}"


def reasons(card: Scorecard, promise: PromiseScore) -> Iterator[str]:
    """Who promised what, the broken periods with their figures, how many outcomes and why; a line each."""
    party = next(party for party in card.parties if promise in party.promises)
    yield f"{party.title} promised {promise.id}{f': {promise.promised}' if promise.promised else ''}"
    year = times.local(card.as_of, card.timezone).year
    found = [_period(period, year) for period in promise.periods if period.counts.breached]
    if found:
        more = f" and {len(found) - _SHOWN_PERIODS} more periods" if len(found) > _SHOWN_PERIODS else ""
        yield f"broken in {'; '.join(found[:_SHOWN_PERIODS])}{more}"
    counts = promise.counts
    if promise.kind in ("quota", "goal"):  # their periods say it
        return
    causes = ", ".join(f"{number:,} {cause}" for cause, number in promise.causes)
    yield f"{counts.met:,} kept, {counts.breached:,} broken{f' ({causes})' if causes else ''}"


def _period(period: PeriodScore, year: int) -> str:
    label = times.span(period.start, period.end, year)
    (first, *_) = period.results
    if period.counts.all == 1 and first.dimension is None:
        return f"{label}: {figures.attained(first)}"
    of = period.counts.all - period.counts.not_applicable
    return f"{label}: {period.counts.breached:,} of {of:,} parts"
