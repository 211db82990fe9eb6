"""Instants as text: every form, exact to the second, and against Python's own reading."""

# ruff: noqa: S608 - statements of the tests' own words

from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.log import instants

CONNECTION = duckdb.connect()


def read(text: str) -> tuple[int | None, int | None]:
    wall, offset = instants.text_wall("x"), instants.text_offset("x")
    row = CONNECTION.execute(f"SELECT {wall}, {offset} FROM (SELECT ?::VARCHAR AS x)", [text]).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("text", "wall", "offset"),
    [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1970-01-01 00:00:00z", 0, 0),
        ("1970-01-01T00:00Z", 0, 0),
        ("1970-01-01 00:00:00 UTC", 0, 0),
        ("1970-01-01T01:00:00+01:00", 3600, 3600),
        ("1970-01-01T01:00:00+0130", 3600, 5400),
        ("1970-01-01T01:00:00 -05", 3600, -18000),
        ("1970-01-01 6:05:09", 21909, None),
        ("1970-01-01 6:05+01:00", 21900, 3600),
        ("1970-01-01", 0, None),
        ("1970-01-01T00:00:00.999999999999Z", 0, 0),
        ("1970-01-01T00:00:00,5Z", 0, 0),
        ("1969-12-31T23:59:59.5Z", -1, 0),
        ("1969-12-31T23:59:59.0000001+00:00", -1, 0),
        ("0001-01-01T00:00:00Z", -62135596800, 0),
    ],
)
def test_forms(text: str, wall: int, offset: int | None) -> None:
    assert read(text) == (wall, offset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "epoch",
        "infinity",
        "1970-01-01T",
        "1970-1-1",
        "70-01-01",
        "01/02/1970",
        "1970-01-01T24:00:00Z",
        "1970-01-01T23:60:00Z",
        "1970-01-01T23:59:60Z",
        "1970-02-30T00:00:00Z",
        "1970-01-01T00:00:00 EST",
        "1970-01-01T00:00:00+16:00",
        "1970-01-01T00:00:00+1",
        " 1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z ",
        "1970-01-01T00:00:00Z\n",
        "1970-01-01  00:00:00",
        "1970-01-01T00:00:00.Z",
        "1970-01-01 (BC)",
        "١٩٧٠-01-01",
    ],
)
def test_what_is_no_instant(text: str) -> None:
    assert read(text)[0] is None


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31)),  # noqa: DTZ001
    st.integers(min_value=-15 * 60, max_value=15 * 60),
    st.sampled_from(["T", " "]),
)
def test_as_python_reads_it(wall: datetime, minutes: int, separator: str) -> None:
    sign, size = ("-" if minutes < 0 else "+"), abs(minutes)
    text = f"{wall.isoformat(separator)}{sign}{size // 60:02}:{size % 60:02}"
    found, offset = read(text)
    assert found is not None
    assert offset is not None
    exact = datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=UTC)
    assert found - offset == exact // timedelta(seconds=1)


@pytest.mark.parametrize(
    ("time_format", "text", "wall"),
    [
        ("%d %b, %Y %H:%M:%S", "15 Apr, 2021 00:03:00", 1618444980),
        ("%m/%d/%y %H:%M", "1/2/70 6:05", 108300),
        ("%d/%m/%Y", "02/01/1970", 86400),
        ("%m/%d/%Y", "02/01/1970", 31 * 86400),
        ("%Y-%m-%d %H:%M:%S.%f", "1969-12-31 23:59:59.1234567", -1),
        ("%m/%d/%Y %I:%M %p", "01/01/1970 12:05 AM", 300),
        ("%Y-%m-%d %H:%M %z", "1970-01-01 01:00 +0100", 0),
        ("%d/%m/%Y", "13/13/1970", None),
        ("%d/%m/%Y", "02/01/1970x", None),
    ],
)
def test_time_formats(time_format: str, text: str, wall: int | None) -> None:
    expression = instants.formatted_wall("x", time_format)
    row = CONNECTION.execute(f"SELECT {expression} FROM (SELECT ?::VARCHAR AS x)", [text]).fetchone()
    assert row == (wall,)


@pytest.mark.parametrize(
    ("text", "time_format", "expected"),
    [
        ("2027-052T23:30-05:00", "%Y-%jT%H:%M%z", "2027-02-22T04:30:00Z"),
        ("2027-001T00:30+01:00", "%Y-%jT%H:%M%z", "2026-12-31T23:30:00Z"),
        ("2027-366T00:30+01:00", "%Y-%jT%H:%M%z", None),
        ("2028-366T23:30Z", "%Y-%jT%H:%M%z", "2028-12-31T23:30:00Z"),
        ("20270520930", "%Y%j%H%M", "2027-02-21T09:30:00Z"),
        ("2027j052", "%Yj%j", "2027-02-21T00:00:00Z"),
        ("2027-01-02z09:30+01:00", "%Y-%m-%dz%H:%M%z", "2027-01-02T08:30:00Z"),
        ("2027-01-02z09:30Z", "%Y-%m-%dz%H:%M%z", "2027-01-02T09:30:00Z"),
        ("09:30:07f123456789 2027-01-02", "%H:%M:%Sf%f %Y-%m-%d", "2027-01-02T09:30:07Z"),
        ("2027-01-02 09:30:00Z123456", "%Y-%m-%d %H:%M:%S%z%f", "2027-01-02T09:30:00Z"),
        ("155922-120020671108312", "%H%M%S%z%Y%m%d%j", "2067-11-09T03:59:22Z"),
        ("01-02 09:30:00;123456115", "%m-%d %H:%M:%S;%f1%y", "2015-01-02T09:30:00Z"),
        ("2027-01-02 123456789%", "%Y-%m-%d %f%%", "2027-01-02T00:00:00Z"),
        ("2027-01-02 09:30:07.123456789s", "%Y-%m-%d %H:%M:%S.%fs", "2027-01-02T09:30:07Z"),
        ("2027-01-02 09:30:07.123456789+01:00", "%Y-%m-%d %H:%M:%S.%f%z", "2027-01-02T08:30:07Z"),
        ("2027-01-02 09:30:07.123456789", "%Y-%m-%d %H:%M:%S.%f", "2027-01-02T09:30:07Z"),
        ("2027-01-02 123456789 09", "%Y-%m-%d %f %H", "2027-01-02T09:00:00Z"),
        ("12345620270102", "%f%Y%m%d", "2027-01-02T00:00:00Z"),
        ("2027-01-02 09:30 am", "%Y-%m-%d %I:%M %p", "2027-01-02T09:30:00Z"),
        ("2027.01.02", "%Y.%m.%d", "2027-01-02T00:00:00Z"),
        ("2027x01.02", "%Y.%m.%d", None),
        ("(2027)[1]*2$", "(%Y)[%m]*%d$", "2027-01-02T00:00:00Z"),
        ("100%2027-01-02", "100%%%Y-%m-%d", "2027-01-02T00:00:00Z"),
    ],
)
def test_formats(text: str, time_format: str, expected: str | None) -> None:
    wall = instants.formatted_wall("x", time_format)
    found = CONNECTION.execute(f"SELECT {wall} FROM (SELECT ?::VARCHAR AS x)", [text]).fetchone()
    assert found == (None if expected is None else int(datetime.fromisoformat(expected).timestamp()),)
