"""What supports a goal adds up over the goal's time: whole periods of quotas, targets of goals."""

from pathlib import Path

import pytest

from slakit.goal_parts import parts
from tests.binding import bound

START = """parties: {sales: {accountable: Lee Park}}
measures: {won: {leads: customer}, calls: {count: attempt}, share: {share: customer, of: [customer, lost]}}
goals:
  growth:
    {by: sales, measure: won, target: 120, from: 2027-01-15, due: 2027-06-30, owners: [Lee Park],
     baseline: {value: 100}}
"""
QUOTAS = (
    "quotas:\n  calling: {by: sales, measure: calls, at_least: 1, per: day}\n  part: {by: sales, supports: growth, "
)
SHARE = "  share: {by: sales, measure: share, at_least: 1%, per: month}\n"


@pytest.mark.parametrize(
    ("quota", "total"),
    [
        ("measure: won, at_least: 24, per: month", 24 * 5),  # February … June: January is cut
        ("measure: won, at_least: 24.9, per: month", 24 * 5),  # as it is judged, rounded down
        ("measure: won, at_least: 120, per: quarter", 120),  # April … June
        ("measure: won, at_least: 6, per: week", 6 * 23),  # Monday 18 January … Sunday 27 June
        ("measure: won, at_least: 1, per: day", 167),  # 17 + 28 + 31 + 30 + 31 + 30
    ],
)
def test_quotas_count_by_whole_periods(quota: str, total: int, tmp_path: Path) -> None:
    agreement = bound(f"{START}{QUOTAS}{quota}}}\n{SHARE}", tmp_path)
    found = parts(agreement, agreement.goals["growth"])
    assert found is not None
    assert (found.total, found.counted, found.listed) == (total, ("part",), ())


@pytest.mark.parametrize(
    "quota",
    [
        "measure: won, at_least: 1, per: month, times: {people: {party: sales}}",
        "measure: won, at_least: 1, per: month, for_each: offer",
        "measure: won, at_most: 100, per: month",
    ],
)
def test_what_adds_nothing_for_certain_is_listed(quota: str, tmp_path: Path) -> None:
    agreement = bound(f"{START}{QUOTAS}{quota}}}\n{SHARE}", tmp_path)
    found = parts(agreement, agreement.goals["growth"])
    assert found is not None
    assert (found.total, found.counted, found.listed) == (0, (), ("part",))


@pytest.mark.parametrize(
    "quota", ["measure: calls, at_least: 1, per: month", "measure: share, at_least: 1%, per: month"]
)
def test_other_units_are_left_out(quota: str, tmp_path: Path) -> None:
    agreement = bound(f"{START}{QUOTAS}{quota}}}\n{SHARE}", tmp_path)
    assert parts(agreement, agreement.goals["growth"]) is None


def test_a_part_that_begins_before_the_goal_may_be_done_before_it(tmp_path: Path) -> None:
    part = "by: sales, measure: won, due: 2027-06-30, owners: [Lee Park], baseline: {value: 200}, supports: growth"
    goals = f"  year: {{{part}, target: 240, from: 2027-01-01}}\n  half: {{{part}, target: 120, from: 2027-01-15}}\n"
    agreement = bound(START + goals + QUOTAS.partition("  part")[0] + SHARE, tmp_path)
    found = parts(agreement, agreement.goals["growth"])
    assert found is not None
    assert (found.total, found.early) == (360, 240)


def test_a_goal_is_what_it_is_judged_as(tmp_path: Path) -> None:
    start = START.replace("target: 120,", "target: 120.9,")
    part = "by: sales, measure: won, target: 70.5, due: 2027-06-30, owners: [Lee Park], baseline: {value: 60}"
    goals = f"  inbound: {{{part}, supports: growth}}\n  outbound: {{{part}, supports: growth}}\n"
    agreement = bound(f"{start}{goals}", tmp_path)
    found = parts(agreement, agreement.goals["growth"])
    assert found is not None
    assert (found.total, found.target) == (140, 120)
