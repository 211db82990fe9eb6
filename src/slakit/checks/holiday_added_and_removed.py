"""A date that is both added to the holidays and removed from them.

One of the two has no effect, and nobody can tell from the file whether the day is worked.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement

CODE = declare("SLA454", "A holiday both added and removed")

_HOURS = '{mon-fri: ["09:00-17:00"]}'
WRONG = f"""
calendars:
  business: {{hours: {_HOURS}, holidays: {{add: [{{date: 2027-11-26, name: Bridge day}}], remove: [2027-11-26]}}}}
"""
RIGHT = f"""
calendars:
  business: {{hours: {_HOURS}, holidays: {{add: [{{date: 2027-11-26, name: Bridge day}}]}}}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for calendar in agreement.calendars.values():
        holidays = calendar.holidays
        for holiday in holidays.add if holidays is not None else ():
            if holidays is not None and holiday.date in holidays.remove:
                yield diagnostic(
                    CODE,
                    holiday.span,
                    f"{holiday.date} is added to the holidays and removed from them",
                    "keep it under one of 'add' and 'remove'",
                )
