"""A deadline that no opening reaches.

A calendar that is open on single dates only, and on no weekday, ends with the last of them. Business time that
starts to run late in the term is then never over, so the promise is never due.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis
from slakit.model import Agreement, Calendar, Term
from slakit.open_hours import weekly_minutes
from slakit.reasoning.deadlines import deadlines

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
    left = {name: _left(agreement.term, calendar) for name, calendar in rare.items()}
    for duration, name, span in deadlines(agreement):
        if duration.basis is Basis.ELAPSED or name not in rare:
            continue
        after, dates, minutes = left[name]
        if dates < duration.count if duration.basis is Basis.OPEN_DAYS else minutes * 60 < duration.seconds:
            yield diagnostic(
                CODE,
                span,
                f"{duration} from the end of {after} are never over: '{name}' is open on {dates} dates after it",
                "give the calendar hours that recur every week",
            )


def _left(term: Term, calendar: Calendar) -> tuple[date, int, int]:
    """The last date of the term, or that of the last opening if it has no end; the dates open later, and minutes."""
    opened = {day: hours for day, hours in calendar.overrides.items() if hours}
    last = term.through or max(term.from_, max(opened) + timedelta(days=1))
    later = [hours for day, hours in opened.items() if day >= last]  # that date too: another zone is behind
    night = any(each.closes <= each.opens for hours in later for each in hours)
    minutes = sum((each.closes - each.opens) % 1440 or 1440 for hours in later for each in hours)
    return last, len(later) * (1 + night), minutes + 120 * len(later)  # a repeated hour makes a date longer
