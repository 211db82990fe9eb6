"""Open time, deadlines and local dates, worked by hand."""

from datetime import date

import pytest

from slakit.calendars import BusinessTime
from slakit.model import Calendar
from tests.calendars.make import at, calendar, duration, every_day, local

NEW_YORK = "America/New_York"
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu"), ("09:00-12:30", "13:30-17:30")) | {"fri": ("09:00-16:00",)}
OFFICE = calendar(NEW_YORK, WEEK)


def over(cal: Calendar | None, first: str, last: str, timezone: str = "UTC") -> BusinessTime:
    return BusinessTime.over(cal, timezone=timezone, first=date.fromisoformat(first), last=date.fromisoformat(last))


def open_minutes(cal: Calendar, day: str) -> float:
    """Open minutes of one local date."""
    time = over(cal, day, day)
    return time.open_seconds(time.starts_at, time.ends_at) / 60


DEADLINES = [
    # start (Friday is 2027-01-08), duration, due; all local in New York
    ("2027-01-08T15:50:00", "15 business minutes", "Mon 2027-01-11 09:05:00"),  # 10 min on Friday, 5 on Monday
    ("2027-01-08T15:45:00", "15 business minutes", "Fri 2027-01-08 16:00:00"),  # used up at closing: due at closing
    ("2027-01-08T16:00:00", "15 business minutes", "Mon 2027-01-11 09:15:00"),  # closing time is not open
    ("2027-01-04T16:50:00", "6 business hours", "Tue 2027-01-05 15:20:00"),  # 40 min, 3:30 to lunch, 1:50 after
    ("2027-01-04T12:00:00", "30 business minutes", "Mon 2027-01-04 12:30:00"),  # up to lunch
    ("2027-01-04T12:00:00", "31 business minutes", "Mon 2027-01-04 13:31:00"),  # over lunch
    ("2027-01-09T12:00:00", "1 business hour", "Mon 2027-01-11 10:00:00"),  # from a Saturday
    ("2027-01-08T10:00:00", "1 business day", "Mon 2027-01-11 17:30:00"),
    ("2027-01-09T10:00:00", "1 business day", "Mon 2027-01-11 17:30:00"),
    ("2027-01-10T10:00:00", "1 business day", "Mon 2027-01-11 17:30:00"),
    ("2027-01-11T06:00:00", "1 business day", "Tue 2027-01-12 17:30:00"),
    ("2027-01-06T10:00:00", "2 business days", "Fri 2027-01-08 16:00:00"),
    ("2027-01-08T10:00:00", "1 day", "Sat 2027-01-09 10:00:00"),
    ("2027-03-13T10:00:00", "1 day", "Sun 2027-03-14 11:00:00"),  # a day is 24 h, the clock moves
    ("2027-01-08T10:00:00", "90 seconds", "Fri 2027-01-08 10:01:30"),
]


@pytest.mark.parametrize(("start", "target", "due"), DEADLINES)
def test_deadline(start: str, target: str, due: str) -> None:
    found = over(OFFICE, "2027-01-01", "2027-03-31").deadline(at(start, NEW_YORK), duration(target))
    assert found is not None
    assert local(found, NEW_YORK) == due


def test_a_deadline_beyond_the_horizon_is_none_unless_it_is_elapsed() -> None:
    time = over(OFFICE, "2027-01-04", "2027-01-08")
    start = at("2027-01-08T15:00:00", NEW_YORK)
    assert time.deadline(start, duration("60 business minutes")) == at("2027-01-08T16:00:00", NEW_YORK)
    assert time.deadline(start, duration("61 business minutes")) is None
    assert time.deadline(start, duration("1 business day")) is None
    assert time.deadline(start, duration("52 weeks")) == start + 52 * 7 * 86_400


def test_a_business_day_of_a_day_that_closes_at_midnight_ends_at_the_next_dates_midnight() -> None:
    time = over(calendar("UTC", every_day("20:00-24:00")), "2027-01-04", "2027-01-08")
    found = time.deadline(at("2027-01-04T10:00:00"), duration("1 business day"))
    assert found == at("2027-01-06T00:00:00")


