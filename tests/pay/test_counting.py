"""Months counted from a person's first day: ramps and draws."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from slakit.model import Draw, Per, Ramp, Term
from slakit.pay.counting import counted, granted, ramped
from slakit.pay.stays import Stay, stays
from tests.pay.making import NEW_YEAR, SPAN, of, roster, selector

TERM = Term(from_=NEW_YEAR, through=None, timezone="UTC", span=SPAN)
RAMP = Ramp(quota=(of("25%"), of("50%"), of("75%")), per=Per.MONTH, span=SPAN)
Q1 = (date(2027, 1, 1), date(2027, 4, 1))


def stay(first: str, through: str | None = None) -> Stay:
    return Stay(
        first=date.fromisoformat(first),
        after=None if through is None else date.fromisoformat(through) + timedelta(days=1),
    )


RAMPED = [
    (["2026-01-10"], "100%"),
    (["2027-01-01"], "50%"),  # (25 + 50 + 75) / 3
    (["2027-01-15"], "50%"),  # the 15th is still in the first half: January is the first month
    (["2027-01-16"], "1/3"),  # January's rest counts as the first, and so does February: (25 + 25 + 50) / 3
    (["2027-02-15"], "37.5%"),  # (25 + 50) / 2
    (["2027-02-16"], "25%"),
    (["2027-03-31"], "25%"),
    (["2026-12-20"], "50%"),  # January is the first
    (["2026-12-15"], "75%"),  # December is the first: (50 + 75 + 100) / 3
    (["2026-01-01/2027-01-31", "2027-03-01"], "62.5%"),  # whoever comes back begins again: (100 + 25) / 2
]


@pytest.mark.parametrize(("those", "expected"), RAMPED)
def test_the_ramp_is_the_mean_of_its_months(those: list[str], expected: str) -> None:
    theirs = tuple(stay(*one.split("/")) for one in those)
    assert ramped(RAMP, TERM, theirs, *Q1) == of(expected)


GRANTED = [
    ("2027-01-01", 2, "4000"),  # January and February
    ("2027-01-16", 2, "156000/31"),  # 2000 x 16/31 of January, February (the first, too), March (the second)
    ("2027-02-15", 1, "1000"),  # 14 of 28 days
    ("2026-01-01", 3, "0"),
    ("2026-01-01", None, "6000"),
]


@pytest.mark.parametrize(("first", "periods", "expected"), GRANTED)
def test_a_draw_is_granted_by_days_of_its_months(first: str, periods: int | None, expected: str) -> None:
    draw = Draw(kind="recoverable", amount=Fraction(2000), per=Per.MONTH, periods=periods, span=SPAN)
    assert granted(draw, TERM, (stay(first),), *Q1) == of(expected)


PERIODS = [
    (Per.QUARTER, "2027-02-14", [(1, 46), (2, 91)]),  # day 45 of 90 lies in the first half
    (Per.QUARTER, "2027-02-15", [(1, 45), (1, 91)]),
    (Per.YEAR, "2027-07-01", [(1, 92)]),  # 181 days of 365 have passed: July is in the first half
    (Per.WEEK, "2027-06-24", [(1, 4), (2, 3)]),  # Thursday is the fourth day of seven
    (Per.TERM, "2027-06-24", [(1, 7)]),
    (Per.DAY, "2027-06-29", [(1, 1), (2, 1)]),
]


@pytest.mark.parametrize(("per", "first", "expected"), PERIODS)
def test_other_periods_are_counted_by_their_halves(per: Per, first: str, expected: list[tuple[int, int]]) -> None:
    term = Term(from_=NEW_YEAR, through=date(2027, 12, 31), timezone="UTC", span=SPAN)
    until = date(2027, 10, 1) if per is Per.YEAR else date(2027, 7, 1)
    found = [(one.number, one.days) for one in counted(term, per, stay(first), NEW_YEAR, until)]
    assert found == expected


def test_rows_that_touch_are_one_stay() -> None:
    people = roster(
        ("ann", "2027-01-01", "2027-01-31"),
        ("ann", "2027-02-01", "2027-02-28"),
        ("ann", "2027-03-02", None),
        ("bob", "2027-01-01", "9999-12-31"),
    )
    found = stays(people, selector(role="rep"))
    assert found == {"ann": (stay("2027-01-01", "2027-02-28"), stay("2027-03-02")), "bob": (stay("2027-01-01"),)}
