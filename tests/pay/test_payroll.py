"""Statements made of facts: what no single module answers for."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from slakit.durations import Duration, Unit
from slakit.model import Clawback, Draw, Gate, Kicker, Per, Pool, Release, Rounding, Spif
from slakit.pay import asked_period, payroll
from slakit.pay.facts import Collected, Uncredited
from slakit.pay.payroll import UNRECORDED
from slakit.pay.statement import Kind, Statement
from tests.pay.making import (
    ANN,
    FLAT,
    SPAN,
    agreement,
    amended,
    amounts,
    at_least,
    bookings,
    facts,
    goal,
    line,
    of,
    only,
    paid,
    pay,
    plan,
    reading,
    roster,
    row,
    second,
    selector,
)

CLAWBACK = Clawback(event="churned", within=Duration(180, Unit.DAYS), basis="prorata_days", span=SPAN)
RELEASE = Release(booking=of("50%"), cash=of("50%"), event="payment", sum="collected", of="amount", span=SPAN)
DRAW = Draw(kind="recoverable", amount=Fraction(5000), per=Per.MONTH, periods=None, span=SPAN)


def collected(day: str, value: str, lead: str = "L1", number: int = 9) -> Collected:
    on = date.fromisoformat(day)
    return Collected(version=0, plan="reps", lead_id=lead, row=number, at=second(on), day=on, value=of(value))


def test_the_snapshot_of_a_statement_s_steps(snapshot: object) -> None:
    one = plan(
        bookings(weight=of("70%"), pays_at_most=of("300%")),
        bookings(
            id="shared",
            measure=None,
            quota=None,
            goal="revenue",
            weight=of("30%"),
            mode="interpolated",
            tiers=(),
            points=((of("75%"), of("50%")), (of("100%"), of("100%"))),
        ),
        gates=(Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("110%")}, span=SPAN),),
        kickers={
            "over": Kicker(id="over", span=SPAN, if_={}, attainment={"bookings": of("100%")}, amount=Fraction(500))
        },
        spifs={
            "push": Spif(
                id="push",
                span=SPAN,
                event="customer",
                from_=date(2027, 2, 1),
                through=date(2027, 3, 1),
                rate=of("1%"),
                of="amount",
                pays_at_most=Fraction(400),
            )
        },
        draw=DRAW,
        release=RELEASE,
        clawback=CLAWBACK,
        pays_at_most=of("90%"),
    )
    known = facts(
        row("2027-02-10", "100000.50", "L1", deal=of("100000.50"), taken_back="2027-03-30"),
        row("2027-02-10", "100000.50", "L1", part="push"),
        row("2027-02-20", 40_000, "L2", deal=Fraction(0), share=of("2/3")),
        collected=[collected("2027-03-01", "30000"), collected("2027-03-20", "80000", number=10)],
        readings=[
            reading("quality", "80%", "2027-01-01", "2027-03-31", is_open=True),
            reading("revenue", 250_000, "2027-01-01", "2027-03-31"),
        ],
    )
    people = roster(("ann", "2026-01-01", "2027-03-16"))
    found = only(paid(agreement(one), known, "2027-Q1", people))
    shown = [
        f"{one.id}: {one.title} = {one.amount}\n"
        + "".join(f"  {step.what}: {step.how} = {step.result}\n" for step in one.steps)
        + "".join(f"  ! {note}\n" for note in one.notes)
        for one in (*found.lines, *found.adjustments)
    ]
    assert "\n".join([*shown, f"total {found.total}, {found.notes}"]) == snapshot


def test_credit_below_zero_is_carried_into_the_next_period_even_of_a_later_version() -> None:
    # Q1: −30,000 pays nothing. Q2: 120,000 − 30,000 of 120,000 is 75% of 12,000
    versions = amended(agreement(plan(bookings(tiers=FLAT))), date(2027, 4, 1), plan(bookings(tiers=FLAT)))
    known = facts(row("2027-02-01", "-30000"), row("2027-05-01", 120_000, version=1))
    found = paid(versions, known, "2027-Q2")
    assert amounts(only(found)) == {"reps.bookings": 9000}
    assert line(only(found), "reps.bookings").carried == -30_000
    assert line(only(found), "reps.bookings").credited == 90_000
    assert found.statements[0].lines[0].version == "2.0.0"


def test_cut_parts_of_a_quarter_have_lines_of_their_own() -> None:
    # 45 of 90 days each: a quota of 60,000, and 6,000 at 100%
    versions = amended(agreement(plan()), date(2027, 2, 15), plan(bookings(tiers=FLAT)))
    known = facts(row("2027-02-14", 60_000), row("2027-02-15", 90_000, version=1))
    found = only(paid(versions, known, "2027-Q1"))
    assert amounts(found) == {"reps.bookings.2027-01-01": 6000, "reps.bookings.2027-02-15": 9000}
    assert (found.base, found.variable, found.days) == (12_000, 12_000, 90)
    assert only(paid(versions, known, "2027-02")).total == 6000
    assert only(paid(versions, known, "2027-03")).total == 9000


def test_a_row_counts_in_the_settlement_of_its_own_version() -> None:
    known = facts(row("2027-02-14", 60_000, version=1), row("2027-02-15", 60_000, plan="others"))
    assert only(paid(agreement(plan()), known, "2027-Q1")).total == 0


def test_the_draw_is_balanced_over_periods_that_are_not_asked_for() -> None:
    # 15,000 a quarter are granted. Q1 earns 12,000: 3,000 on top. Q2 earns 16,000: 1,000 back; Q3 18,000: the rest
    one = agreement(plan(bookings(tiers=FLAT), draw=DRAW))
    known = facts(row("2027-01-05", 120_000), row("2027-05-05", 160_000), row("2027-08-05", 180_000))
    expected = [("2027-Q1", "reps.draw", 3000, 3000), ("2027-Q2", "reps.recovery", -1000, 2000)]
    expected += [("2027-Q3", "reps.recovery", -2000, 0)]
    for period, identifier, amount, balance in expected:
        found = only(paid(one, known, period))
        assert (amounts(found)[identifier], found.balance) == (amount, balance)
    year = only(paid(one, known, "2027"))
    assert [entry.id for entry in year.lines if entry.kind in (Kind.DRAW, Kind.RECOVERY)] == [
        "reps.draw.2027-01-01",
        "reps.recovery.2027-04-01",
        "reps.recovery.2027-07-01",
        "reps.draw.2027-10-01",
    ]
    assert (year.total, year.balance) == (15_000 + 15_000 + 16_000 + 15_000, 15_000)


def test_what_a_later_version_no_longer_grants_is_still_paid_back() -> None:
    versions = amended(agreement(plan(bookings(tiers=FLAT), draw=DRAW)), date(2027, 4, 1), plan(bookings(tiers=FLAT)))
    known = facts(row("2027-01-05", 120_000), row("2027-05-05", 20_000, version=1))
    found = only(paid(versions, known, "2027-Q2"))
    assert (amounts(found), found.balance) == ({"reps.bookings": 2000, "reps.recovery": -2000}, 1000)


def test_a_campaign_pays_at_most_its_own_over_all_periods() -> None:
    spif = Spif(
        id="push",
        span=SPAN,
        event="customer",
        from_=date(2027, 3, 1),
        through=date(2027, 4, 30),
        amount=Fraction(400),
        pays_at_most=Fraction(900),
    )
    one = agreement(plan(spifs={"push": spif}))
    days = ("2027-03-05", "2027-03-01", "2027-04-01", "2027-04-02")
    rows = [row(day, 1, f"L{number}", part="push") for number, day in enumerate(days)]
    assert [deal.amount for deal in line(only(paid(one, facts(*rows), "2027-Q1")), "reps.push").deals] == [400, 400]
    later = line(only(paid(one, facts(*rows), "2027-Q2")), "reps.push")
    assert ([deal.lead_id for deal in later.deals], later.amount) == (["L2", "L3"], 100)


def test_a_kicker_that_is_not_reached_says_so() -> None:
    kicker = Kicker(
        id="over",
        span=SPAN,
        if_={"quality": at_least("90%")},
        attainment={"bookings": of("120%")},
        amount=Fraction(900),
    )
    quality = reading("quality", None, "2027-01-01", "2027-03-31")
    known = facts(row("2027-02-01", 144_000), readings=[quality])
    found = line(only(paid(agreement(plan(kickers={"over": kicker})), known, "2027-Q1")), "reps.over")
    assert (found.amount, found.notes) == (0, ("not reached",))
    assert [(factor.of, factor.value, factor.applies) for factor in found.factors] == [
        ("bookings", of("120%"), True),
        ("quality", None, False),
    ]
    assert [(step.how, step.result) for step in found.steps] == [
        ("at least 120%", "120%: reached"),
        ("at least 90%", "no value: not reached"),
        ("not all of it is reached", "0"),
    ]


def test_a_condition_that_asks_nothing_is_called_so() -> None:
    kicker = Kicker(id="over", span=SPAN, if_={"quality": at_least("90%")}, attainment={}, amount=Fraction(900))
    quality = reading("quality", "100%", "2027-01-01", "2027-03-31", is_void=True)
    known = facts(row("2027-02-01", 144_000), readings=[quality])
    found = line(only(paid(agreement(plan(kickers={"over": kicker})), known, "2027-Q1")), "reps.over")
    assert (found.amount, [factor.is_void for factor in found.factors]) == (0, [True])
    assert (found.steps[0].how, found.steps[0].result) == ("at least 90%", "not applicable, its target being 0")


def test_what_no_row_earned_is_not_held() -> None:
    points = ((of("50%"), of("50%")), (of("100%"), of("100%")))
    component = bookings(mode="interpolated", tiers=(), points=points, below=of("25%"))
    one = agreement(plan(component, release=RELEASE))
    assert amounts(only(paid(one, facts(), "2027-Q1"))) == {"reps.bookings": 3000}
    half = amounts(only(paid(one, facts(row("2027-02-01", 60_000)), "2027-Q1")))
    assert half == {"reps.bookings": 6000, "reps.bookings.held": -3000}


def test_after_a_clawback_only_the_rest_is_released() -> None:
    # 12,000: 6,000 now, 6,000 held. Half collected: 3,000. 2027-07-01: 60 of 180 days left, a third of 9,000 back.
    # All collected: 3,000 more, of which two thirds
    one = agreement(plan(release=RELEASE, clawback=CLAWBACK))
    known = facts(
        row("2027-03-03", 120_000, deal=Fraction(120_000), taken_back="2027-07-01"),
        collected=[
            collected("2027-03-03", "60000"),
            collected("2027-10-01", "60000"),
            collected("2027-10-02", "5000", number=10),
            collected("2027-10-03", "70000", "L2"),
        ],
    )
    assert amounts(only(paid(one, known, "2027-Q1"))) == {
        "reps.bookings": 12_000,
        "reps.bookings.held": -6000,
        "reps.release.L1.2027-03-03": 3000,
    }
    assert amounts(only(paid(one, known, "2027-Q3")))["reps.clawback.L1.2027-07-01"] == -3000
    last = only(paid(one, known, "2027-Q4"))
    assert {entry.id: entry.amount for entry in last.adjustments} == {"reps.release.L1.2027-10-01": 2000}


def test_a_refund_before_any_cash_releases_nothing_and_takes_nothing() -> None:
    one = agreement(plan(release=RELEASE))
    coming = [collected("2027-04-01", "-40000", number=1), collected("2027-07-01", "100000", number=2)]
    known = facts(row("2027-03-03", 120_000, deal=Fraction(120_000)), collected=coming)
    assert only(paid(one, known, "2027-Q2")).adjustments == ()
    (found,) = only(paid(one, known, "2027-Q3")).adjustments
    assert found.amount == 3000  # 60,000 of 120,000 is in


def test_at_one_instant_money_comes_in_before_it_is_taken_back() -> None:
    one = agreement(plan(release=RELEASE, clawback=replace(CLAWBACK, basis="full")))
    credited = row("2027-03-03", 120_000, deal=Fraction(120_000), taken_back="2027-07-01")
    found = only(paid(one, facts(credited, collected=[collected("2027-07-01", "120000")]), "2027-Q3"))
    assert {entry.id: entry.amount for entry in found.adjustments} == {
        "reps.clawback.L1.2027-07-01": -12_000,
        "reps.release.L1.2027-07-01": 6000,
    }


def test_what_was_paid_is_of_the_rows_of_positive_credit() -> None:
    # 100,000 − 40,000 is half the quota: 6,000 were paid, all of it for L1
    one = agreement(plan(clawback=replace(CLAWBACK, basis="full")))
    rows = [row("2027-02-01", 100_000, taken_back="2027-03-01"), row("2027-02-02", "-40000", "L2")]
    assert amounts(only(paid(one, facts(*rows), "2027-Q1"))) == {
        "reps.bookings": 6000,
        "reps.clawback.L1.2027-03-01": -6000,
    }


def test_a_settlement_that_ends_later_is_not_in_the_balance() -> None:
    one = agreement(plan(draw=DRAW), plan(id="monthly", per=Per.MONTH, draw=DRAW))
    found = only(paid(one, facts(), "2027-01"))
    assert (found.plans, found.total, found.balance) == (("monthly",), 5000, 5000)
    assert only(paid(one, facts(), "2027-03")).balance == 30_000


def test_no_draw_lifts_what_is_below_zero_where_none_is_granted() -> None:
    spif = Spif(
        id="push",
        span=SPAN,
        event="customer",
        from_=date(2027, 1, 1),
        through=date(2027, 12, 31),
        rate=of("1%"),
        of="x",
    )
    one = agreement(plan(draw=replace(DRAW, periods=1), spifs={"push": spif}))
    assert amounts(only(paid(one, facts(row("2027-02-01", "-500", part="push")), "2027-Q1"))) == {
        "reps.bookings": 0,
        "reps.push": -5,
    }


def test_money_of_one_date_is_released_around_a_clawback_on_it() -> None:
    one = agreement(plan(release=RELEASE, clawback=CLAWBACK))
    credited = row("2027-03-03", 120_000, deal=Fraction(120_000), taken_back="2027-07-01")
    morning, evening = (
        replace(collected("2027-07-01", "60000", number=number), at=credited.taken_back_at + hours * 3600)
        for number, hours in ((1, -5), (2, 5))
        if credited.taken_back_at is not None
    )
    found = only(paid(one, facts(credited, collected=[morning, evening]), "2027-Q3"))
    assert {entry.id: entry.amount for entry in found.adjustments} == {
        "reps.clawback.L1.2027-07-01": -3000,  # a third of 6,000 + 3,000
        "reps.release.L1.2027-07-01": 3000,
        "reps.release.L1.2027-07-01.2": 2000,
    }


def test_two_rows_of_a_lead_are_taken_back_in_lines_of_their_own() -> None:
    rows = [
        row("2027-02-01", 50_000, taken_back="2027-03-01"),
        row("2027-02-01", 70_000, taken_back="2027-03-01", row=2),
    ]
    found = only(paid(agreement(plan(clawback=replace(CLAWBACK, basis="full"))), facts(*rows), "2027-Q1"))
    assert {entry.id: entry.amount for entry in found.adjustments} == {
        "reps.clawback.L1.2027-03-01": -5000,
        "reps.clawback.L1.2027-03-01.2": -7000,
    }
    assert found.total == 0


def test_an_adjustment_after_the_term_is_in_the_calendar_s_period() -> None:
    one = agreement(plan(clawback=CLAWBACK))
    known = facts(row("2027-12-01", 120_000, taken_back="2028-01-30"))
    assert amounts(only(paid(one, known, "2028-Q1"))) == {"reps.clawback.L1.2028-01-30": -8000}  # 120 of 180 days
    assert paid(one, known, "2028-01").statements == ()


def test_an_adjustment_is_in_the_cut_period_that_it_lies_in() -> None:
    versions = amended(agreement(plan(clawback=CLAWBACK)), date(2027, 2, 15), plan(clawback=CLAWBACK))
    known = facts(row("2027-01-10", 60_000, taken_back="2027-02-09"))  # 150 of 180 days of 6,000
    assert amounts(only(paid(versions, known, "2027-02")))["reps.clawback.L1.2027-02-09"] == -5000
    assert only(paid(versions, known, "2027-03")).adjustments == ()


def test_an_adjustment_after_a_term_that_is_settled_as_one_has_its_own_date() -> None:
    one = agreement(plan(bookings(quota=Fraction(480_000)), per=Per.TERM, clawback=CLAWBACK))
    known = facts(row("2027-12-01", 120_000, taken_back="2028-01-30"))
    assert amounts(only(paid(one, known, "2028-01"))) == {"reps.clawback.L1.2028-01-30": -8000}
    assert only(paid(one, known, "2027-12")).adjustments == ()


POOL = Pool(
    id="all",
    span=SPAN,
    goal="revenue",
    amount=Fraction(100),
    share={"sales": of("1/3"), "marketing": of("2/3")},
)
PEOPLE = roster(
    ("ann", "2026-01-01", None),
    ("bob", "2026-01-01", None, "sales.manager"),
    ("cleo", "2026-01-01", None, "sales.rep"),
    ("dee", "2027-07-02", None, "marketing.analyst"),
)


def reached(value: int) -> list[object]:
    return [reading("revenue", value, "2027-01-01", "2027-12-31")]


def test_a_pool_s_cents_add_up() -> None:
    # 33.33 and 66.67 (two thirds have the larger remainder); 33.33 is three times 11.11
    found = paid(agreement(plan(), pools=[POOL]), facts(readings=reached(1_200_000)), "2027-Q4", PEOPLE)
    assert {one.person: amounts(one)["all"] for one in found.statements} == {
        "ann": of("11.11"),
        "bob": of("11.11"),
        "cleo": of("11.11"),
        "dee": of("66.67"),
    }
    assert [one.plans for one in found.statements] == [("reps",), (), ("reps",), ()]
    assert all(
        "all" not in amounts(one)
        for one in paid(
            agreement(plan(), pools=[POOL]), facts(readings=reached(1_200_000)), "2027-Q3", PEOPLE
        ).statements
    )


def test_a_pool_by_weight_and_days() -> None:
    # ann 365, bob 2 x 365, cleo 365 and then from July 2 a manager: 182 + 2 x 183
    pool = replace(POOL, split="weighted", weights={"manager": Fraction(2)}, share={"sales": Fraction(1)})
    people = roster(
        ("ann", "2026-01-01", None),
        ("bob", "2026-01-01", None, "sales.manager"),
        ("cleo", "2026-01-01", None),
        ("cleo", "2027-07-02", None, "sales.manager"),
    )
    found = paid(agreement(pools=[pool]), facts(readings=reached(1_300_000)), "2027", people)
    weights = [365, 730, 182 + 2 * 183]
    assert [line(one, "all").exact for one in found.statements] == [
        Fraction(100 * one, sum(weights)) for one in weights
    ]
    assert sum(one.total for one in found.statements) == 100


def test_a_pool_by_contribution_counts_nothing_below_zero() -> None:
    pool = replace(
        POOL, split="contribution", measure="bookings", points=((of("50%"), of("50%")), (of("100%"), of("100%")))
    )
    rows = [
        row("2027-02-01", 300, plan="all", part="", person="ann"),
        row("2027-02-01", "-50", plan="all", part="", person="bob"),
        row("2027-03-01", 100, plan="all", part="", person="cleo"),
    ]
    found = paid(agreement(pools=[pool]), facts(*rows, readings=reached(900_000)), "2027", PEOPLE)
    # 75% pays 75: 25 to sales, by 300 and 100; nobody of marketing contributed
    assert {one.person: one.total for one in found.statements} == {"ann": of("18.75"), "cleo": of("6.25")}
    assert found.notes == ("all: nobody of marketing has a share, so its 50 are not dealt",)


@pytest.mark.parametrize(("value", "said"), [(1_199_999, "came to"), (None, "has no value")])
def test_a_pool_that_is_not_paid_says_why(value: int | None, said: str) -> None:
    known = facts(readings=[reading("revenue", value, "2027-01-01", "2027-12-31")])
    found = paid(agreement(pools=[POOL]), known, "2027", PEOPLE)
    assert found.statements == ()
    assert said in found.notes[0]


ASSUMED = [
    ("bookings", "180000", "2027-Q1", {"reps.bookings": 22_500}),
    ("reps.bookings", "60000", "2027-Q1", {"reps.bookings": 6000}),
    ("quality", "95%", "2027-Q1", {"reps.bookings": 9000}),
    ("bookings", "60000", "2027", {"reps.bookings.2027-01-01": 6000, "reps.bookings.2027-10-01": 6000}),
]


@pytest.mark.parametrize(("name", "value", "period", "expected"), ASSUMED)
def test_what_is_assumed_counts_in_the_period_that_is_asked_for(
    name: str, value: str, period: str, expected: dict[str, int]
) -> None:
    gate = Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("50%")}, span=SPAN)
    one = agreement(plan(gates=(gate,) if name == "quality" else ()))
    quality = reading("quality", "80%", "2027-01-01", "2027-03-31", is_open=True)
    known = facts(row("2027-02-01", 90_000), readings=[quality])
    found = paid(one, known, period, assumed={name: of(value)})
    assert expected.items() <= amounts(only(found)).items()
    assert found.assumed == ((name, of(value)),)
    notes = {note for entry in only(found).lines for note in entry.notes}
    assert ("assumed, not measured" in notes) is (name != "quality")


def test_what_is_assumed_changes_nothing_before() -> None:
    gate = Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("50%")}, span=SPAN)
    one = agreement(plan(gates=(gate,), draw=DRAW))
    quality = reading("quality", "80%", "2027-01-01", "2027-03-31")
    known = facts(row("2027-02-01", 120_000), row("2027-05-01", 120_000), readings=[quality])
    # 6,000 of the 15,000 that are granted were earned, then 12,000 of 15,000
    assert only(paid(one, known, "2027-Q1", assumed={"quality": of("95%")})).balance == 3000
    assert only(paid(one, known, "2027-Q2", assumed={"quality": of("95%")})).balance == 9000 + 3000


def test_what_is_assumed_of_deals_waits_for_cash_and_what_is_assumed_of_a_share_does_not() -> None:
    part = bookings(id="part", weight=of("50%"), measure="conversion", quota=of("20%"), tiers=FLAT)
    one = agreement(plan(bookings(weight=of("50%")), part, release=RELEASE))
    found = only(paid(one, facts(), "2027-Q1", assumed={"bookings": Fraction(120_000), "conversion": of("10%")}))
    # 6,000 each for 100%: all of it for the deals, half of it for 10% of the 20%
    assert amounts(found) == {"reps.bookings": 6000, "reps.part": 3000, "reps.bookings.held": -3000}


def test_an_assumed_goal_changes_nothing_before() -> None:
    component = bookings(measure=None, quota=None, goal="revenue", tiers=FLAT)
    one = agreement(plan(component, draw=DRAW), goals={"revenue": goal(target=Fraction(365_000))})
    known = facts(readings=[reading("revenue", 90_000, "2027-01-01", "2027-03-31")])
    # 90,000 for 90 of the 365 days earn all 12,000 of the 15,000 that are granted; then there is nothing
    assert only(paid(one, known, "2027-Q2", assumed={"revenue": Fraction(0)})).balance == 3000 + 15_000


def test_what_is_assumed_of_a_plans_component_goes_before_what_is_of_all_components_and_of_a_measure() -> None:
    one = agreement(plan(bookings(id="deals")))
    of_all = {"bookings": Fraction(30_000), "deals": Fraction(60_000)}
    assert amounts(only(paid(one, facts(), "2027-Q1", assumed=of_all))) == {"reps.deals": 6000}
    of_plan = {**of_all, "reps.deals": Fraction(90_000)}
    assert amounts(only(paid(one, facts(), "2027-Q1", assumed=of_plan))) == {"reps.deals": 9000}


def test_an_assumed_goal_pays_components_and_pools() -> None:
    component = bookings(measure=None, quota=None, goal="revenue", tiers=FLAT)
    one = agreement(plan(component), pools=[POOL])
    found = only(paid(one, facts(), "2027-12", PEOPLE, assumed={"revenue": Fraction(1_200_000)}))
    assert amounts(found)["all"] == of("11.11")
    # the fourth quarter has 92 of the goal's 365 days
    assert line(found, "reps.bookings").quota == Fraction(1_200_000 * 92, 365)


def test_what_is_nothing_cannot_be_assumed() -> None:
    with pytest.raises(ValueError, match="nothing to assume is named 'bokings'"):
        paid(agreement(plan()), facts(), "2027-Q1", assumed={"bokings": Fraction(1)})


def test_one_person_is_paid_what_they_are_paid_among_all() -> None:
    one = agreement(plan(clawback=CLAWBACK), pools=[POOL])
    known = facts(
        row("2027-12-01", 90_000, taken_back="2027-12-30"),
        row("2027-12-02", 70_000, person="cleo"),
        readings=reached(1_200_000),
    )
    everybody = paid(one, known, "2027", PEOPLE)
    assert len(everybody.statements) == 4
    for statement in everybody.statements:
        assert paid(one, known, "2027", PEOPLE, person=statement.person).statements == (statement,)


def test_only_the_total_is_rounded_at_the_statement() -> None:
    # 10 a quarter, 5 for each component, a third of it is attained: 1.666… twice, which are 3.333… together
    component = bookings(quota=Fraction(360_000), weight=of("50%"))
    one = plan(component, replace(component, id="again"))
    half = replace(one, pay=pay(40))
    rows = [row("2027-02-01", 120_000), row("2027-02-01", 120_000, part="again")]
    found = only(paid(agreement(half, rounding=Rounding(at="statement")), facts(*rows), "2027-Q1"))
    assert amounts(found) == {"reps.bookings": of("5/3"), "reps.again": of("5/3"), "rounding": -Fraction(1, 300)}
    assert found.total == of("3.33")
    by_line = only(paid(agreement(half), facts(*rows), "2027-Q1"))
    assert by_line.total == of("3.34")


def test_it_is_provisional_until_the_period_is_over_and_nothing_is_open() -> None:
    gate = Gate(unless={"quality": at_least("90%")}, cap={}, span=SPAN)
    one = agreement(plan(gates=(gate,)))
    for day, is_open, provisional in (
        ("2027-03-31", False, True),
        ("2027-04-01", False, False),
        ("2027-04-01", True, True),
    ):
        quality = reading("quality", "95%", "2027-01-01", "2027-03-31", is_open=is_open)
        known = facts(as_of_day=date.fromisoformat(day), readings=[quality])
        assert only(paid(one, known, "2027-Q1")).provisional is provisional


def test_days_of_two_plans_are_counted_once() -> None:
    people = roster(("ann", "2027-02-01", None), ("ann", "2027-03-01", None, "sales.lead"))
    two = (plan(), plan(id="leads", people=selector(role="lead")))
    found = only(paid(agreement(*two), facts(), "2027-Q1", people))
    assert (found.plans, found.days) == (("reps", "leads"), 59)
    assert found.base == Fraction(12_000 * 59, 90) + Fraction(12_000 * 31, 90)
    assert found.notes[1] == "leads: 31 of 90 days from 2027-01-01, so quota and pay are in proportion"


def test_rows_of_nobody_are_told_in_their_own_payroll() -> None:
    first, after = date(2027, 1, 1), date(2027, 4, 1)
    left = Uncredited(plan="reps", why="unnamed", first=first, after=after, rows=1, leads=("L7",))
    known = facts(uncredited=[left])
    assert paid(agreement(plan()), known, "2027-Q1").notes == (
        "reps: 1 row is credited to nobody (no person is named): L7",
    )
    assert paid(agreement(plan()), known, "2027-Q2").notes == ()


def test_a_log_that_says_of_no_row_when_it_was_recorded_is_told() -> None:
    at = second(date(2027, 4, 1))
    found = paid(agreement(plan()), facts(known_by=at), "2027-Q1")
    assert (found.known_by, found.notes) == (at, ())
    found = paid(agreement(plan()), facts(known_by=at, is_recorded=False), "2027-Q1")
    assert (found.known_by, found.notes) == (None, (UNRECORDED,))
    assert paid(agreement(plan()), facts(is_recorded=False), "2027-Q1").notes == ()


def test_a_plan_without_anybody_is_told() -> None:
    nobody = roster(("ann", "2026-01-01", None, "lead"))
    found = paid(agreement(plan()), facts(), "2027-Q1", nobody)
    assert (found.statements, found.notes) == ((), ("reps: nobody of the people file is in this plan in 2027-Q1",))


def test_currencies_are_not_added_up() -> None:
    first, second_ = amended(agreement(plan()), date(2027, 4, 1), plan())
    assert second_.term is not None
    euros = replace(second_, term=replace(second_.term, currency="EUR"))
    assert only(paid([first, euros], facts(), "2027-Q1")).currency == "USD"
    with pytest.raises(ValueError, match="EUR and USD"):
        paid([first, euros], facts(), "2027-Q2")


def test_a_week_s_part_of_a_month_is_by_days() -> None:
    # June has 30 days, and the week from 2027-06-28 begins in it: 7/30 of 3,000
    one = agreement(plan(per=Per.WEEK, pay=pay(3000, Per.MONTH)))
    assert only(paid(one, facts(), "2027-06-30", ANN)).variable == 700


def test_who_left_with_a_draw_is_told_for_as_long_as_the_plan_is_settled() -> None:
    one = agreement(plan(draw=DRAW))
    people = roster(("ann", "2027-01-01", "2027-03-31"), ("bob", "2027-01-01", None))
    owes = "reps: ann is no longer in the plan and still owes 15,000 of the draw"
    assert only(paid(one, facts(), "2027-Q1", people)).balance == 15_000
    assert paid(one, facts(), "2027-Q1", people).notes == ()
    assert paid(one, facts(), "2027-Q2", people).notes == (owes,)
    assert paid(one, facts(), "2027-05", people).notes == ()
    earned = facts(row("2027-02-01", 165_000))
    assert paid(one, earned, "2027-Q2", people).notes == ()  # 19,500, and 15,000 were granted


def test_one_person_alone_says_nothing_of_who_else_there_is() -> None:
    two = (plan(), plan(id="leads", people=selector(role="lead")))
    people = roster(("ann", "2027-01-01", None), ("bob", "2027-01-01", None, "sales.lead"))
    one, asked = agreement(*two), asked_period("2027-Q1", [agreement(*two)])
    assert payroll([one], people, facts(), asked, person="ann").notes == ()


def test_an_adjustment_is_shared_by_what_each_part_had() -> None:
    # 12,000 for the deal, half of it with cash, and 6,000 of the campaign, which nothing holds back
    spif = Spif(
        id="push",
        span=SPAN,
        event="customer",
        from_=date(2027, 1, 1),
        through=date(2027, 12, 31),
        amount=Fraction(6000),
    )
    one = agreement(plan(release=RELEASE, clawback=replace(CLAWBACK, basis="full"), spifs={"push": spif}))
    deal = row("2027-03-03", 120_000, deal=Fraction(120_000), taken_back="2027-07-01")
    known = facts(deal, replace(deal, part="push", value=Fraction(1)), collected=[collected("2027-04-10", "120000")])
    (released,) = only(paid(one, known, "2027-Q2")).adjustments
    (taken,) = only(paid(one, known, "2027-Q3")).adjustments
    assert [deal.amount for deal in released.deals] == [6000, 0]
    assert [deal.amount for deal in taken.deals] == [-12_000, -6000]
    # half of the cash: 6,000 + 3,000 of the component were paid by then
    half = replace(known, collected=(collected("2027-04-10", "60000"),))
    (taken,) = only(paid(one, half, "2027-Q3")).adjustments
    assert [deal.amount for deal in taken.deals] == [-9000, -6000]


def test_a_goal_of_a_share_is_not_prorated_and_open_values_are_provisional() -> None:
    part = bookings(id="part", weight=of("50%"), measure="conversion", quota=of("20%"), tiers=FLAT)
    shared = bookings(id="shared", weight=of("50%"), measure=None, quota=None, goal="converted", tiers=FLAT)
    one = agreement(
        plan(part, shared), goals={"converted": goal(id="converted", measure="conversion", target=of("20%"))}
    )

    def found(**opened: bool) -> Statement:
        readings = [
            reading(name, "15%", "2027-01-01", "2027-03-31", is_open=opened.get(kind, False), person=person)
            for kind, name, person in (("own", "reps.part", "ann"), ("goal", "converted", None))
        ]
        return only(paid(one, facts(readings=readings), "2027-Q1"))

    # 15% of 20% are three quarters of 6,000, in a quarter of the goal's year too
    assert amounts(found()) == {"reps.part": 4500, "reps.shared": 4500}
    assert line(found(), "reps.shared").quota == of("20%")
    assert not found().provisional
    assert found(own=True).provisional
    assert found(goal=True).provisional


def test_a_pool_is_provisional_while_its_goal_is_open() -> None:
    def found(*, is_open: bool) -> Statement:
        value = reading("revenue", 1_200_000, "2027-01-01", "2027-12-31", is_open=is_open)
        nobody_s_plan = agreement(plan(people=selector(role="nobody")), pools=[POOL])
        return only(paid(nobody_s_plan, facts(readings=[value]), "2027", PEOPLE))

    assert not found(is_open=False).provisional
    assert found(is_open=True).provisional
