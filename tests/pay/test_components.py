"""Slices, gates and modifiers of a component, as its line shows them."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from slakit.durations import Duration, Unit
from slakit.model import Bound, Component, Gate, Modifier, Per, Quota, ResponseTime
from slakit.pay.facts import Reading
from slakit.pay.statement import Line
from tests.pay.making import (
    ANN,
    SPAN,
    STEEP,
    agreement,
    at_least,
    bookings,
    facts,
    line,
    of,
    only,
    paid,
    plan,
    reading,
    row,
)

Q1 = ("2027-01-01", "2027-03-31")


def line_for(component: Component, value: str | int, *readings: Reading, **changes: Any) -> Line:
    """The line of a component of ann's first quarter, in which so much is credited."""
    known = facts(row("2027-02-01", value), readings=readings)
    return line(only(paid(agreement(plan(component, **changes)), known, "2027-Q1")), "reps.bookings")


SLICES = [
    # attainment is the value ÷ 120,000; at 100% 12,000 are paid
    ("marginal", "120000", None, [("0", "100%", "1", 1)], "12000"),  # exactly on the edge: all in the first tier
    ("marginal", "150000", None, [("0", "100%", "1", 1), ("100%", "125%", "1.5", 2)], "16500"),  # 12,000 x 1.375
    (
        "marginal",
        "180000",
        None,
        [("0", "100%", "1", 1), ("100%", "125%", "1.5", 2), ("125%", "150%", "2", 3)],
        "22500",  # 12,000 x (1 + 0.375 + 0.5)
    ),
    ("marginal", "180000", "115%", [("0", "100%", "1", 1), ("100%", "110%", "1.5", 2)], "13800"),  # 15% ÷ 1.5 is 10%
    ("marginal", "180000", "100%", [("0", "100%", "1", 1)], "12000"),
    ("marginal", "150000", "137.5%", [("0", "100%", "1", 1), ("100%", "125%", "1.5", 2)], "16500"),  # just reached
    ("retroactive", "132000", None, [("0", "110%", "1.5", 2)], "19800"),  # 12,000 x 1.1 x 1.5
    ("retroactive", "132000", "120%", [("0", "80%", "1.5", 2)], "14400"),  # 120% ÷ 1.5
    ("retroactive", "120000", None, [("0", "100%", "1", 1)], "12000"),
    ("marginal", "0", None, [], "0"),
    ("marginal", "-500", None, [], "0"),
]


@pytest.mark.parametrize(("mode", "value", "most", "expected", "amount"), SLICES)
def test_slices_end_where_attainment_tier_or_cap_does(
    mode: str, value: str, most: str | None, expected: list[tuple[str, str, str, int]], amount: str
) -> None:
    component = bookings(mode=mode, pays_at_most=None if most is None else of(most))
    found = line_for(component, value)
    assert [(one.from_, one.up_to, one.rate, one.tier) for one in found.slices] == [
        (of(low), of(high), of(rate), tier) for low, high, rate, tier in expected
    ]
    assert found.amount == of(amount)
    assert sum((one.payout for one in found.slices), Fraction(0)) == found.payout


def gate(**unless: Bound) -> Gate:
    return Gate(unless=unless, cap={"bookings": Fraction(1)}, span=SPAN)


GATES = [
    # (the person's own value, the party's), then the attainment that counts of 150% and whether the gate applies
    ("95%", "80%", "150%", False),  # ann's own counts, not the party's
    ("85%", "95%", "100%", True),
    ("90%", None, "150%", False),  # a bound is reached by meeting it
    (None, None, "150%", False),
]


@pytest.mark.parametrize(("own", "others", "counted", "applies"), GATES)
def test_a_gate_holds_back_by_the_person_s_own_value(
    own: str | None, others: str | None, counted: str, applies: bool
) -> None:
    readings = [reading("quality", value, *Q1, person=who) for who, value in (("ann", own), (None, others))]
    found = line_for(bookings(), 180_000, *readings, gates=(gate(quality=at_least("90%")),))
    (factor,) = found.factors
    assert (found.attainment, found.counted) == (of("150%"), of(counted))
    assert (factor.kind, factor.person, factor.bound, factor.applies) == ("gate", "ann", "at least 90%", applies)
    assert factor.effect == 1


