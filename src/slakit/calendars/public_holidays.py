"""Public holidays as dates with names. `holidays` is imported only when a country is named."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from slakit.model import Calendar, Holidays

HOLIDAYS = "holidays"
"""The package that public holidays come from."""


@cache
def holiday_release() -> str:
    """The release of the holiday data that is installed; empty if none is."""
    try:
        return version(HOLIDAYS)
    except PackageNotFoundError:
        return ""


def has_public_holidays(calendars: Iterable[Calendar]) -> bool:
    """Whether any of the calendars names a country, and so depends on the holiday data."""
    return any(one.holidays is not None and one.holidays.country is not None for one in calendars)


def holiday_dates(calendar: Calendar, first: date, last: date) -> list[tuple[date, str]]:
    """The calendar's holidays from `first` through `last`, in date order, with their names.

    What `country` and `subdivision` stand for, plus `add`, less `remove`. Names are in English where
    the library has them, otherwise in the country's own language; a date with several holidays has
    their names joined with "; ". Raises `NotImplementedError` for a country or subdivision that the
    `holidays` library does not know.
    """
    if calendar.holidays is None:
        return []
    found = _public(calendar.holidays, first, last)
    for added in calendar.holidays.add:
        names = found.setdefault(added.date, [])
        if added.name not in names:
            names.append(added.name)
    removed = set(calendar.holidays.remove)
    return [(day, "; ".join(found[day])) for day in sorted(found) if first <= day <= last and day not in removed]


def _public(declared: Holidays, first: date, last: date) -> dict[date, list[str]]:
    """What the country and subdivision stand for in the years of the range, name by name."""
    if declared.country is None:
        return {}
    from holidays import country_holidays

    years = range(first.year, last.year + 1)
    # Made without years first: that costs nothing and tells which languages there are.
    languages = country_holidays(declared.country, subdiv=declared.subdivision).supported_languages
    english = next(
        (language for language in ("en_US", *sorted(languages)) if language in languages and language[:2] == "en"), None
    )
    public = country_holidays(declared.country, subdiv=declared.subdivision, years=years, language=english)
    return {day: sorted(set(public.get_list(day))) for day in public}
