"""What misspelt values were meant to be."""

import pytest

from slakit.language import meant


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4_800", "4800"),
        ("4,800", "4800"),
        ("1e3", "1000"),
        ("010", "10"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0,5", "0.5"),
        ("0x1F", "31"),
        ("27k", "27000"),
        ("1.2m", "1200000"),
        ("$1,200.50", "1200.5"),
        (".inf", None),
        ("twelve", None),
        ("1e999", None),
        ("9" * 50, None),
        ("", None),
    ],
)
def test_number(written: str, number: str | None) -> None:
    assert meant.number_meant(written) == number


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("95 %", "95%"),
        ("95 percent", "95%"),
        ("0,95", "0.95"),
        (".95", "0.95"),
        ("1 / 3", "1/3"),
        ("1/03", "1/3"),
        ("1/0", None),
        ("most", None),
    ],
)
def test_rate(written: str, rate: str | None) -> None:
    assert meant.rate_meant(written) == rate


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("6h", "6 hours"),
        ("6 hrs", "6 hours"),
        ("15min", "15 minutes"),
        ("2d", "2 days"),
        ("6 Business Hours", "6 business hours"),
        ("6 busness hours", "6 business hours"),
        ("6 bh", "6 business hours"),
        ("2 working days", "2 business days"),
        ("2 business weeks", "10 business days"),
        ("1.5 hours", "90 minutes"),
        ("0.5 business hours", "30 business minutes"),
        ("1.5 business days", None),
        ("2.5 weeks", "420 hours"),
        ("6  hours", "6 hours"),
        ("6 huors", "6 hours"),
        ("PT6H", "6 hours"),
        ("6", "6 hours"),
        ("1 month", "30 days"),
        ("0 hours", None),
        ("-1 hours", None),
        ("soon", None),
        ("", None),
    ],
)
def test_duration(written: str, duration: str | None) -> None:
    assert meant.duration_meant(written) == duration


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("9:00-17:00", "09:00-17:00"),
        ("9-17", "09:00-17:00"),
        ("9am to 5pm", "09:00-17:00"),
        ("12am-12pm", "00:00-12:00"),
        ("09:00 – 17:30", "09:00-17:30"),
        ("0900-1730", "09:00-17:30"),
        ("25:00-26:00", None),
        ("9:75-10:00", None),
        ("always", None),
    ],
)
def test_hours(written: str, hours: str | None) -> None:
    assert meant.hours_meant(written) == hours


@pytest.mark.parametrize(
    ("written", "date"), [("2027-1-5", "2027-01-05"), ("2027/01/05", "2027-01-05"), ("5.1.2027", None)]
)
def test_date(written: str, date: str | None) -> None:
    assert meant.date_meant(written) == date
