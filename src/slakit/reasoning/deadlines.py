"""Every duration of an agreement that makes a deadline."""

from collections.abc import Iterator

from slakit.diagnostics import Span
from slakit.durations import Duration
from slakit.model import ALWAYS, Agreement, Share
from slakit.usage import measured, pay_plans


def deadlines(agreement: Agreement) -> Iterator[tuple[Duration, str, Span]]:
    """Every duration that makes a deadline, with its calendar and place."""
    for response in agreement.responses.values():
        for target in response.targets:
            if target.within is not None:
                yield target.within, target.calendar, target.span
    for cadence in agreement.cadences.values():
        for key, duration in (
            ("within", cadence.within),
            ("first_within", cadence.first_within),
            ("spacing.at_least", cadence.spacing_at_least),
            ("spacing.at_most", cadence.spacing_at_most),
        ):
            if duration is not None:
                yield duration, cadence.calendar, cadence.place(key)
    for stage in agreement.stages.values():
        if stage.dwell is not None:
            yield stage.dwell.duration, stage.dwell.calendar, stage.place(f"dwell.{stage.dwell.operator}")
    for measure in agreement.measures.values():
        if isinstance(measure, Share) and measure.within is not None:
            yield measure.within, _calendar_of(agreement, measure.id), measure.place("within")
    for plan in pay_plans(agreement):
        if plan.clawback is not None:
            yield plan.clawback.within, ALWAYS, plan.place("clawback.within")


def _calendar_of(agreement: Agreement, measure: str) -> str:
    return next((promise.calendar for promise in measured(agreement) if promise.measure == measure), ALWAYS)
