"""The tables and answers against openness asked of one instant at a time."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.calendars import BusinessTime
from slakit.calendars.zones import offset_at
from slakit.durations import Duration, Unit
from slakit.model import Calendar
from tests.calendars.make import WEEKDAYS, calendar, every_day, open_by_the_rule

# Each with a date within two days of a change of its offset, or of a date line crossed.
ODD = [
    ("America/New_York", "2027-03-14"),
    ("America/New_York", "2027-11-07"),
    ("Europe/London", "2027-03-28"),
    ("Europe/Dublin", "2027-10-31"),
    ("Australia/Lord_Howe", "2027-04-04"),
    ("Australia/Lord_Howe", "2027-10-03"),
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Kwajalein", "1993-08-21"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2019-02-17"),
    ("Africa/Casablanca", "2027-02-07"),
    ("Africa/Casablanca", "2027-03-14"),
    ("America/St_Johns", "2010-11-07"),
    ("America/St_Johns", "2011-03-13"),
    ("Antarctica/Troll", "2027-03-28"),
    ("Asia/Gaza", "2040-10-27"),
    ("Asia/Kathmandu", "1986-01-01"),
    ("Africa/Monrovia", "1972-01-07"),
    ("UTC", "2027-01-01"),
]
HOURS = [
    ("00:00-24:00",),
    ("09:00-12:30", "13:30-17:30"),
    ("22:00-06:00",),
    ("01:15-01:45", "02:10-02:40", "23:20-00:10"),
]


def check(cal: Calendar, holidays: frozenset[date], first: date, last: date, step: int) -> None:
    """Everything the horizon says, against the rule asked every `step` seconds (a divisor of every boundary)."""
    time = BusinessTime.over(cal, timezone="UTC", first=first, last=last)
    segments, openings, closes = time.segments(), time.openings(), time.closes()
    assert segments.seg_start[0] == time.starts_at
    assert segments.seg_start[1:] == segments.seg_end[:-1]
    assert segments.seg_end[-1] == time.ends_at
    assert segments.hour == [start // 3600 for start in segments.seg_start]
    assert all(end <= (hour + 1) * 3600 for hour, end in zip(segments.hour, segments.seg_end, strict=True))
    assert all(
        a.end < b.start or (a.end == b.start and a.local_day != b.local_day)
        for a, b in zip(time.intervals, time.intervals[1:], strict=False)
    )

    zone = ZoneInfo(cal.timezone)
    opened, row = 0, 0
    last_close: dict[int, int] = {}
    opens_at: dict[int, int] = {}
    for instant in range(time.starts_at, time.ends_at, step):
        while segments.seg_end[row] <= instant:
            row += 1
        expected = open_by_the_rule(cal, holidays, instant)
        day = (instant + offset_at(zone, instant)) // 86_400 + date(1970, 1, 1).toordinal()
        assert segments.is_open[row] == time.is_open(instant) == expected
        assert segments.open_before[row] + segments.is_open[row] * (instant - segments.seg_start[row]) == opened
        assert segments.local_day[row] == day == time.local_date(instant).toordinal()
        if expected:
            opens_at[opened] = instant
            opened += step
            if first.toordinal() <= day <= last.toordinal():
                last_close[day] = instant + step
    assert time.open_seconds(time.starts_at, time.ends_at) == opened

    assert closes.open_day == list(range(1, len(last_close) + 1))
    assert closes.last_close == [last_close[day] for day in sorted(last_close)]
    assert segments.open_day == [sum(d <= day for d in last_close) for day in segments.local_day]

    assert openings.bucket == [before // 3600 for before in openings.open_from]
    for bucket, low, high, starts_at in zip(*openings, strict=True):
        assert bucket * 3600 <= low < high <= (bucket + 1) * 3600
        for count in range(low, high, step):
            assert starts_at + (count - low) == opens_at[count]
    assert [0, *openings.open_to[:-1]] == openings.open_from or not opened


@pytest.mark.parametrize("texts", HOURS, ids=" ".join)
@pytest.mark.parametrize(("zone", "day"), ODD, ids=lambda value: value)
def test_odd_zones(zone: str, day: str, texts: tuple[str, ...]) -> None:
    middle = date.fromisoformat(day)
    step = 10 if zone == "Africa/Monrovia" else 60  # 44 min 30 s behind until 1972
    check(calendar(zone, every_day(*texts)), frozenset(), middle - timedelta(2), middle + timedelta(2), step)


@pytest.mark.parametrize(("zone", "day"), ODD, ids=lambda value: value)
def test_a_horizon_that_begins_or_ends_at_the_change(zone: str, day: str) -> None:
    middle = date.fromisoformat(day)
    cal = calendar(zone, every_day("00:00-01:00", "20:00-24:00"))
    step = 30
    check(cal, frozenset(), middle - timedelta(1), middle, step)
    check(cal, frozenset(), middle, middle + timedelta(1), step)


minute_texts = st.integers(0, 1439).map(lambda m: f"{m // 60:02}:{m % 60:02}")
intervals = st.tuples(minute_texts, minute_texts).filter(lambda pair: pair[0] != pair[1]).map("-".join)
day_hours = st.lists(intervals, max_size=3).map(tuple)
dates = st.integers(-4, 4)


@settings(max_examples=40, deadline=None)
@given(
    odd=st.sampled_from(ODD),
    weekly=st.dictionaries(st.sampled_from(WEEKDAYS), day_hours),
    closed=st.sets(dates, max_size=3),
    removed=st.sets(dates, max_size=2),
    overrides=st.dictionaries(dates, day_hours, max_size=3),
    length=st.integers(1, 2),
)
def test_random_calendars(
    odd: tuple[str, str],
    weekly: dict[str, tuple[str, ...]],
    closed: set[int],
    removed: set[int],
    overrides: dict[int, tuple[str, ...]],
    length: int,
) -> None:
    zone, middle = odd[0], date.fromisoformat(odd[1])
    cal = calendar(
        zone,
        weekly,
        add={middle + timedelta(d): "Closed" for d in sorted(closed)},
        remove=tuple(middle + timedelta(d) for d in sorted(removed)),
        overrides={middle + timedelta(d): texts for d, texts in overrides.items()},
    )
    holidays = frozenset(middle + timedelta(d) for d in closed - removed)
    check(cal, holidays, middle - timedelta(length), middle + timedelta(length), 30)


@settings(max_examples=40, deadline=None)
@given(
    odd=st.sampled_from(ODD),
    weekly=st.dictionaries(st.sampled_from(WEEKDAYS), day_hours),
    count=st.integers(1, 30),
    unit=st.sampled_from([Unit.BUSINESS_MINUTES, Unit.BUSINESS_HOURS, Unit.BUSINESS_DAYS]),
    offset=st.integers(0, 3 * 86_400),
)
def test_deadlines_are_earliest(
    odd: tuple[str, str], weekly: dict[str, tuple[str, ...]], count: int, unit: Unit, offset: int
) -> None:
    middle = date.fromisoformat(odd[1])
    cal = calendar(odd[0], weekly)
    time = BusinessTime.over(cal, timezone="UTC", first=middle - timedelta(2), last=middle + timedelta(6))
    start = time.starts_at + offset
    duration = Duration(count, unit)
    due = time.deadline(start, duration)
    if unit is Unit.BUSINESS_DAYS:
        today = time.local_date(start)
        later = sorted({i.local_day for i in time.intervals if i.local_day > today.toordinal()})
        later = [day for day in later if day <= (middle + timedelta(6)).toordinal()]
        closes = [max(i.end for i in time.intervals if i.local_day == day) for day in later]
        assert due == (closes[count - 1] if count <= len(closes) else None)
    elif due is None:
        assert time.open_seconds(start, time.ends_at) < duration.seconds
    else:
        assert time.open_seconds(start, due) == duration.seconds
        assert time.open_seconds(start, due - 1) == duration.seconds - 1
