"""Zones and nights on which local time does something odd, and hours that make the most of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from tests.oracle.calendars import public_holidays

NIGHTS: Sequence[tuple[str, date]] = (
    ("America/New_York", date(2027, 3, 14)),  # 02:00 skipped
    ("America/New_York", date(2027, 11, 7)),  # 01:00 repeated
    ("Australia/Lord_Howe", date(2027, 4, 4)),  # half an hour repeated
    ("Australia/Lord_Howe", date(2027, 10, 3)),  # half an hour skipped
    ("Africa/Casablanca", date(2027, 2, 7)),  # Ramadan begins: back an hour
    ("Africa/Casablanca", date(2027, 3, 14)),  # Ramadan ends
    ("Asia/Kathmandu", date(2027, 6, 1)),  # three quarters of an hour
    ("Asia/Kathmandu", date(1986, 1, 1)),  # 00:00 to 00:15 skipped
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
    ("America/Sao_Paulo", date(2018, 11, 4)),  # 00:00 skipped
    ("America/Sao_Paulo", date(2018, 2, 18)),  # 23:00 of the day before repeated
    ("America/St_Johns", date(2027, 3, 14)),
    ("America/St_Johns", date(2027, 11, 7)),
    ("Africa/Cairo", date(2027, 4, 30)),  # 00:00 skipped
    ("America/Havana", date(2027, 3, 14)),  # 00:00 skipped
    ("America/Havana", date(2027, 11, 7)),  # 00:00 repeated, on the same date
    ("Europe/London", date(2027, 3, 28)),
    ("Asia/Tokyo", date(2027, 5, 3)),  # no change, but three holidays
    ("UTC", date(2027, 2, 28)),
)

BACK_OVER_MIDNIGHT: Sequence[tuple[str, date]] = (
    ("America/St_Johns", date(2010, 11, 7)),  # at 00:01 back to 23:01 of a date that was over
    ("America/St_Johns", date(2011, 3, 13)),  # at 00:01 on to 01:01
)
"""Nights on which a local date comes twice."""

HOURS: Sequence[Sequence[str]] = (
    ("09:00-12:30", "13:30-17:30"),
    ("09:00-17:00",),
    ("00:00-24:00",),
    ("22:00-06:00",),
    ("18:00-02:30",),
    ("01:30-02:30",),
    ("00:00-01:00", "23:30-24:00"),
    ("23:00-00:00",),
    ("08:00-10:00", "09:30-11:00"),
    ("06:00-05:00",),
    ("02:00-03:00", "10:00-16:00"),
    ("00:30-00:15",),
)

WEEKS: Sequence[Sequence[str]] = (
    ("mon-fri",),
    ("mon-sun",),
    ("mon-thu", "fri"),
    ("fri-mon", "tue", "wed-thu"),
    ("sat-sun", "mon-fri"),
    ("sun-thu",),
    ("mon", "wed", "fri-sun"),
)

PLACES: Sequence[Mapping[str, str]] = (
    {"country": "US", "subdivision": "NY"},
    {"country": "DE"},
    {"country": "BR"},
    {"country": "MA"},
    {"country": "GB", "subdivision": "ENG"},
    {"country": "JP"},
    {"country": "CA", "subdivision": "NL"},
)


def calendar(random: Random, zone: str, days: Sequence[date]) -> dict[str, Any]:
    """A calendar whose holidays and overrides fall on some of the days."""
    hours = {key: list(random.choice(HOURS)) for key in random.choice(WEEKS)}
    declared: dict[str, Any] = {"timezone": zone, "hours": hours}
    if random.random() < 0.1:
        del declared["timezone"]
    if random.random() < 0.5:
        declared["holidays"] = _holidays(random, days)
    if random.random() < 0.5:
        chosen = sorted(random.sample(days, random.randint(1, 3)))
        declared["overrides"] = {day.isoformat(): list(random.choice([(), *HOURS])) for day in chosen}
    return declared


def _holidays(random: Random, days: Sequence[date]) -> dict[str, Any]:
    kept: dict[str, Any] = dict(random.choice([{}, *PLACES]))
    chosen = random.sample(days, 4)
    if "country" not in kept or random.random() < 0.5:
        kept["add"] = [{"date": day.isoformat(), "name": "Closed"} for day in sorted(chosen[:2])]
    if "country" in kept and random.random() < 0.4:
        public = public_holidays(kept["country"], kept.get("subdivision"), days[0].year)
        removed = {*chosen[3:], *(day for day in days if day in public and random.random() < 0.5)}
        added = {one["date"] for one in kept.get("add", [])}  # to add and remove one date contradicts itself
        removed = {day for day in removed if day.isoformat() not in added}
        if removed:
            kept["remove"] = [day.isoformat() for day in sorted(removed)]
    return kept
