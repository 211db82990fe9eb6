"""A calendar that is never open.

Business time by such a calendar never passes, so nothing would ever be due. It is so, too, where holidays and
overrides close every date of the term; one of less than a week may well lie in a row of holidays, and what starts in
it is due after them.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Calendar, Term
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

MOST_CALENDARS = 20
"""Calendars whose dates are looked at."""

SHORTEST_TERM = 7
"""Days of a term whose dates are looked at."""

_ENOUGH = 20
"""Dates with hours by the week, and not closed by name: public holidays do not close so many."""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    for number, calendar in enumerate(agreement.calendars.values()):
        if not any(weekly_minutes(calendar)) and not any(calendar.overrides.values()):
            message = f"'{calendar.id}' is open on no weekday and has no override that opens it"
            yield diagnostic(CODE, calendar.place("hours"), message, "give a weekday its hours")
        elif number < MOST_CALENDARS and agreement.term is not None and _closed_throughout(calendar, agreement.term):
            message = f"holidays and overrides close '{calendar.id}' on every date of the term"
            yield diagnostic(CODE, calendar.place("hours"), message, "open one of them, or leave the calendar out")


def _closed_throughout(calendar: Calendar, term: Term) -> bool:
    """Whether no date of the term, a day more on either side for other zones, has open time."""
    through = term.through or date.max - timedelta(days=2)
    if (through - term.from_).days + 1 < SHORTEST_TERM:
        return False
    first, last = term.from_ - timedelta(days=1), through + timedelta(days=1)
    named = {*calendar.overrides, *(holiday.date for holiday in (calendar.holidays.add if calendar.holidays else ()))}
    minutes, left = weekly_minutes(calendar), 0
    if any(first <= day <= last for day, hours in calendar.overrides.items() if hours):
        return False
    if not any(minutes):
        return True
    day = first
    while day <= last and left < _ENOUGH:
        left += minutes[day.weekday()] > 0 and day not in named
        day += timedelta(days=1)
    if left >= _ENOUGH:
        return False
    from slakit.calendars.hours import OpeningHours  # takes time, and is seldom needed

    hours = OpeningHours(calendar, first, last)
    return not any(hours.of(number) for number in range(first.toordinal(), last.toordinal() + 1))
