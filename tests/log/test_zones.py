"""Local time to UTC against zoneinfo, with the first pass of a repeated time and skipped times moved forward."""

# ruff: noqa: S608 - statements of the tests' own words

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.log import zones

ZONES = [
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/Boa_Vista",
    "Asia/Gaza",
    "UTC",
]
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time


def converted(zone: str, walls: list[int]) -> list[int]:
    connection = duckdb.connect()
    zones.create_table(connection, zone)
    rows = connection.execute(
        f"SELECT wall - z.shift FROM (SELECT unnest(?::BIGINT[]) AS wall, generate_subscripts(?::BIGINT[], 1) AS n)"
        f" {zones.join('wall', 'z')} ORDER BY n",
        [walls, walls],
    ).fetchall()
    return [row[0] for row in rows]


def wall(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(seconds=1)


def utc(text: str) -> int:
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


@pytest.mark.parametrize(
    ("zone", "local", "instant"),
    [
        ("America/New_York", "2027-03-14T01:59:59", "2027-03-14T06:59:59Z"),
        ("America/New_York", "2027-03-14T02:00:00", "2027-03-14T07:00:00Z"),  # skipped: is 03:00 EDT
        ("America/New_York", "2027-03-14T02:59:59", "2027-03-14T07:59:59Z"),  # skipped: is 03:59:59 EDT
        ("America/New_York", "2027-03-14T03:00:00", "2027-03-14T07:00:00Z"),
        ("America/New_York", "2027-11-07T01:00:00", "2027-11-07T05:00:00Z"),  # repeated: the first pass
        ("America/New_York", "2027-11-07T01:59:59", "2027-11-07T05:59:59Z"),
        ("America/New_York", "2027-11-07T02:00:00", "2027-11-07T07:00:00Z"),
        ("Australia/Lord_Howe", "2027-10-03T02:15:00", "2027-10-02T15:45:00Z"),  # a gap of half an hour
        ("Australia/Lord_Howe", "2027-04-04T01:45:00", "2027-04-03T14:45:00Z"),  # repeated, first at +11
        ("America/St_Johns", "2006-04-02T00:30:00", "2006-04-02T04:00:00Z"),  # changed at 00:01 then
        ("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z"),  # midnight itself is skipped
        ("Africa/Casablanca", "2027-02-07T02:30:00", "2027-02-07T01:30:00Z"),  # Ramadan: back from +1 to 0
        ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z"),  # the whole day is skipped
        ("Pacific/Apia", "2011-12-31T00:00:00", "2011-12-30T10:00:00Z"),
    ],
)
def test_changes(zone: str, local: str, instant: str) -> None:
    assert converted(zone, [wall(local)]) == [utc(instant)]


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_a_zone_to_the_second(zone: str) -> None:
    changes = [change for change, _ in zones.local_offsets(zone)[1:]]
    walls = sorted({change + second for change in changes for second in (-86400, -3600, -1, 0, 1, 3600)})
    expected = [_by_zoneinfo(zone, value) for value in walls]
    assert converted(zone, walls or [0]) == (expected or [0])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ZONES), st.lists(st.integers(-2_208_988_800, 7_258_118_399), min_size=1, max_size=50))
def test_any_local_time(zone: str, walls: list[int]) -> None:
    assert converted(zone, walls) == [_by_zoneinfo(zone, value) for value in walls]


def _by_zoneinfo(zone: str, value: int) -> int:
    aware = (EPOCH + timedelta(seconds=value)).replace(tzinfo=ZoneInfo(zone))
    return (aware.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
