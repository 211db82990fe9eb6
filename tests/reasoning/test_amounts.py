"""Floors and ceilings over periods of different lengths: what clashes, and what only seems to."""

from pathlib import Path

import pytest

from slakit.checks import quotas_that_contradict
from tests.binding import load_fragment

REST = """
fields: {refund: {type: decimal}, gain: {type: decimal, min: 0}}
measures:
  calls: {count: attempt}
  reached: {leads: attempt}
  money: {sum: refund, of: customer}
  earned: {sum: gain, of: customer}
  quality: {share: customer, of: [customer, lost]}
"""
OTHERS = ("calls", "reached", "money", "earned", "quality")


def clashes(first: str, second: str, folder: Path) -> list[str]:
    """The messages about two quotas."""
    quotas = f"quotas:\n  one: {{by: sales, {first}}}\n  two: {{by: sales, {second}}}\n"
    _, found = load_fragment(f"{REST}{quotas}", folder)
    return [finding.message for finding in found if finding.code == quotas_that_contradict.CODE]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # 2027 has months of 31 days: 31 × 2 > 61
        ("measure: calls, at_least: 2, per: day", "measure: calls, at_most: 61, per: month"),
        # a ceiling by the day leaves no room for a floor by the week
        ("measure: calls, at_least: 8, per: week", "measure: calls, at_most: 1, per: day"),
        # leads may come again each week, yet a month has at least as many as any week of it
        ("measure: reached, at_least: 9, per: week", "measure: reached, at_most: 8, per: month"),
        # a sum that never falls: what four weeks have, the month has
        ("measure: earned, at_least: 100, per: week", "measure: earned, at_most: 900, per: quarter"),
        # months tile a quarter, so that a refund elsewhere cannot help
        ("measure: money, at_least: 100, per: month", "measure: money, at_most: 299, per: quarter"),
        ("measure: quality, at_least: 50%, per: month", "measure: quality, at_most: 40%, per: month"),
        (
            "measure: calls, at_least: 5, per: month, for_each: owner",
            "measure: calls, at_most: 4, per: month, for_each: owner",
        ),
    ],
)
def test_they_clash(first: str, second: str, tmp_path: Path) -> None:
    assert len(clashes(first, second, tmp_path)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("measure: calls, at_least: 2, per: day", "measure: calls, at_most: 62, per: month"),
        # broken numbers are rounded down: both are 4
        ("measure: calls, at_least: 4.5, per: month", "measure: calls, at_most: 4, per: month"),
        # the same leads may count in every week
        ("measure: reached, at_least: 9, per: week", "measure: reached, at_most: 9, per: month"),
        # a refund on a day outside the whole weeks may take the quarter below what they have; weeks tile none of 2027
        ("measure: money, at_least: 100, per: week", "measure: money, at_most: 900, per: quarter"),
        # shares of months do not make the share of a quarter
        ("measure: quality, at_least: 50%, per: month", "measure: quality, at_most: 40%, per: quarter"),
        # of all rows, and of each owner's
        ("measure: calls, at_least: 5, per: month", "measure: calls, at_most: 4, per: month, for_each: owner"),
        # the owner of one week need not have calls in the next
        (
            "measure: calls, at_least: 5, per: week, for_each: owner",
            "measure: calls, at_most: 9, per: month, for_each: owner",
        ),
        # how many people there are is not known
        (
            "measure: calls, at_least: 5, per: month, times: {people: {party: sales}}",
            "measure: calls, at_most: 4, per: month",
        ),
    ],
)
def test_they_do_not(first: str, second: str, tmp_path: Path) -> None:
    assert clashes(first, second, tmp_path) == []
