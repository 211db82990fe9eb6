"""A calendar that is never open.

Business time by such a calendar never passes, so nothing would ever be due.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement
from slakit.open_hours import weekly_minutes

CODE = declare("SLA427", "A calendar that is never open")

WRONG = """
calendars:
  business: {hours: {mon-fri: []}}
"""
RIGHT = """
calendars:
  business: {hours: {mon-fri: ["09:00-17:00"], sat-sun: []}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for calendar in agreement.calendars.values():
        if not any(weekly_minutes(calendar)) and not any(calendar.overrides.values()):
            message = f"'{calendar.id}' is open on no weekday and has no override that opens it"
            yield diagnostic(CODE, calendar.place("hours"), message, "give a weekday its hours")
