"""Releases and clawbacks step by step: every line adds up for whoever has to believe it."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from slakit.durations import Duration, Unit
from slakit.model import Clawback, Release
from slakit.pay.facts import Collected, Credited
from slakit.pay.statement import Line
from tests.pay.making import SPAN, agreement, facts, of, only, paid, plan, row, second

RELEASE = Release(booking=of("50%"), cash=of("50%"), event="payment", sum="collected", of="amount", span=SPAN)
CLAWBACK = Clawback(event="churned", within=Duration(180, Unit.DAYS), basis="prorata_days", span=SPAN)
BACK = {"taken_back": "2027-04-11"}
"""90 of the 180 days from 2027-01-11 are left: a half is taken back."""


def deal(day: str, worth: int, **changes: Any) -> Credited:
    return row(day, worth, **{"deal": Fraction(worth)} | changes)


def payment(day: str, value: int) -> Collected:
    on = date.fromisoformat(day)
    return Collected(version=0, plan="reps", lead_id="L1", row=1, at=second(on), day=on, value=Fraction(value))


def lines(deals: list[Credited], payments: list[Collected]) -> dict[str, Line]:
    """The adjustments of the year by their ids, without plan and lead."""
    one = agreement(plan(release=RELEASE, clawback=CLAWBACK))
    found = only(paid(one, facts(*deals, collected=payments), "2027")).adjustments
    return {line.id.removeprefix("reps.").replace(".L1", ""): line for line in found}


def steps(line: Line) -> dict[str, str]:
    """The steps but the first and the last two, which all releases have, by what they are."""
    return {one.what: f"{one.how} = {one.result}" for one in line.steps[1:-2]}


JANUARY, FEBRUARY = deal("2027-01-11", 2_000), deal("2027-02-10", 3_000)
CASES: dict[str, tuple[list[Credited], list[Collected], str, dict[str, str]]] = {
    "one deal needs no words": (
        [JANUARY],
        [payment("2027-02-01", 500)],
        "release.2027-02-01",
        {"Part that is paid": "500 ÷ 2,000 = 25%"},
    ),
    "the first deal in full, the rest being the second's": (
        [JANUARY, FEBRUARY],
        [payment("2027-03-01", 3_500)],
        "release.2027-03-01",
        {
            "Money": "from L1 since its first deal = 3,500",
            "For this deal": "in full; what is more is for other deals = 2,000",
            "Part that is paid": "2,000 ÷ 2,000 = 100%",
        },
    ),
    "the second in part": (
        [JANUARY, FEBRUARY],
        [payment("2027-03-01", 3_500)],
        "release.2027-03-01.2",
        {
            "For this deal": "3,500 less 2,000 for other deals: the earliest first, those taken back last = 1,500",
            "Part that is paid": "1,500 ÷ 3,000 = 50%",
        },
    ),
    "a refund that leaves the second nothing": (
        [JANUARY, FEBRUARY],
        [payment("2027-03-01", 3_500), payment("2027-05-01", -2_200)],
        "release.2027-05-01.2",
        {
            "Money": "from L1 since its first deal: 3,500 came in, 2,200 went back = 1,300",
            "For this deal": "1,300 less 1,300 for other deals: the earliest first, those taken back last = 0",
        },
    ),
    "and the first all that there is": (
        [JANUARY, FEBRUARY],
        [payment("2027-03-01", 3_500), payment("2027-05-01", -2_200)],
        "release.2027-05-01",
        {"For this deal": "all of it = 1,300", "Part that is paid": "1,300 ÷ 2,000 = 65%"},
    ),
    "more went back than came in": (
        [JANUARY],
        [payment("2027-03-01", 500), payment("2027-05-01", -700)],
        "release.2027-05-01",
        {
            "Money": "from L1 since its first deal: 500 came in, 700 went back = -200",
            "For this deal": "nothing, since no more came in than went back = 0",
        },
    ),
    "a deal of nobody's at the same moment": (
        [JANUARY, deal("2027-01-11", 500, row=2)],
        [payment("2027-03-01", 500)],
        "release.2027-03-01",
        {"Part that is paid": "500 ÷ 2,500, what its deals of that moment are worth together = 20%"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_release_says_whose_the_money_is(case: str) -> None:
    deals, payments, id_, said = CASES[case]
    line = lines(deals, payments)[id_]
    found = steps(line)
    assert {what: found[what] for what in said} == said
    assert ("Money" in found) is ("For this deal" in found) is ("For this deal" in said)
    assert line.steps[0].what == "Held back"
    assert [one.what for one in line.steps[-2:]] == ["Released before", "Amount"]
    assert of(line.steps[-1].result.replace(",", "")) == line.amount


def test_what_a_clawback_left_adds_up() -> None:
    """25% as it was, and half of the 75% that came after the deal was taken back."""
    payments = [payment("2027-02-01", 500), payment("2027-05-01", 500), payment("2027-06-01", 1_000)]
    found = lines([deal("2027-01-11", 2_000, **BACK)], payments)
    (held,) = {of(one.steps[0].result) for name, one in found.items() if name.startswith("release")}
    in_all = held / 4 + held * Fraction(3, 4) / 2
    said = next(one for one in found["release.2027-06-01"].steps if one.what == "Released in all")
    assert of(said.result.replace(",", "")) == in_all
    assert said.how.endswith("× 25% + " + f"{said.how.partition(' ')[0]} × 75% × 50%, the part that was not taken back")
    assert sum(one.amount for name, one in found.items() if name.startswith("release")) == in_all


def test_titles_say_which_way_the_money_went() -> None:
    found = lines([JANUARY], [payment("2027-03-01", 500), payment("2027-05-01", -100)])
    assert [one.title for one in found.values()] == ["Released as cash came in: L1", "Taken off as cash went back: L1"]


def test_a_clawback_says_what_was_paid_and_when() -> None:
    found = lines([deal("2027-01-11", 2_000, **BACK)], [payment("2027-02-01", 500)])["clawback.2027-04-11"]
    booked, released = (of(word) for word in found.steps[0].how.split(": ")[1].split() if word[0].isdigit())
    assert booked + released == of(found.steps[0].result)
    assert found.amount == -(booked + released) / 2
