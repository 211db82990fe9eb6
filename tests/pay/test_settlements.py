"""Which periods plans are settled in, and what is looked up for each."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from slakit.model import Agreement, Gate, Kicker, Modifier, Per, Pool, Term
from slakit.pay import asked_period, pool_times, settlements, unsettled
from tests.pay.making import SPAN, agreement, amended, at_least, bookings, goal, plan

ONE = agreement(plan())
TERM = Term(from_=date(2027, 1, 1), through=date(2027, 12, 31), timezone="UTC", span=SPAN)
FISCAL = replace(ONE, term=replace(TERM, fiscal_year_starts=2))


def spans(versions: list[Agreement], until: date = date(2027, 12, 31)) -> list[tuple[int, str, str, int]]:
    """Version, first date, last date's next and whole days of every settlement."""
    return [
        (one.version, f"{one.first:%m-%d}", f"{one.after:%m-%d}", one.whole_days)
        for one in settlements(versions, until)
    ]


def test_a_plan_is_settled_in_its_periods() -> None:
    assert spans([ONE], date(2027, 7, 1)) == [
        (0, "01-01", "04-01", 90),
        (0, "04-01", "07-01", 91),
        (0, "07-01", "10-01", 92),
    ]


def test_a_version_s_boundary_cuts_a_period_in_two() -> None:
    versions = amended(ONE, date(2027, 2, 15), plan())
    assert spans(list(versions), date(2027, 3, 1)) == [(0, "01-01", "02-15", 90), (1, "02-15", "04-01", 90)]
    assert settlements(versions, date(2027, 3, 1))[1].whole_first == date(2027, 1, 1)


def test_the_term_cuts_the_first_fiscal_quarter() -> None:
    assert spans([FISCAL], date(2027, 2, 1)) == [(0, "01-01", "02-01", 92), (0, "02-01", "05-01", 89)]


def test_everything_that_is_looked_up_is_asked_once() -> None:
    bounds = {"quality": at_least("90%")}
    one = plan(
        bookings(weight=Fraction(1, 2)),
        bookings(id="rate", measure="conversion", weight=Fraction(1, 4)),
        bookings(id="together", measure=None, goal="spring", weight=Fraction(1, 4)),
        gates=(Gate(unless=bounds, cap={"bookings": Fraction(1)}, span=SPAN),),
        modifiers=(Modifier(if_=bounds | {"spring": at_least("10")}, factor=Fraction(2), span=SPAN),),
        kickers={"more": Kicker(id="more", span=SPAN, if_=bounds, attainment={}, amount=Fraction(1))},
    )
    spring = goal(id="spring", from_=date(2027, 2, 1), due=date(2027, 5, 31))
    first, _, third, _ = settlements([agreement(one, goals={"spring": spring})], date(2027, 12, 31))
    assert [(asked.kind, asked.of, f"{asked.first:%m-%d}", f"{asked.after:%m-%d}") for asked in first.readings] == [
        ("measure", "reps.rate", "01-01", "04-01"),
        ("goal", "spring", "02-01", "04-01"),
        ("commitment", "quality", "01-01", "04-01"),
        ("goal", "spring", "01-01", "04-01"),
    ]
    assert "02-01" not in {f"{asked.first:%m-%d}" for asked in third.readings}


def test_a_pool_belongs_to_the_version_in_which_its_goal_begins() -> None:
    pool = Pool(id="all", span=SPAN, goal="revenue", amount=Fraction(1), share={"sales": Fraction(1)})
    versions = amended(agreement(plan(), pools=[pool]), date(2027, 7, 1), plan())
    second = replace(versions[1], compensation=versions[0].compensation)
    assert [(time.version, time.first, time.after) for time in pool_times([versions[0], second])] == [
        (0, date(2027, 1, 1), date(2028, 1, 1))
    ]


