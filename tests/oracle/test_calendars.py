"""The oracle's calendars against openness asked of each instant, and on nights worked by hand."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tests.oracle.calendars import Calendar, calendar
from tests.oracle.places import BACK_OVER_MIDNIGHT, NIGHTS
from tests.oracle.places import calendar as random_calendar
from tests.oracle.quantities import duration
from tests.oracle.zone import end_before, instant, local_date, start_of, written

STEP = 60


def wall_is_open(found: Calendar, at: int) -> bool:
    """Openness by the wall clock alone."""
    wall = datetime.fromtimestamp(at, ZoneInfo(found.zone))
    second = wall.hour * 3600 + wall.minute * 60 + wall.second
    return any(opens <= second < closes for opens, closes in found.hours(wall.date()))


@pytest.mark.parametrize(("zone", "night"), [*NIGHTS, *BACK_OVER_MIDNIGHT])
def test_open_time_is_what_the_wall_clock_says(zone: str, night: object) -> None:
    random = Random(f"{zone} {night}")  # noqa: S311 no secret depends on it
    day = datetime.fromisoformat(str(night)).date()
    days = [day + timedelta(days=number) for number in range(-4, 5)]
    for _ in range(4):
        found = calendar(random_calendar(random, zone, days), zone)
        start = start_of(zone, day) // STEP * STEP - 2 * 86400
        steps = list(range(start, start + 4 * 86400, STEP))
        open_ = [wall_is_open(found, at) for at in steps]
        assert [found.is_open(at) for at in steps] == open_
        assert found.open_seconds(start, start + 4 * 86400) == STEP * sum(open_)


@pytest.mark.parametrize(("zone", "night"), [*NIGHTS, *BACK_OVER_MIDNIGHT])
def test_a_date_starts_and_ends_where_the_wall_calendar_turns(zone: str, night: object) -> None:
    day = datetime.fromisoformat(str(night)).date()
    middle = instant(f"{day.isoformat()}T12:00:00Z")
    dates = {at: local_date(zone, at) for at in range(middle - 3 * 86400, middle + 3 * 86400, STEP)}
    for number in (-1, 0, 1):
        then = day + timedelta(days=number)
        assert start_of(zone, then) == min(at for at, date in dates.items() if date >= then)
        assert end_before(zone, then) == max(at for at, date in dates.items() if date < then) + STEP


@pytest.mark.parametrize(
    ("zone", "hours", "start", "length", "due"),
    [
        # 6 h of 09:00-17:00 from 16:00: 1 h today, 5 h tomorrow
        ("America/New_York", "09:00-17:00", "2027-03-01T16:00:00-05:00", "6 business hours", "2027-03-02T19:00:00Z"),
        # a budget that ends at closing time is due at closing time
        ("America/New_York", "09:00-17:00", "2027-03-01T16:00:00-05:00", "1 business hour", "2027-03-01T22:00:00Z"),
        # 02:00-03:00 does not exist on 14 March: the hour is the 15th's, 06:00 to 07:00 UTC
        ("America/New_York", "02:00-03:00", "2027-03-13T12:00:00-05:00", "1 business hour", "2027-03-15T07:00:00Z"),
        # nor does the 14th count as a business day
        ("America/New_York", "02:00-03:00", "2027-03-13T12:00:00-05:00", "1 business day", "2027-03-15T07:00:00Z"),
        # 01:00-02:00 comes twice on 7 November: two hours from 05:00 UTC, due at the second close
        ("America/New_York", "01:00-02:00", "2027-11-06T12:00:00-04:00", "2 business hours", "2027-11-07T07:00:00Z"),
        # half an hour is repeated: 01:30-02:00 at +11 and again at +10:30
        ("Australia/Lord_Howe", "01:30-02:00", "2027-04-03T12:00:00+11:00", "1 business hour", "2027-04-03T15:30:00Z"),
        # 30 December 2011 never was
        ("Pacific/Apia", "09:00-17:00", "2011-12-29T12:00:00-10:00", "1 business day", "2011-12-31T03:00:00Z"),
        # midnight is skipped: the day begins at 01:00, at 03:00 UTC, and has 23 hours
        ("America/Sao_Paulo", "00:00-24:00", "2018-11-03T12:00:00-03:00", "1 business day", "2018-11-05T02:00:00Z"),
    ],
)  # fmt: skip
def test_deadline_on_an_odd_night(zone: str, hours: str, start: str, length: str, due: str) -> None:
    found = calendar({"timezone": zone, "hours": {"mon-sun": [hours]}}, zone)
    assert written(found.deadline(instant(start), duration(length))) == due


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2027-01-08T10:00:00", "2027-01-11T17:00:00Z"),  # Friday, Saturday, Sunday: Monday's close
        ("2027-01-09T10:00:00", "2027-01-11T17:00:00Z"),
        ("2027-01-10T23:59:59", "2027-01-11T17:00:00Z"),
        ("2027-01-11T06:00:00", "2027-01-12T17:00:00Z"),  # Monday 06:00: Tuesday's
    ],
)
def test_one_business_day_is_the_next_open_date_s_close(start: str, due: str) -> None:
    found = calendar({"timezone": "UTC", "hours": {"mon-fri": ["09:00-17:00"]}}, "UTC")
    assert written(found.deadline(instant(f"{start}Z"), duration("1 business day"))) == due


def test_a_night_belongs_to_the_date_it_ends_on() -> None:
    found = calendar(
        {
            "timezone": "UTC",
            "hours": {"mon-sun": ["22:00-06:00"]},
            "holidays": {"add": [{"date": "2027-01-06", "name": "Closed"}]},
            "overrides": {"2027-01-09": ["12:00-13:00"]},
        },
        "UTC",
    )
    hour = 3600
    midnight = instant("2027-01-06T00:00:00Z")
    assert [found.open_seconds(midnight + n * 24 * hour, midnight + (n + 1) * 24 * hour) // hour for n in range(5)] == [
        0,  # the holiday: neither the night before it nor its own evening
        8,  # the second part of the holiday's own night is kept
        8,
        1,  # the override alone
        2,  # the override's date had no night to hand on
    ]  # fmt: skip
    assert local_date("UTC", midnight).isoformat() == "2027-01-06"
    assert datetime.fromtimestamp(midnight, UTC).hour == 0
