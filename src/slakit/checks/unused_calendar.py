"""A calendar that nothing runs by.

With several calendars, promises name theirs. One that none of them names has no effect.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement
from slakit.usage import used_calendars

CODE = declare("SLA435", "A calendar that nothing runs by", Severity.WARNING)
WHOLE = True

WRONG = """
calendars:
  weekend: {hours: {sat-sun: ["10:00-14:00"]}}
responses:
  first_attempt: {calendar: business}
"""
RIGHT = """
calendars:
  weekend: {hours: {sat-sun: ["10:00-14:00"]}}
responses:
  first_attempt: {calendar: business}
  weekend_attempt: {by: sales, starts: handoff, stops: attempt, within: 2 business hours, calendar: weekend}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    used = used_calendars(agreement)
    for id_, calendar in agreement.calendars.items():
        if id_ not in used and len(agreement.calendars) > 1:
            instead = f"name it where it is meant (calendar: {id_}), or remove it"
            yield diagnostic(CODE, calendar.span, f"nothing uses the calendar '{id_}'", instead)