def test_the_start_second_of_an_interval_is_open_and_its_end_is_not() -> None:
    time = over(OFFICE, "2027-01-04", "2027-01-04")
    opens, closes = at("2027-01-04T09:00:00", NEW_YORK), at("2027-01-04T12:30:00", NEW_YORK)
    assert [time.is_open(t) for t in (opens - 1, opens, closes - 1, closes)] == [False, True, True, False]


def test_open_seconds_backwards_are_none() -> None:
    time = over(OFFICE, "2027-01-04", "2027-01-04")
    assert time.open_seconds(at("2027-01-04T11:00:00", NEW_YORK), at("2027-01-04T10:00:00", NEW_YORK)) == 0


def test_an_instant_outside_the_horizon_is_an_error() -> None:
    time = over(OFFICE, "2027-01-04", "2027-01-04")
    for question in (time.is_open, time.local_date):
        with pytest.raises(ValueError, match="outside the horizon"):
            question(time.ends_at)
        with pytest.raises(ValueError, match="outside the horizon"):
            question(time.starts_at - 1)


NIGHT = {"thu": ("22:00-06:00",), "fri": ("22:00-06:00",)}
ON_FRIDAY = date(2027, 1, 8)

OVERNIGHT = [
    # overrides, holiday, expected open hours of Thursday, Friday, Saturday (2027-01-07 …)
    ({}, None, (2, 8, 6)),
    ({}, ON_FRIDAY, (2, 0, 6)),  # Friday closed, its own night's second part is Saturday's
    ({ON_FRIDAY: ("10:00-12:00",)}, None, (2, 2, 0)),  # the override replaces Friday's night, drops Thursday's tail
    ({ON_FRIDAY: ("23:00-01:00",)}, None, (2, 1, 1)),  # an override's second part belongs to Saturday too
    ({ON_FRIDAY: ()}, ON_FRIDAY, (2, 0, 0)),  # an override beats the holiday: Friday has no night at all
    ({ON_FRIDAY: ("10:00-12:00",)}, ON_FRIDAY, (2, 2, 0)),
]


@pytest.mark.parametrize(("overrides", "holiday", "expected"), OVERNIGHT)
def test_overnight(
    overrides: dict[date, tuple[str, ...]], holiday: date | None, expected: tuple[int, int, int]
) -> None:
    cal = calendar("UTC", NIGHT, add={holiday: "Closed"} if holiday else {}, overrides=overrides)
    assert tuple(open_minutes(cal, f"2027-01-{day:02}") for day in (7, 8, 9)) == tuple(60 * n for n in expected)


def test_an_overnight_interval_into_another_joins_it() -> None:
    cal = calendar("UTC", {"mon": ("22:00-06:00",), "tue": ("05:00-09:00",)})
    time = over(cal, "2027-01-04", "2027-01-05")
    assert [(i.start, i.end, i.local_day) for i in time.intervals] == [
        (at("2027-01-04T22:00:00"), at("2027-01-05T00:00:00"), date(2027, 1, 4).toordinal()),
        (at("2027-01-05T00:00:00"), at("2027-01-05T09:00:00"), date(2027, 1, 5).toordinal()),
    ]


def test_overlapping_intervals_count_once() -> None:
    cal = calendar("UTC", {"mon": ("09:00-12:00", "11:00-13:00", "09:30-10:00")})
    assert open_minutes(cal, "2027-01-04") == 240


