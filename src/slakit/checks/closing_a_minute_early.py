"""Hours that close a minute early.

Hours are half-open: `09:00-18:00` is open until just before 18:00, and `24:00` is the end of the day. A closing time
of 17:59 or 23:59 closes the last minute, and every count of business hours loses it.
"""

from collections.abc import Iterable, Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Calendar, Hours

CODE = declare("SLA452", "Hours that close a minute early", Severity.WARNING)

WRONG = """
calendars:
  business: {hours: {mon-fri: ["09:00-17:59"]}}
"""
RIGHT = """
calendars:
  business: {hours: {mon-fri: ["09:00-18:00"]}}
"""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for calendar in agreement.calendars.values():
        for place, hours in _written(calendar):
            for closes in sorted({each.closes for each in hours if each.closes % 60 == 59}):
                right = f"{closes // 60 + 1:02}:00"
                yield diagnostic(
                    CODE,
                    calendar.place(place),
                    f"these hours close at {closes // 60:02}:59, so the minute before {right} is closed",
                    f"write {right}: a closing time is the first instant that is closed",
                )


def _written(calendar: Calendar) -> Iterator[tuple[str, Iterable[Hours]]]:
    """The hours with the key they are written under: once for each range of weekdays."""
    for key in calendar.places:
        section, _, days = key.partition(".")
        if section == "hours" and days:
            yield key, calendar.hours.get(_DAYS.index(days[:3]), ())
    for day, hours in calendar.overrides.items():
        yield f"overrides.{day.isoformat()}", hours
