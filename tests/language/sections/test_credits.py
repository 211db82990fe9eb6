"""Credit, kickers, SPIFs, release and pools as they are bound: exact parts, defaults, and what is left out."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from slakit.model import CreditTo, Equals, PayPlan, Pool
from tests.binding import bound, found
from tests.language.sections.test_gates import PLAN

GOAL = """parties: {sales: {accountable: Lee Park}}
goals: {won: {by: sales, measure: mqls, target: 9, due: 2027-12-31, owners: [Lee Park], baseline: {value: 9}}}
"""


def plan(fragment: str, folder: Path) -> PayPlan:
    compensation = bound(fragment, folder).compensation
    assert compensation is not None
    return compensation.plans["executive"]


def pool(rules: str, folder: Path) -> Pool:
    text = f"{GOAL}compensation: {{pools: {{p: {{goal: won, amount: 10, share: {{sales: 100%}}, {rules}}}}}}}\n"
    compensation = bound(text, folder).compensation
    assert compensation is not None
    return compensation.pools["p"]


@pytest.mark.parametrize(
    ("to", "parts"),
    [
        ("owner", [("owner", "1", None)]),
        ("{owner: 2/3, reason: 1/3}", [("owner", "2/3", None), ("reason", "1/3", None)]),
        ("{reason: 30%, owner: 0.7}", [("reason", "3/10", None), ("owner", "7/10", None)]),
        ("{owner: {share: amount}}", [("owner", None, "amount")]),
        ("{owner: {share: amount}, reason: {share: score}}", [("owner", None, "amount"), ("reason", None, "score")]),
    ],
)
def test_parts_are_exact_and_in_the_order_written(
    to: str, parts: list[tuple[str, str | None, str | None]], tmp_path: Path
) -> None:
    credit = plan(PLAN.replace("to: owner", f"to: {to}"), tmp_path).credit
    assert credit is not None
    assert credit.to == tuple(
        CreditTo(field=field, share=Fraction(share) if share else None, share_field=column)
        for field, share, column in parts
    )
    assert not credit.overlay


def test_an_overlay_may_be_of_one_person(tmp_path: Path) -> None:
    credit = plan(PLAN.replace("event: mql", "event: mql, overlay: true"), tmp_path).credit
    assert credit is not None
    assert (credit.overlay, credit.rolls_up_to, credit.team) == (True, None, None)


def test_a_team_is_a_choice_of_people(tmp_path: Path) -> None:
    team = "event: mql, overlay: true, team: {people: {party: sales, role: [rep, lead]}}"
    credit = plan(PLAN.replace("event: mql", team), tmp_path).credit
    assert credit is not None
    assert credit.team is not None
    assert credit.team.where == (("party", ("sales",)), ("role", ("rep", "lead")))


def test_a_kicker_asks_for_attainment_or_a_bound(tmp_path: Path) -> None:
    kickers = """      kickers:
        ahead: {attainment: {leads: 120%}, amount: 2500}
        quick: {if: {first_attempt: {at_least: 95%}}, amount: 99.95}
"""
    bound_ = plan(PLAN + kickers, tmp_path).kickers
    assert bound_["ahead"].attainment == {"leads": Fraction(6, 5)}
    assert not bound_["ahead"].if_
    assert bound_["quick"].amount == Fraction(1999, 20)
    assert bound_["quick"].if_["first_attempt"].value == Fraction(19, 20)


def test_a_campaign_has_its_days_and_what_must_hold(tmp_path: Path) -> None:
    spifs = """      spifs:
        push: {event: mql, when: {offer: webinar}, from: 2027-02-28, through: 2027-02-28, rate: 1/3, of: score}
"""
    push = plan(PLAN + spifs, tmp_path).spifs["push"]
    assert (push.from_, push.through) == (date(2027, 2, 28), date(2027, 2, 28))
    assert (push.amount, push.rate, push.of) == (None, Fraction(1, 3), "score")
    assert isinstance(push.when, Equals)


def test_a_campaign_may_have_begun_before_the_term(tmp_path: Path) -> None:
    spifs = "      spifs: {push: {event: mql, from: 2026-12-01, through: 2027-01-01, amount: 5}}\n"
    assert plan(PLAN + spifs, tmp_path).spifs["push"].from_ == date(2026, 12, 1)


@pytest.mark.parametrize(("quota", "value"), [("20%", "1/5"), ("1/3", "1/3"), ("0.5", "1/2")])
def test_the_quota_of_a_share_is_a_share(quota: str, value: str, tmp_path: Path) -> None:
    share = "measures: {won: {share: customer, of: [customer, lost]}}\n"
    text = PLAN.replace("event: mql", "event: customer").replace(
        "measure: mqls, quota: 15", f"measure: won, quota: {quota}"
    )
    assert plan(share + text, tmp_path).components["leads"].quota == Fraction(value)


@pytest.mark.parametrize(("quota", "code"), [("20%", "SLA310"), ("0", "SLA316"), ("0%", "SLA316"), ("4_800", "SLA310")])
def test_the_quota_of_a_count_is_a_number_above_zero(quota: str, code: str, tmp_path: Path) -> None:
    assert [one for one, _ in found(PLAN.replace("quota: 15", f"quota: {quota}"), tmp_path)] == [code]


@pytest.mark.parametrize(
    ("currency", "rounding", "quantum"),
    [
        ("JPY", "", "1"),
        ("KWD", "", "1/1000"),
        ("KWD", "  rounding: {mode: up}\n", "1/1000"),
        ("CHF", '  rounding: {quantum: "0.05"}\n', "1/20"),
        ("null", "", "1/100"),
    ],
)
def test_the_quantum_is_the_currencys(currency: str, rounding: str, quantum: str, tmp_path: Path) -> None:
    text = f"term: {{currency: {currency}}}\n".replace("term: {currency: null}\n", "")
    compensation = bound(text + PLAN.replace("compensation:\n", f"compensation:\n{rounding}"), tmp_path).compensation
    assert compensation is not None
    assert compensation.rounding.quantum == Fraction(quantum)


def test_a_pool_is_dealt_equally_by_weight_or_by_contribution(tmp_path: Path) -> None:
    assert pool("title: P", tmp_path).split == "equal"
    weighted = pool("split: weighted, weights: {Account executive: 1, lead: 2.5}", tmp_path)
    assert weighted.weights == {"Account executive": Fraction(1), "lead": Fraction(5, 2)}
    contributed = pool("split: contribution, measure: mqls, credit: {to: owner, event: mql}", tmp_path)
    assert contributed.credit is not None
    assert (contributed.measure, contributed.credit.event) == ("mqls", "mql")