ODD_DAYS = [
    # zone, local date, hours, open minutes of it
    (NEW_YORK, "2027-03-14", "00:00-24:00", 1380),
    (NEW_YORK, "2027-11-07", "00:00-24:00", 1500),
    (NEW_YORK, "2027-03-14", "02:00-03:00", 0),  # inside the gap: does not exist
    (NEW_YORK, "2027-03-14", "02:30-03:30", 30),  # opens in the gap
    (NEW_YORK, "2027-03-14", "01:30-02:30", 30),  # closes in the gap
    (NEW_YORK, "2027-11-07", "01:00-02:00", 120),  # both passes
    (NEW_YORK, "2027-11-07", "01:30-02:30", 90),  # 01:30-02:00 twice, then 02:00-02:30
    (NEW_YORK, "2027-11-07", "00:30-01:30", 90),
    ("Australia/Lord_Howe", "2027-04-04", "00:00-24:00", 1470),  # put back half an hour at 02:00
    ("Australia/Lord_Howe", "2027-04-04", "01:30-02:00", 60),
    ("Australia/Lord_Howe", "2027-10-03", "00:00-24:00", 1410),
    ("Australia/Lord_Howe", "2027-10-03", "02:00-02:30", 0),
    ("America/Sao_Paulo", "2018-11-04", "00:00-24:00", 1380),  # midnight does not exist
    ("America/Sao_Paulo", "2018-11-04", "00:00-01:00", 0),
    ("America/Sao_Paulo", "2018-02-17", "00:00-24:00", 1500),  # 23:00-24:00 twice
    ("America/Sao_Paulo", "2018-02-17", "23:30-24:00", 60),
    ("America/Sao_Paulo", "2018-02-18", "00:00-24:00", 1440),
    ("Africa/Casablanca", "2027-02-07", "00:00-24:00", 1500),  # Ramadan: put back at 03:00, not flagged as summer time
    ("Africa/Casablanca", "2027-02-07", "02:00-03:00", 120),
    ("Africa/Casablanca", "2027-03-14", "02:00-03:00", 0),
    ("Pacific/Apia", "2011-12-29", "00:00-24:00", 1440),
    ("Pacific/Apia", "2011-12-31", "00:00-24:00", 1440),
    ("America/St_Johns", "2010-11-06", "00:00-24:00", 1499),  # 00:01 on the 7th was put back to 23:01 on the 6th
    ("America/St_Johns", "2010-11-06", "23:30-24:00", 60),
    ("America/St_Johns", "2010-11-07", "00:00-00:30", 31),  # its first minute twice, the rest once
]


@pytest.mark.parametrize(("zone", "day", "interval", "expected"), ODD_DAYS)
def test_odd_days(zone: str, day: str, interval: str, expected: int) -> None:
    cal = calendar(zone, every_day(interval))
    whole = date.fromisoformat(day)
    time = over(cal, str(date.fromordinal(whole.toordinal() - 3)), str(date.fromordinal(whole.toordinal() + 3)))
    own = [i.end - i.start for i in time.intervals if i.local_day == whole.toordinal()]
    assert sum(own) == expected * 60


def test_a_skipped_date_has_no_hours_and_is_no_business_day() -> None:
    cal = calendar("Pacific/Apia", every_day("09:00-17:00"))
    time = over(cal, "2011-12-28", "2012-01-02")
    start = at("2011-12-29T12:00:00", "Pacific/Apia")
    assert time.deadline(start, duration("1 business day")) == at("2011-12-31T17:00:00", "Pacific/Apia")
    # 5 hours are left on the 29th; the next open second is on the 31st.
    assert time.deadline(start, duration("6 business hours")) == at("2011-12-31T10:00:00", "Pacific/Apia")
    with pytest.raises(ValueError, match="no instant"):
        over(cal, "2011-12-30", "2011-12-30")


def test_always_is_open_at_every_instant_and_takes_its_dates_from_the_zone_given() -> None:
    time = over(None, "2027-03-14", "2027-03-15", NEW_YORK)
    assert (time.starts_at, time.ends_at) == (
        at("2027-03-14T00:00:00", NEW_YORK),
        at("2027-03-16T00:00:00", NEW_YORK),
    )
    assert time.open_seconds(time.starts_at, time.ends_at) == 47 * 3600
    assert time.deadline(time.starts_at, duration("1 business day")) == time.ends_at


def test_a_calendar_without_hours_is_never_open() -> None:
    time = over(calendar("UTC", {}), "2027-01-04", "2027-01-10")
    assert time.intervals == ()
    assert time.openings() == ([], [], [], [])
    assert time.closes() == ([], [])
    assert set(time.segments().is_open) == {0}
    assert time.deadline(time.starts_at, duration("1 business minute")) is None
