"""The words of pay: credit, kickers, SPIFs, release, caps, ramps, pools."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.document import document_of
from slakit.document.markdown import markdown
from tests.binding import bound
from tests.document.make import PAYING, agreement

HEAD = """compensation:
  plans:
    executive:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: PER
      credit: {to: owner, event: mql}
      components:
        leads: {weight: 100%, measure: mqls, quota: 15, mode: marginal, tiers: [{rate: 1}]}
"""


def told(rules: str, folder: Path, per: str = "quarter") -> str:
    """The section about the plan, with rules laid over it."""
    text = markdown(document_of(bound(HEAD.replace("PER", per) + rules, folder)))
    return text.partition(" Compensation\n")[2].partition("How promises are judged")[0]


def test_every_way_of_paying_is_told(snapshot: SnapshotAssertion) -> None:
    text = markdown(document_of(agreement(PAYING)))
    assert text.partition(" Compensation\n")[2].partition("How promises are judged")[0] == snapshot


def test_the_roster_needs_whom_credit_rolls_up_to() -> None:
    assert "with party, role and manager," in markdown(document_of(agreement(PAYING)))


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (
            "      draw: {kind: non_recoverable, amount: 1000, per: quarter, periods: 1}\n",
            "is missing is paid on top and not to be paid back. A person who comes under this plan by the middle of it",
        ),
        (
            "      draw: {kind: recoverable, amount: 1000, per: month}\n",
            "Variable pay is at least 1,000 each month: what is missing is advanced,",
        ),
        (
            "      gates: [{unless: {mql.ready: {at_least: 90%}}, cap: {leads: 100%}}]\n",
            "Unless what is promised of “Marketing-qualified lead” (M-2) is kept for at least 90 of 100 leads of the",
        ),
        (
            "      kickers: {full: {attainment: {leads: 1}, amount: 500, description: For the team.}}\n",
            "“Full”. 500 each quarter if the attainment of “Leads” that counts is at least 100%. For the team.",
        ),
    ],
    ids=["guarantee", "endless draw", "stage", "kicker"],
)
def test_a_rule_is_told(rules: str, words: str, tmp_path: Path) -> None:
    assert words in told(rules, tmp_path)


def test_what_cannot_fall_below_zero_is_not_carried(tmp_path: Path) -> None:
    assert "less than zero" not in told("", tmp_path)


def test_a_week_is_paid_by_its_days(tmp_path: Path) -> None:
    text = told("      pays_at_most: 200%\n", tmp_path, per="week")
    assert "each week, for the part of the variable pay that the days of the week are of the year" in text
    assert "All components together pay 200% of the variable pay of the week at most." in text


def test_the_term_is_paid_as_one(tmp_path: Path) -> None:
    assert "÷ 15 over the whole term" in told("", tmp_path, per="term")


def test_a_share_is_the_persons_own_and_not_reduced(tmp_path: Path) -> None:
    share = """measures:
  wins: {share: customer, of: [customer, lost]}
"""
    rules = "        wins: {weight: 50%, measure: wins, quota: 20%, mode: marginal, tiers: [{rate: 1}]}\n"
    pay = HEAD.replace("PER", "month").replace("weight: 100%", "weight: 50%").replace("event: mql", "event: customer")
    pay = pay.replace("measure: mqls", "measure: won")
    text = markdown(document_of(bound(f"{share}  won: {{leads: customer}}\n{pay}{rules}", tmp_path)))
    assert "of the leads that the person owns, ÷ 20% each month" in text
    assert "quotas (unless of a share or a ratio), variable pay and fixed pay are in proportion" in text
