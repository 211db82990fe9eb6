"""What comes in for the deals of a lead, worked by hand and against one coin at a time."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from slakit.pay.collecting import coming
from slakit.pay.facts import Claim, Collected

START = date(2027, 1, 1)


def claim(at: int, worth: int, taken_back_at: int | None = None) -> Claim:
    """Deals of an instant, which is a day here."""
    day = START + timedelta(days=at)
    return Claim(
        version=0, plan="reps", lead_id="L1", at=at, day=day, worth=Fraction(worth), taken_back_at=taken_back_at
    )


def payment(at: int, value: int) -> Collected:
    """Money of an instant, which is a day here."""
    day = START + timedelta(days=at)
    return Collected(version=0, plan="reps", lead_id="L1", row=1, at=at, day=day, value=Fraction(value))


def paid(claims: Sequence[Claim], payments: Sequence[Collected]) -> dict[int, dict[int, int]]:
    """By the deal's instant, what is paid of it from each instant on."""
    found = coming(claims, payments)
    return {deal: {one.at: int(one.paid) for one in those} for deal, those in found.items()}


def test_money_goes_to_the_earliest_deal_that_is_not_paid() -> None:
    assert paid([claim(1, 10), claim(2, 20)], [payment(3, 4), payment(4, 16), payment(5, 10)]) == {
        1: {3: 4, 4: 10},
        2: {4: 10, 5: 20},
    }


def test_what_is_left_over_waits_for_the_next_deal() -> None:
    assert paid([claim(1, 10), claim(9, 20)], [payment(3, 15)]) == {1: {3: 10}, 9: {9: 5}}


def test_a_refund_takes_what_is_left_over_then_from_the_last() -> None:
    claims, payments = [claim(1, 10), claim(2, 20)], [payment(3, 35), payment(4, -4), payment(5, -3), payment(6, -20)]
    assert paid(claims, payments) == {1: {3: 10, 6: 8}, 2: {3: 20, 5: 18, 6: 0}}


def test_what_goes_back_beyond_all_has_to_come_in_again() -> None:
    assert paid([claim(1, 10)], [payment(2, 5), payment(3, -9), payment(4, 3), payment(5, 3)]) == {
        1: {2: 5, 3: 0, 5: 2}
    }


def test_a_deal_taken_back_is_paid_last_and_gives_back_first() -> None:
    claims = [claim(1, 10, taken_back_at=3), claim(2, 20)]
    payments = [payment(2, 4), payment(3, 2), payment(4, 5), payment(5, 18), payment(6, -4)]
    assert paid(claims, payments) == {1: {2: 4, 3: 6, 5: 9, 6: 5}, 2: {4: 5, 5: 20}}


def test_deals_worth_nothing_are_never_paid() -> None:
    assert paid([claim(1, 0), claim(2, 5)], [payment(2, 7)]) == {1: {}, 2: {2: 5}}


def test_money_of_one_instant_counts_together() -> None:
    found = coming([claim(1, 10)], [payment(2, -5), payment(2, 5), payment(3, 1), payment(3, 1)])
    assert [(one.at, one.paid, one.worth, one.collected) for one in found[1]] == [(3, 2, 10, 2)]


def test_of_a_date_the_last_counts_and_the_last_before_the_taking_back() -> None:
    day = date(2027, 2, 1)
    payments = [
        Collected(version=0, plan="reps", lead_id="L1", row=1, at=at, day=day, value=Fraction(1))
        for at in range(20, 29)
    ]
    found = coming([claim(1, 100, taken_back_at=24), claim(2, 100)], payments)
    assert [(one.at, one.paid) for one in found[1]] == [(24, 5)]
    assert [(one.at, one.paid) for one in found[2]] == [(28, 4)]
    found = coming([claim(1, 100, taken_back_at=24)], payments)
    assert [(one.at, one.paid) for one in found[1]] == [(24, 5), (28, 9)]


@pytest.mark.parametrize("seed", range(40))
def test_coins_laid_one_by_one_come_to_the_same(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 no secret depends on it
    claims = [
        claim(at, chosen.choice((0, 1, 3, 7)), chosen.choice((None, at + chosen.randint(1, 9))))
        for at in chosen.sample(range(1, 15), k=chosen.randint(1, 6))
    ]
    payments = [payment(chosen.randint(1, 20), chosen.choice((1, 2, 5, 9, -1, -3, -8))) for _ in range(12)]
    found = coming(claims, payments)
    for at in range(1, 21):
        expected = coins(claims, payments, at)
        known = {deal: [one for one in those if one.at <= at] for deal, those in found.items()}
        assert {deal: int(those[-1].paid) if those else 0 for deal, those in known.items()} == expected


def coins(claims: Sequence[Claim], payments: Sequence[Collected], until: int) -> dict[int, int]:
    """What is paid of every deal when each unit of money is moved by itself."""
    paid = {one.at: 0 for one in claims}
    over = 0
    for at in range(1, until + 1):
        turns = sorted(
            (one for one in claims if one.at <= at),
            key=lambda one: (one.taken_back_at is not None and one.taken_back_at < at, one.at),
        )
        money = over + sum(int(one.value) for one in payments if one.at == at)
        while money > 0 and (open_ := [one for one in turns if paid[one.at] < one.worth]):
            paid[open_[0].at] += 1
            money -= 1
        while money < 0 and (full := [one for one in turns if paid[one.at]]):
            paid[full[-1].at] -= 1
            money += 1
        over = money
    return paid
