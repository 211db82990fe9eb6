"""A deadline more than ten years off.

Nobody promises that; it is a slip of a unit, or a calendar that is hardly ever open.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis, Duration
from slakit.model import Agreement, Calendar
from slakit.open_hours import weekly_minutes
from slakit.reasoning.deadlines import deadlines

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
    for duration, calendar, span in deadlines(agreement):
        days = _days(duration, agreement.calendars.get(calendar))
        if days is not None and days > _TEN_YEARS:
            by = "" if duration.basis is Basis.ELAPSED else f" by the calendar '{calendar}'"
            yield diagnostic(
                CODE,
                span,
                f"{duration}{by} is more than ten years",
                "write a shorter time or another unit",
            )


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
