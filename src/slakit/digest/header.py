"""What an agreement begins with: its name and version, term, parties, calendars and further clauses."""

from collections.abc import Sequence
from datetime import date, timedelta

from slakit.calendars import holiday_dates
from slakit.digest.canonical_json import Json
from slakit.digest.spelling import Object, day, given, words
from slakit.model import Agreement, Calendar, Clause, Hours, Party, Term

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def metadata(agreement: Agreement) -> Object:
    """Name, title, version, description."""
    return {"name": agreement.id, "version": agreement.version, **words(agreement)}


def term(found: Term) -> Object:
    """The term, its defaults written out."""
    return given(
        from_=day(found.from_),
        through=None if found.through is None else day(found.through),
        timezone=found.timezone,
        week_starts=_WEEKDAYS[found.week_starts],
        fiscal_year_starts=_MONTHS[found.fiscal_year_starts - 1],
        currency=found.currency,
    )


def party(found: Party) -> Object:
    """A party and those who sign for it, in their order."""
    signatories = [given(role=one.role, name=one.name, email=one.email) for one in found.signatories]
    return {**words(found), **given(accountable=found.accountable, signatories=signatories)}


def clause(found: Clause) -> Object:
    """A further clause."""
    return {**words(found), "text": found.text}


def calendar(found: Calendar, during: Term) -> Object:
    """A calendar: opening hours by weekday and date, and the holidays with the dates that they come to."""
    return {
        **words(found),
        "timezone": found.timezone,
        "hours": {
            _WEEKDAYS[weekday][:3]: _hours(found.hours[weekday]) for weekday in found.hours if found.hours[weekday]
        },
        **given(
            holidays=_holidays(found, during),
            overrides={day(when): _hours(hours) for when, hours in found.overrides.items()},
        ),
    }


def _hours(found: Sequence[Hours]) -> list[Json]:
    """Intervals by their beginning, each once; midnight as a close is `24:00`."""
    return [f"{_time(one.opens)}-{_time(one.closes)}" for one in sorted(set(found))]


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _holidays(found: Calendar, during: Term) -> Object:
    """What is declared and, as `dates`, the holidays within the term; within its first year if it has no end."""
    declared = found.holidays
    if declared is None:
        return {}
    last = during.through or _year_after(during.from_)
    return given(
        country=declared.country,
        subdivision=declared.subdivision,
        add={day(one.date): one.name for one in declared.add},
        remove=[day(one) for one in sorted(declared.remove)],
        dates=[day(when) for when, _ in holiday_dates(found, during.from_, last)],
    )


def _year_after(first: date) -> date:
    """The last day of the year that begins on `first`."""
    leap = (first.month, first.day) == (2, 29)
    return (
        date(first.year + 1, 3, 1) - timedelta(days=1)
        if leap
        else first.replace(year=first.year + 1) - timedelta(days=1)
    )
