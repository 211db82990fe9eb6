"""A night shift that meets a holiday.

Hours past midnight belong to the next date: a holiday drops the end of the shift that began the evening before, and
keeps the hours after midnight that its own, closed evening would have begun. Seldom is that what was meant, and an
override of the date says what is.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, Calendar, Hours, Term

CODE = declare("SLA453", "A night shift that meets a holiday", Severity.WARNING)

_HOURS = '{mon-fri: ["22:00-06:00"]}, holidays: {add: [{date: 2027-11-25, name: Thanksgiving}]}'
WRONG = f"""
calendars:
  business: {{hours: {_HOURS}}}
"""
RIGHT = f"""
calendars:
  business: {{hours: {_HOURS}, overrides: {{2027-11-25: ["00:00-06:00"]}}}}
"""

MOST_CALENDARS = 8
"""Calendars whose holidays are looked up."""

_DAY = timedelta(days=1)
_FIVE_YEARS = timedelta(days=1827)
"""As much of a term is looked at."""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    term = agreement.term
    open_at_night = [
        calendar
        for calendar in agreement.calendars.values()
        if calendar.holidays is not None and any(map(_nights, calendar.hours.values()))
    ]
    for calendar in open_at_night[:MOST_CALENDARS] if term is not None else ():
        met = list(_met(calendar, term)) if term is not None else []
        if met:
            yield _told(calendar, met)


def _nights(hours: tuple[Hours, ...]) -> bool:
    return any(each.closes <= each.opens for each in hours)


def _met(calendar: Calendar, term: Term) -> Iterator[tuple[date, bool, bool]]:
    """The holidays, with whether the end of a shift is dropped on them, and whether one without a beginning is kept."""
    from slakit.calendars import holiday_dates  # takes time, and only night shifts need it

    last = min(term.through or date.max, term.from_ + _FIVE_YEARS)
    days = {day for day, _ in holiday_dates(calendar, term.from_ - _DAY, last + _DAY)}

    def hours(day: date) -> tuple[Hours, ...]:
        return calendar.overrides.get(day, calendar.hours.get(day.weekday(), ()))

    for day in sorted(days):
        if day in calendar.overrides or not term.from_ <= day <= last:
            continue
        before, after = day - _DAY, day + _DAY
        drops = _nights(hours(before)) and (before in calendar.overrides or before not in days)
        keeps = _nights(hours(day)) and after not in days and after not in calendar.overrides
        if drops or keeps:
            yield day, drops, keeps


def _told(calendar: Calendar, met: list[tuple[date, bool, bool]]) -> Diagnostic:
    day, drops, keeps = met[0]
    said = []
    if drops:
        said.append(f"the shift of {day - _DAY} ends at midnight")
    if keeps:
        said.append(f"the hours after midnight on {day + _DAY} stay open without their evening")
    others = f" (and {len(met) - 1} more)" if len(met) > 1 else ""
    return diagnostic(
        CODE,
        calendar.place("hours"),
        f"at the holiday {day}{others} {' and '.join(said)}",
        f'say what is meant with an override, such as {day}: ["00:00-06:00"] or {day}: []',
    )
