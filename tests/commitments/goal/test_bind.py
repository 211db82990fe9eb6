"""Binding of goals: SMART or refused."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.binding import bound, found

START = """parties: {sales: {accountable: Lee Park, signatories: [{name: Kim Roe}]}}
measures: {won: {leads: customer}, share: {share: customer, of: [customer, lost]}, speed: {p90: first_attempt}}
quotas:
  shares: {by: sales, measure: share, at_least: 1%, per: month}
  speeds: {by: sales, measure: speed, at_most: 9 business hours, per: month}
"""
GOAL = "goals: {{growth: {{by: sales, measure: {measure}, target: {target}, {rest}}}}}\n"
USUAL = "due: 2027-06-30, owners: [Kim Roe], baseline: {value: 100}"


def test_a_goal_begins_with_the_term(tmp_path: Path) -> None:
    goal = bound(START + GOAL.format(measure="won", target=120, rest=USUAL), tmp_path).goals["growth"]
    assert (goal.from_, goal.due, goal.target) == (date(2027, 1, 1), date(2027, 6, 30), 120)
    assert goal.baseline is not None
    assert (goal.baseline.value, goal.baseline.stretch) == (100, Fraction(3, 2))
    assert (goal.owners, goal.calendar) == (("Kim Roe",), "business")


def test_a_share_has_a_rate_for_its_target(tmp_path: Path) -> None:
    rest = "due: 2027-06-30, owners: [Lee Park], baseline: {value: 1/5, stretch: 200%}"
    goal = bound(START + GOAL.format(measure="share", target="30%", rest=rest), tmp_path).goals["growth"]
    assert goal.target == Fraction(3, 10)
    assert goal.baseline is not None
    assert (goal.baseline.value, goal.baseline.stretch) == (Fraction(1, 5), 2)


@pytest.mark.parametrize(
    ("measure", "target", "rest", "code", "place"),
    [
        ("won", "120%", USUAL, "SLA330", "120%"),
        ("won", "1_200", USUAL, "SLA204", "1_200"),
        ("share", "30", USUAL.replace("100", "20%"), "SLA315", "30"),
        ("speed", "4", USUAL, "SLA330", "speed"),
        ("won", "120", USUAL.replace("2027-06-30", "2026-06-30"), "SLA401", "2026-06-30"),
        ("won", "120", USUAL.replace("2027-06-30", "30.6.2027"), "SLA313", "30.6.2027"),
        ("won", "120", USUAL + ", supports: grow", "SLA307", "grow"),
        ("won", "120", USUAL.replace("Kim Roe", "Kim Row"), "SLA440", "Kim Row"),
        ("won", "151", USUAL, "SLA442", "151"),
        ("won", "120", "due: 2027-06-30, owners: [Lee Park]", "SLA443", "growth"),
        ("won", "120", USUAL + ", supports: growth", "SLA444", "growth"),
    ],
)
def test_refused(measure: str, target: str, rest: str, code: str, place: str, tmp_path: Path) -> None:
    ((at_code, at),) = found(START + GOAL.format(measure=measure, target=target, rest=rest), tmp_path)
    assert at_code == code
    assert at.startswith(place)
