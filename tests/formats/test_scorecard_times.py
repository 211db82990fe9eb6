"""Instants and periods in words."""

from datetime import date

import pytest

from slakit.attainment.days import epoch
from slakit.formats.scorecard import times


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2027, 1, 1), date(2027, 2, 1), "Jan"),
        (date(2026, 12, 1), date(2027, 1, 1), "Dec 2026"),
        (date(2027, 1, 1), date(2027, 4, 1), "Jan-Mar"),
        (date(2027, 1, 1), date(2028, 1, 1), "Jan-Dec"),
        (date(2026, 7, 1), date(2027, 7, 1), "Jul 2026-Jun 2027"),
        (date(2027, 2, 15), date(2027, 2, 22), "15-21 Feb"),
        (date(2027, 3, 29), date(2027, 4, 5), "29 Mar-4 Apr"),
        (date(2026, 12, 28), date(2027, 1, 4), "28 Dec 2026-3 Jan 2027"),
        (date(2027, 2, 15), date(2027, 2, 16), "15 Feb"),
        (date(2027, 1, 1), date(2027, 1, 4), "1-3 Jan"),
        (date(2027, 1, 15), date(2027, 2, 1), "15-31 Jan"),
    ],
)
def test_span(start: date, end: date, shown: str) -> None:
    assert times.span(start, end, 2027) == shown


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2027-03-31T21:00:00Z", "Wednesday 31 March 2027, 17:00 EDT"),
        ("2027-01-31T21:00:09Z", "Sunday 31 January 2027, 16:00:09 EST"),
        ("2027-04-01T04:00:00Z", "Thursday 1 April 2027, 00:00 EDT, the end of 31 March"),
    ],
)
def test_instant(at: str, shown: str) -> None:
    assert times.instant(epoch(at), "America/New_York") == shown


def test_a_deadline_is_never_shown_later_than_it_is() -> None:
    assert times.moment(epoch("2027-03-31T23:39:59Z"), "America/New_York") == "Wed 31 Mar 19:39"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "under 1m"),
        (59, "under 1m"),
        (60, "1m"),
        (3599, "59m"),
        (3600, "1h 00m"),
        (86_399, "23h 59m"),
        (90_000, "1d 1h"),
    ],
)
def test_remaining(seconds: int, shown: str) -> None:
    assert times.remaining(seconds) == shown
