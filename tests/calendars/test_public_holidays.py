"""What a country stands for, after `add` and `remove`."""

import sys
from datetime import date
from importlib.metadata import version

import pytest

from slakit.calendars import BusinessTime, has_public_holidays, holiday_dates, holiday_release
from tests.calendars.make import calendar, every_day

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def test_a_country_and_subdivision_with_additions_and_removals() -> None:
    cal = calendar(
        "America/New_York",
        {},
        country="US",
        subdivision="NY",
        add={date(2027, 11, 26): "Day after Thanksgiving", date(2026, 11, 27): "Out of range"},
        remove=(date(2027, 10, 11),),
    )
    found = dict(holiday_dates(cal, *YEAR))
    assert found[date(2027, 7, 5)] == "Independence Day (observed)"
    assert found[date(2027, 11, 26)] == "Day after Thanksgiving"
    assert date(2027, 10, 11) not in found
    assert list(found) == sorted(found)
    assert all(day.year == 2027 for day in found)


@pytest.mark.parametrize("country", ["DE", "FR", "JP", "BR", "IL"])
def test_names_are_english_where_the_library_has_them(country: str) -> None:
    names = [name for _, name in holiday_dates(calendar("UTC", {}, country=country), *YEAR)]
    assert names
    assert all(name.isascii() for name in names)


def test_an_added_name_joins_a_public_holiday_once() -> None:
    cal = calendar(
        "UTC", {}, country="US", add={date(2027, 12, 25): "Company party", date(2027, 1, 1): "New Year's Day"}
    )
    found = dict(holiday_dates(cal, *YEAR))
    assert found[date(2027, 12, 25)] == "Christmas Day; Company party"
    assert found[date(2027, 1, 1)] == "New Year's Day"


def test_a_removed_holiday_is_a_normal_weekday_and_an_override_beats_a_holiday() -> None:
    cal = calendar(
        "America/New_York",
        every_day("09:00-17:00"),
        country="US",
        remove=(date(2027, 1, 1),),
        overrides={date(2027, 12, 25): ("10:00-12:00",)},
    )
    time = BusinessTime.over(cal, timezone="UTC", first=YEAR[0], last=YEAR[1])
    hours = {date.fromordinal(i.local_day): (i.end - i.start) // 3600 for i in time.intervals}
    assert hours[date(2027, 1, 1)] == 8
    assert hours[date(2027, 12, 25)] == 2
    assert date(2027, 7, 4) not in hours


def test_the_library_is_not_touched_without_a_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    cal = calendar("UTC", {}, add={date(2027, 5, 1): "Founders' day"})
    assert holiday_dates(cal, *YEAR) == [(date(2027, 5, 1), "Founders' day")]
    with pytest.raises(ImportError):
        holiday_dates(calendar("UTC", {}, country="US"), *YEAR)


def test_an_unknown_country_is_an_error() -> None:
    with pytest.raises(NotImplementedError):
        holiday_dates(calendar("UTC", {}, country="XX"), *YEAR)


def test_which_calendars_depend_on_the_holiday_data() -> None:
    own = calendar("America/New_York", {}, add={date(2027, 11, 26): "A day of one's own"})
    public = calendar("America/New_York", {}, country="US")
    assert not has_public_holidays([calendar("America/New_York", {}), own])
    assert has_public_holidays([own, public])
    assert holiday_release() == version("holidays")
