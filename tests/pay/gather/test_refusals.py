"""What keeps pay from being gathered is found before anything is evaluated."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from slakit.engine.run import Request
from slakit.log.people import Roster, read_people
from slakit.model import Agreement
from slakit.pay.asked_period import AskedPeriod
from slakit.pay.gather import gathered
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
YEAR = AskedPeriod(text="2027", first=date(2027, 1, 1), after=date(2028, 1, 1))
PEOPLE = "person,party,role,boss,from,through\nann,sales,rep,mia,2027-01-01,\n"


def roster(folder: Path, people: str = PEOPLE) -> Roster:
    (folder / "people.csv").write_text(people, encoding="utf-8")
    found, problems = read_people(str(folder / "people.csv"))
    assert found is not None, problems
    return found


def codes(agreement: Agreement, found: Roster) -> list[tuple[str, int]]:
    return [(one.code.id, one.span.line) for one in refusals([agreement], found)]


def plan(folder: Path, credit: str = "") -> Any:
    return bound(PLAN % credit, folder)


def test_pay_needs_compensation(tmp_path: Path) -> None:
    assert codes(plan(tmp_path), roster(tmp_path)) == []
    without = bound("clauses: {end: {text: The end.}}", tmp_path)
    assert [code for code, _ in codes(without, roster(tmp_path))] == ["SLA830"]


def test_pay_needs_a_roster(tmp_path: Path) -> None:
    request = Request(versions=[plan(tmp_path)], log=[])
    with pytest.raises(ValueError, match="no roster"), gathered(request, period=YEAR):
        pass


def test_pay_that_rolls_up_needs_the_column(tmp_path: Path) -> None:
    rolling = plan(tmp_path, ", rolls_up_to: boss, overlay: true")
    assert codes(rolling, roster(tmp_path)) == []
    without = roster(tmp_path, PEOPLE.replace("boss", "chief"))
    assert codes(rolling, without) == [("SLA833", 11)]


def test_a_roster_of_nobody_rolls_up_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("lead_id,event,at,stage,owner\nL1,stage_changed,2027-01-04T09:00:00Z,mql,ann\n")
    rolling, nobody = (
        plan(tmp_path, ", rolls_up_to: boss, overlay: true"),
        roster(tmp_path, PEOPLE.split("\n")[0] + "\n"),
    )
    request = Request(versions=[rolling], log=[str(tmp_path / "log.csv")], roster=nobody)
    with gathered(request, period=YEAR) as found:
        assert not found.has_errors
