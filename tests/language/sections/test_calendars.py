"""Calendars: weekdays and wall times as minutes of the day."""

from datetime import date
from pathlib import Path

import pytest

from slakit.open_hours import weekly_minutes
from tests.binding import bound, found


def calendar(hours: str, rest: str = "") -> str:
    """The minimal agreement's calendar with these hours for its own."""
    return f"calendars:\n  business:\n    hours: {{mon-fri: null, {hours}}}\n{rest}"


@pytest.mark.parametrize(
    ("hours", "weekdays"),
    [
        ('mon: ["09:00-17:00"]', {0: [(540, 1020)]}),
        ('sat: ["00:00-24:00"]', {5: [(0, 1440)]}),
        ('sat: ["22:00-00:00"]', {5: [(1320, 1440)]}),
        ('sat: ["22:00-06:00"]', {5: [(1320, 360)]}),
        ('fri-mon: ["10:00-11:00"]', {day: [(600, 660)] for day in (4, 5, 6, 0)}),
        ('sun: ["13:00-14:00", "09:00-10:00"]', {6: [(780, 840), (540, 600)]}),
        ('mon: ["09:00-17:00"], tue: []', {0: [(540, 1020)], 1: []}),
    ],
)
def test_hours(hours: str, weekdays: dict[int, list[tuple[int, int]]], tmp_path: Path) -> None:
    week = bound(calendar(hours), tmp_path).calendars["business"].hours
    assert {day: [(each.opens, each.closes) for each in those] for day, those in week.items()} == weekdays
    assert list(week) == sorted(week)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        ('mon: ["09:00-12:00", "11:00-13:00"]', (240, 0, 0, 0, 0, 0, 0)),
        ('sun: ["22:00-06:00"]', (360, 0, 0, 0, 0, 0, 120)),
        ('mon: ["05:00-07:00"], sun: ["22:00-06:00"]', (420, 0, 0, 0, 0, 0, 120)),
    ],
)
def test_weekly_minutes(hours: str, minutes: tuple[int, ...], tmp_path: Path) -> None:
    assert weekly_minutes(bound(calendar(hours), tmp_path).calendars["business"]) == minutes


def test_the_zone_is_the_terms_unless_named(tmp_path: Path) -> None:
    fragment = "calendars: {business: {timezone: null}}\nterm: {timezone: Asia/Tokyo}\n"
    assert bound(fragment, tmp_path).calendars["business"].timezone == "Asia/Tokyo"


def test_overrides_and_holidays(tmp_path: Path) -> None:
    rest = """    overrides: {2027-12-24: ["09:00-12:00"], 2027-12-27: []}
    holidays: {country: DE, subdivision: BE, remove: [2027-03-08]}
"""
    business = bound(calendar('mon: ["09:00-17:00"]', rest), tmp_path).calendars["business"]
    assert {day: len(hours) for day, hours in business.overrides.items()} == {
        date(2027, 12, 24): 1,
        date(2027, 12, 27): 0,
    }
    assert business.holidays is not None
    assert (business.holidays.country, business.holidays.remove) == ("DE", (date(2027, 3, 8),))


@pytest.mark.parametrize(
    ("hours", "code", "place"),
    [
        ('mon: ["09:00-09:00"]', "SLA324", '"09:00-09:00"'),
        ('mon: ["00:00-00:00"]', "SLA324", '"00:00-00:00"'),
        ('mon: ["24:00-08:00"]', "SLA204", '"24:00-08:00"'),
        ('mon: ["9-17"]', "SLA204", '"9-17"'),
        ('mon-wed: ["09:00-17:00"], wed-fri: ["09:00-15:00"]', "SLA318", "wed-fri"),
        ('fri-mon: ["09:00-17:00"], sun: ["09:00-15:00"]', "SLA318", "sun"),
        ('tue-tue: ["09:00-17:00"]', "SLA325", "tue-tue"),
        ('mo: ["09:00-17:00"]', "SLA204", "mo:"),
    ],
)
def test_refused(hours: str, code: str, place: str, tmp_path: Path) -> None:
    ((at_code, at), *_) = found(calendar(hours), tmp_path)
    assert at_code == code
    assert at.startswith(place)
