"""The instants at which local dates begin."""

from datetime import date

import pytest

from slakit.attainment.days import day_starts, epoch, utc_text


@pytest.mark.parametrize(
    ("timezone", "day", "begins"),
    [
        ("America/New_York", date(2027, 3, 14), "2027-03-14T05:00:00Z"),
        ("America/New_York", date(2027, 3, 15), "2027-03-15T04:00:00Z"),  # summer time since two in the night
        ("UTC", date(2027, 1, 1), "2027-01-01T00:00:00Z"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00:00Z"),  # a date that Samoa left out: the 31st begins
        ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T03:00:00Z"),  # a day that begins at one o'clock
    ],
)
def test_start_of_a_date(timezone: str, day: date, begins: str) -> None:
    assert utc_text(day_starts(timezone, [day])[day]) == begins


def test_text_and_epoch_are_inverse() -> None:
    assert epoch("2027-03-31T21:00:00Z") == 1_806_526_800
    assert utc_text(1_806_526_800) == "2027-03-31T21:00:00Z"


def test_no_dates() -> None:
    assert day_starts("UTC", []) == {}
