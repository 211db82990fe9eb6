"""Rows of nobody: those of the asked period, of several settlements together, and those that stand in the way."""

from datetime import date
from typing import Any

import pytest

from slakit.pay.asked_period import AskedPeriod
from slakit.pay.facts import Uncredited
from slakit.pay.uncredited import broken, notes, of_period

FEBRUARY = AskedPeriod(text="2027-02", first=date(2027, 2, 1), after=date(2027, 3, 1))
QUARTER = AskedPeriod(text="2027-Q1", first=date(2027, 1, 1), after=date(2027, 4, 1))


def of(month: int, why: str, rows: int, leads: str = "", *, months: int = 1, **more: Any) -> Uncredited:
    """Rows of a settlement of so many months from a month of 2027 on."""
    first, after = date(2027, month, 1), date(2027, month + months, 1)
    return Uncredited(**{"plan": "reps"} | more, why=why, first=first, after=after, rows=rows, leads=tuple(leads))


# A month, and a plan of quarters of which the last month is March.
FOUND = [
    of(1, "off_plan", 2, "AB", people=("zed", "Ann")),
    of(2, "off_plan", 3, "BC", people=("bob",)),
    of(3, "off_plan", 9, "DEFGH"),
    of(1, "unnamed", 4, months=3, plan="all"),
]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (FEBRUARY, ["reps: 3 rows are credited to nobody (not in the plan on that day: bob): B, C"]),
        (
            QUARTER,
            [
                "all: 4 rows are credited to nobody (no person is named)",
                # 2 + 3 + 9 rows; B of two months is named once, and of eight leads the first five
                "reps: 14 rows are credited to nobody (not in the plan on that day: Ann, bob, zed): A, B, C, D, E, …",
            ],
        ),
    ],
)
def test_the_rows_of_the_payroll_s_settlements_are_told(period: AskedPeriod, said: list[str]) -> None:
    assert list(notes(FOUND, period)) == said
    assert list(notes(reversed(FOUND), period)) == said


def test_one_row_and_nobody_s_name() -> None:
    assert list(notes([of(2, "off_plan", 1, "A")], FEBRUARY)) == [
        "reps: 1 row is credited to nobody (nobody who is named was in the plan on that day): A"
    ]


def test_broken_shares_of_the_period_and_before_stand_in_the_way() -> None:
    """Not those of a quarter that is not over, which the payroll of a month in it does not reckon."""
    shares = [of(1, "shares", 1, "A"), of(2, "shares", 2, "B"), of(3, "shares", 4, "C")]
    quarter = of(1, "shares", 8, "D", months=3, plan="all")
    assert [(one.plan, one.rows) for one in broken([*shares, quarter], FEBRUARY)] == [("reps", 3)]
    assert [(one.plan, one.rows) for one in broken([*shares, quarter], QUARTER)] == [("all", 8), ("reps", 7)]
    assert broken([of(1, "off_plan", 1)], FEBRUARY) == ()
    assert [one.rows for one in of_period(shares, FEBRUARY)] == [2]
