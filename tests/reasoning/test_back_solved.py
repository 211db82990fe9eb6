"""The plan solved backwards: the reference agreement's figures, worked by hand."""

from fractions import Fraction

import pytest

from slakit.loading import load_agreement
from slakit.model import Agreement, Plan
from slakit.reasoning.back_solved import available, floors, minutes, needed, promised
from tests.house.pages import ROOT


@pytest.fixture(scope="module")
def northwind() -> Agreement:
    agreement, findings = load_agreement(str(ROOT / "policies" / "northwind.yaml"))
    assert agreement is not None, findings
    return agreement


def plan_of(agreement: Agreement) -> Plan:
    assert agreement.plan is not None
    return agreement.plan


def test_what_the_goal_takes(northwind: Agreement) -> None:
    # 1,200,000 × 60% ÷ 27,000 = 26 2/3 customers; ÷ 25% = 106 2/3; ÷ 90% = 118 14/27
    steps = {step.stage: step.leads for step in needed(northwind, plan_of(northwind))}
    assert list(steps) == ["mql", "sal", "customer"]
    assert steps == {"mql": Fraction(3200, 27), "sal": Fraction(320, 3), "customer": Fraction(80, 3)}


def test_what_is_promised(northwind: Agreement) -> None:
    goal = northwind.goals["revenue"]
    (quota,) = floors(northwind, "mql")
    # 5 a month for each of 8 people, over January to March
    assert (quota.id, promised(northwind, plan_of(northwind), goal, quota)) == ("mql_volume", 120)


def test_what_there_is_time_for(northwind: Agreement) -> None:
    capacity, term = plan_of(northwind).capacity, northwind.term
    assert capacity is not None
    assert term is not None
    # 16 hours a month of 8 people, three months; 119 leads × 4 attempts × 10 minutes
    assert available(term, capacity, northwind.goals["revenue"]) == 16 * 8 * 3 * 60
    assert minutes(northwind, capacity, Fraction(3200, 27)) == 119 * 4 * 10
