"""Single values: what is read, and what is said of the rest."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from slakit.diagnostics import Span
from slakit.language import scalars
from slakit.language.binding import Binding, Reader
from slakit.language.nodes import Mapping, Scalar

SPAN = Span("scalars.yaml", 3, 7)


def read(reader: Reader[Any], written: str, *, plain: bool = True) -> tuple[Any, list[str]]:
    """The value, and the code and help of what is said instead."""
    binding = Binding(Mapping(span=SPAN, key_span=SPAN))
    value = reader(binding, Scalar(text=written, plain=plain, span=SPAN))
    return value, [f"{finding.code.id} {finding.help}" for finding in binding.findings()]


@pytest.mark.parametrize(
    ("reader", "written", "value"),
    [
        (scalars.number, "4800", 4800),
        (scalars.number, "-0.50", Fraction(-1, 2)),
        (scalars.whole(1, 100), "100", 100),
        (scalars.whole(1, 100), "2.0", 2),
        (scalars.rate, "1/3", Fraction(1, 3)),
        (scalars.rate, "300%", 3),
        (scalars.share, "10", 10),
        (scalars.share, "1000%", 10),
        (scalars.share_up_to_whole, "100%", 1),
        (scalars.share_up_to_whole, "0%", 0),
        (scalars.day, "2028-02-29", date(2028, 2, 29)),
        (scalars.instant, "1970-01-01T00:00:01Z", 1),
        (scalars.instant, "1969-12-31T23:59:59.5Z", -1),
        (scalars.instant, "1970-01-01 01:00+01:00", 0),
    ],
)
def test_read(reader: Reader[Any], written: str, value: object) -> None:
    assert read(reader, written) == (value, [])
    assert read(reader, written, plain=False) == (value, []), "quoted or not"


@pytest.mark.parametrize(
    ("reader", "written", "said"),
    [
        (scalars.number, "4_800", "SLA310 write 4800"),
        (scalars.number, "95%", "SLA310 write a plain number here"),
        (scalars.number, "9" * 31, "SLA310 write at most 30 digits"),
        (scalars.whole(1, 100), "101", "SLA316 write a number at least 1 and at most 100"),
        (scalars.whole(1, 100), "1.5", "SLA316 write a number without decimals"),
        (scalars.number_from(0, above=True), "0", "SLA316 write a number above 0"),
        (scalars.rate, "1/0", "SLA311 write a rate such as"),
        (scalars.share, "95", "SLA315 write 95%"),
        (scalars.share, "10.01", "SLA315 write 10.01%"),
        (scalars.share, "-1%", "SLA316 write a share of 0% or more"),
        (scalars.share_up_to_whole, "100.1%", "SLA316 write a share of at most 100%"),
        (scalars.duration, "6 hour s", "SLA312 write"),
        (scalars.duration, "1" * 60 + " hours", "SLA312 write a whole number and a unit"),
        (scalars.day, "2027-02-29", "SLA313 write a day from 01 to 28"),
        (scalars.day, "20270101", "SLA313 write the date as YYYY-MM-DD"),
        (scalars.day, "0001-01-01", "SLA313 write a day that the calendar has, in the years 1900 to 2200"),
        (scalars.instant, "2027-01-01", "SLA314 write date, time and offset"),
        (scalars.instant, "2027-01-01T25:00Z", "SLA314 write date, time and offset"),
        (scalars.word("one", "two"), "twoo", "SLA317 did you mean 'two'?"),
    ],
)
def test_refused(reader: Reader[Any], written: str, said: str) -> None:
    value, found = read(reader, written)
    assert value is None
    assert len(found) == 1
    assert found[0].startswith(said)


def test_booleans_are_plain() -> None:
    assert read(scalars.boolean, "true") == (True, [])
    value, found = read(scalars.boolean, "true", plain=False)
    assert value is None
    assert found == ["SLA317 write true or false, without quotes"]


def test_null_is_nothing() -> None:
    assert read(scalars.text, "~")[0] is None
    assert read(scalars.text, "~", plain=False)[0] == "~"