def test_without_a_value_of_their_own_the_party_s_counts() -> None:
    known = reading("quality", "85%", *Q1)
    found = line_for(bookings(), 180_000, known, gates=(gate(quality=at_least("90%")),))
    assert (found.counted, found.factors[0].person, found.factors[0].value) == (of("100%"), None, of("85%"))


def test_each_bound_of_a_gate_has_to_be_reached() -> None:
    readings = [reading("quality", "95%", *Q1), reading("first_attempt", "80%", *Q1)]
    bounds = gate(quality=at_least("90%"), first_attempt=at_least("90%"))
    found = line_for(bookings(), 180_000, *readings, gates=(bounds,))
    assert found.counted == 1
    assert [factor.applies for factor in found.factors] == [False, True]


def test_the_least_cap_of_several_gates_counts() -> None:
    lower = Gate(unless={"quality": at_least("90%")}, cap={"bookings": of("50%")}, span=SPAN)
    found = line_for(bookings(), 180_000, reading("quality", "80%", *Q1), gates=(gate(quality=at_least("90%")), lower))
    assert (found.counted, found.amount) == (of("50%"), Fraction(6000))


NEVER = [
    (reading("fast", None, *Q1, is_never=True), True),
    (reading("fast", None, *Q1), False),
    (reading("fast", 4 * 3600 + 1, *Q1), True),
    (reading("fast", 4 * 3600, *Q1), False),
]


@pytest.mark.parametrize(("known", "applies"), NEVER)
def test_a_time_that_never_ended_misses_its_bound(known: Reading, applies: bool) -> None:
    measure = ResponseTime(id="speed", span=SPAN, statistic="median", response="first_attempt")
    bound = Bound(operator="at_most", value=Duration(4, Unit.BUSINESS_HOURS), span=SPAN)
    quota = Quota(id="fast", span=SPAN, by=("sales",), measure="speed", bound=bound, per=Per.QUARTER)
    one = agreement(plan(gates=(gate(fast=bound),)))
    one = replace(one, measures={**one.measures, "speed": measure}, quotas={"fast": quota})
    found = line(only(paid(one, facts(row("2027-02-01", 180_000), readings=[known]), "2027-Q1")), "reps.bookings")
    assert (found.counted == 1) is applies
    assert found.factors[0].bound == "at most 4 business hours"


MODIFIERS = [
    (["95%", "95%"], "12600"),  # both are reached: 12,000 x 1.05
    (["95%", "85%"], "12000"),
    (["95%", None], "12000"),  # without a value it is not applied
]


@pytest.mark.parametrize(("values", "amount"), MODIFIERS)
def test_a_modifier_asks_for_all_its_bounds(values: list[str | None], amount: str) -> None:
    bounds = {name: at_least("90%") for name in ("quality", "first_attempt")}
    readings = [reading(name, value, *Q1) for name, value in zip(bounds, values, strict=True)]
    modifier = Modifier(if_=bounds, factor=of("1.05"), span=SPAN)
    found = line_for(bookings(), 120_000, *readings, modifiers=(modifier,))
    assert found.amount == of(amount)
    applied = Fraction(1)
    for factor in found.factors:
        applied *= factor.effect if factor.applies else 1
    assert found.full is not None
    assert found.payout is not None
    assert found.full * found.payout * applied == found.exact


def test_below_zero_interpolation_pays_what_zero_pays() -> None:
    points = ((of("0%"), of("20%")), (of("100%"), of("100%")))
    found = line_for(bookings(mode="interpolated", tiers=(), points=points), -500)
    assert (found.attainment, found.counted, found.amount) == (Fraction(-1, 240), Fraction(0), Fraction(2400))
    assert found.notes == ("-500 is carried into the next period",)


def test_a_lead_counts_once_for_a_person_and_period() -> None:
    component = bookings(measure="customers", quota=Fraction(3), tiers=STEEP[:1] + STEEP[2:])
    rows = [
        row("2027-02-01", 1, "L1"),
        row("2027-02-01", 1, "L1", share=of("50%")),
        row("2027-02-01", 1, "L2", share=of("50%")),
        row("2027-02-03", 1, "L1"),
    ]
    found = line(only(paid(agreement(plan(component)), facts(*rows), "2027-Q1", ANN)), "reps.bookings")
    assert found.credited == 2  # 1 + 0.5 of L1's first row, 0.5 of L2
