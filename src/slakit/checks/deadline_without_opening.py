"""A deadline that no opening reaches.

A calendar that is open on single dates only, and on no weekday, ends with the last of them. Business time that
starts to run late in the term is then never over, so the promise is never due.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis
from slakit.model import Agreement, Calendar, Term
from slakit.open_hours import weekly_minutes
from slakit.reasoning.deadlines import deadlines
from slakit.reasoning.room import local

if TYPE_CHECKING:
    from slakit.calendars import BusinessTime

CODE = declare("SLA455", "A deadline that no opening reaches")

_RESPONSES = """
responses:
  first_attempt:
    targets: [{when: {offer: demo_request}, within: 15 business minutes}, {within: 6 business hours}]
"""
_DATES = '{2027-06-05: ["10:00-16:00"], 2027-06-12: ["10:00-16:00"]}'
WRONG = f"{_RESPONSES}calendars:\n  business: {{hours: {{mon-fri: []}}, overrides: {_DATES}}}\n"
RIGHT = f'{_RESPONSES}calendars:\n  business: {{hours: {{mon-fri: [], sat: ["10:00-16:00"]}}}}\n'


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    rare = {
        calendar.id: calendar
        for calendar in agreement.calendars.values()
        if any(calendar.overrides.values()) and not any(weekly_minutes(calendar))
    }
    if agreement.term is None or not rare:
        return
    starts = {name: _last_start(agreement.term, calendar) for name, calendar in rare.items()}
    for duration, name, span in deadlines(agreement):
        if duration.basis is Basis.ELAPSED or name not in rare:
            continue
        time, start = starts[name]
        if time.deadline(start, duration) is None:
            yield diagnostic(
                CODE,
                span,
                f"{duration} from {local(agreement, name, start)} are never over: '{name}' does not open again",
                "give the calendar hours that recur every week",
            )


def _last_start(term: Term, calendar: Calendar) -> tuple["BusinessTime", int]:
    """The last instant of the term, or one after the last opening if the term has no end; and all openings."""
    from slakit.calendars import BusinessTime  # takes time, and is seldom needed

    opened = max(day for day, hours in calendar.overrides.items() if hours)
    last = term.through or max(term.from_, opened + timedelta(days=2))
    until = max(last, opened, *calendar.overrides) + timedelta(days=3)
    first = max(date.min + timedelta(days=3), min(term.from_, last) - timedelta(days=2))
    time = BusinessTime.over(calendar, timezone=term.timezone, first=first, last=until)
    term_time = BusinessTime.over(None, timezone=term.timezone, first=last, last=last)
    return time, term_time.ends_at - 1