ASKED = [
    (ONE, "2027", "2027-01-01", "2028-01-01"),
    (ONE, "2027-Q4", "2027-10-01", "2028-01-01"),
    (ONE, "2028-02", "2028-02-01", "2028-03-01"),
    (ONE, "2027-12", "2027-12-01", "2028-01-01"),
    (ONE, "2027-05-03", "2027-04-01", "2027-07-01"),
    (ONE, "term", "2027-01-01", "2028-01-01"),
    (FISCAL, "2027", "2027-02-01", "2028-02-01"),
    (FISCAL, "2027-Q4", "2027-11-01", "2028-02-01"),
    (FISCAL, "2026-Q4", "2026-11-01", "2027-02-01"),
    (FISCAL, "2027-01-31", "2026-11-01", "2027-02-01"),
    (agreement(plan(per=Per.WEEK), plan(id="others")), "2027-05-05", "2027-05-03", "2027-05-10"),
]


@pytest.mark.parametrize(("version", "text", "first", "after"), ASKED)
def test_a_period_is_asked_for_by_its_name(version: Agreement, text: str, first: str, after: str) -> None:
    found = asked_period(text, [version])
    assert (found.text, f"{found.first}", f"{found.after}") == (text, first, after)


NONE = [
    ("Q1", "'Q1' is not a period; write a year such as 2027"),
    ("2027-Q5", "'2027-Q5' is not a period"),
    ("2027-13", "'2027-13' is not a date of the calendar"),
    ("2027-02-29", "'2027-02-29' is not a date of the calendar"),
    ("9999", "'9999' is beyond the calendar"),
    ("2026-12-31", "no pay plan is in force on 2026-12-31"),
    ("２０２７", "'２０２７' is not a period"),
]


@pytest.mark.parametrize(("text", "said"), NONE)
def test_what_is_none_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="write a year") as refused:
        asked_period(text, [ONE])
    assert str(refused.value).startswith(said)
    assert "2027-Q1" in str(refused.value)


def test_a_term_without_end_is_no_period() -> None:
    with pytest.raises(ValueError, match="has no end"):
        asked_period("term", [replace(ONE, term=replace(TERM, through=None))])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2027-01",
            "no plan is settled in 2027-01, and no pool is due; settled are reps each quarter, next with 2027-03",
        ),
        ("2026", "the agreement pays for 2027-01-01 through 2027-12-31, and nothing of 2026 lies in that"),
        ("2028-Q1", "the agreement pays for 2027-01-01 through 2027-12-31, and nothing of 2028-Q1 lies in that"),
        ("2027-03", None),
        ("2027-12-31", None),
    ],
)
def test_a_period_in_which_nothing_is_settled_says_when_it_is(text: str, said: str | None) -> None:
    versions = [agreement(plan())]
    found = unsettled(asked_period(text, versions), versions)
    assert (found is None) == (said is None)
    assert (found or "").startswith(said or "")


def test_a_fiscal_year_is_that_of_the_version_in_force_when_it_begins() -> None:
    through_june, from_july = amended(ONE, date(2027, 7, 1), plan())
    assert from_july.term is not None
    versions = [through_june, replace(from_july, term=replace(from_july.term, fiscal_year_starts=7))]
    found = [asked_period(text, versions).first for text in ("2027", "2027-Q1")]
    assert found == [date(2027, 7, 1), date(2027, 7, 1)]
    assert asked_period("2026-Q3", versions).first == date(2026, 7, 1)


def test_a_period_in_which_nothing_is_settled_says_which_pool_is_due_when() -> None:
    share = {"sales": Fraction(1)}
    pools = [Pool(id=name, span=SPAN, goal=name, amount=Fraction(1), share=share) for name in ("h1", "h2")]
    h1, h2 = goal(id="h1", due=date(2027, 6, 30)), goal(id="h2", due=date(2027, 12, 31))
    versions = [agreement(plan(), goals={"h1": h1, "h2": h2}, pools=pools)]
    first, later = (unsettled(asked_period(month, versions), versions) for month in ("2027-01", "2027-08"))
    assert str(first).endswith("next with 2027-03-31; due are h1 with 2027-06-30, h2 with 2027-12-31")
    assert str(later).endswith("next with 2027-09-30; due are h2 with 2027-12-31")
