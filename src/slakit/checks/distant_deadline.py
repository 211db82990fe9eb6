"""A deadline more than ten years off.

Nobody promises that; it is a slip of a unit, or a calendar that is hardly ever open.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.durations import Basis, Duration
from slakit.model import ALWAYS, Agreement, Calendar, Share
from slakit.open_hours import weekly_minutes
from slakit.usage import measured

CODE = declare("SLA425", "A deadline more than ten years off")

WRONG = """
responses:
  decision: {by: sales, starts: handoff, stops: customer, within: 40000 business hours}
"""
RIGHT = """
responses:
  decision: {by: sales, starts: handoff, stops: customer, within: 40 business hours}
"""

_TEN_YEARS = 3653  # days, two or three of them leap days


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for duration, calendar, span in _durations(agreement):
        days = _days(duration, agreement.calendars.get(calendar))
        if days is not None and days > _TEN_YEARS:
            by = "" if duration.basis is Basis.ELAPSED else f" by the calendar '{calendar}'"
            yield diagnostic(
                CODE,
                span,
                f"{duration}{by} is more than ten years",
                "write a shorter time or another unit",
            )


def _durations(agreement: Agreement) -> Iterator[tuple[Duration, str, Span]]:
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
    for plan in agreement.compensation.plans.values() if agreement.compensation else ():
        if plan.clawback is not None:
            yield plan.clawback.within, ALWAYS, plan.place("clawback.within")


def _calendar_of(agreement: Agreement, measure: str) -> str:
    return next((promise.calendar for promise in measured(agreement) if promise.measure == measure), ALWAYS)


def _days(duration: Duration, calendar: Calendar | None) -> Fraction | None:
    """How many days the duration takes at least, holidays aside; None if the calendar is never open by the week."""
    if duration.basis is Basis.ELAPSED or calendar is None:
        return Fraction(duration.count if duration.basis is Basis.OPEN_DAYS else Fraction(duration.seconds, 86_400))
    minutes = weekly_minutes(calendar)
    if not sum(minutes):
        return None
    if duration.basis is Basis.OPEN_DAYS:
        return Fraction(duration.count * 7, sum(1 for open_minutes in minutes if open_minutes))
    return Fraction(duration.seconds * 7, sum(minutes) * 60)
