"""What keeps pay from being gathered is found before anything is evaluated."""

from pathlib import Path
from typing import Any

from slakit.log.people import Roster, read_people
from slakit.model import Agreement
from slakit.pay.gather.findings import refusals
from tests.binding import bound

PLAN = """
compensation:
  plans:
    rep:
      people: {party: sales, role: rep}
      pay: {ote: 100000, base: 60000, variable: 40000, every: year}
      per: quarter
      credit: {to: owner, event: mql%s}
      components: {deals: {weight: 100%%, measure: mqls, quota: 12, mode: marginal, tiers: [{rate: 1}]}}
"""
PEOPLE = "person,party,role,boss,from,through\nann,sales,rep,mia,2027-01-01,\n"


def roster(folder: Path, people: str = PEOPLE) -> Roster:
    (folder / "people.csv").write_text(people, encoding="utf-8")
    found, problems = read_people(str(folder / "people.csv"))
    assert found is not None, problems
    return found


def codes(agreement: Agreement, found: Roster | None) -> list[tuple[str, int]]:
    return [(one.code.id, one.span.line) for one in refusals([agreement], found)]


def plan(folder: Path, credit: str = "") -> Any:
    return bound(PLAN % credit, folder)


def test_pay_needs_a_roster(tmp_path: Path) -> None:
    assert codes(plan(tmp_path), None) == [("SLA830", 5)]
    assert codes(plan(tmp_path), roster(tmp_path)) == []


def test_pay_needs_compensation(tmp_path: Path) -> None:
    assert [code for code, _ in codes(bound("clauses: {end: {text: The end.}}", tmp_path), None)] == ["SLA836"]


def test_pay_that_rolls_up_needs_the_column(tmp_path: Path) -> None:
    rolling = plan(tmp_path, ", rolls_up_to: boss, overlay: true")
    assert codes(rolling, roster(tmp_path)) == []
    without = roster(tmp_path, PEOPLE.replace("boss", "chief"))
    assert codes(rolling, without) == [("SLA833", 11)]
