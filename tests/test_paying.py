"""`slakit.payroll`: a payroll from files."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

import slakit
from slakit.model import Agreement
from tests.house.pages import ROOT

NORTHWIND = ROOT / "examples" / "northwind"
PEOPLE, LOG = str(NORTHWIND / "people.csv"), str(NORTHWIND / "events.csv")


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    found, _ = slakit.load(str(NORTHWIND / "agreement.yaml"))
    assert found is not None
    return found


def test_a_payroll(agreement: Agreement) -> None:
    result = slakit.payroll(agreement, [LOG], people=PEOPLE, period="2027-Q1")
    assert [finding.code.id for finding in result.diagnostics] == ["SLA832", "SLA832"]
    assert result.payroll is not None
    people = [statement.person for statement in result.payroll.statements]
    assert people == ["ann", "ben", "carla", "dev", "ella", "finn", "gita", "hugo"]
    ann = result.payroll.statements[0]
    assert sum((line.amount for line in (*ann.lines, *ann.adjustments)), Fraction(0)) == ann.total > 0


def test_one_person_and_what_if(agreement: Agreement) -> None:
    assume = {"bookings": Fraction(115_000), "revenue": Fraction(850_000), "first_attempt": Fraction(1)}
    found = slakit.payroll(agreement, [LOG], people=PEOPLE, period="2027-Q1", person="ann", assume=assume).payroll
    assert found is not None
    (ann,) = found.statements
    # the quarter's variable is 70,000 / 4 = 17,500: 60 % of it for the quota and 40 % for the goal, both reached
    assert [line.exact for line in ann.lines][:2] == [10_500, 7_000]
    assert dict(found.assumed) == assume


def test_what_stands_in_the_way(agreement: Agreement) -> None:
    messy = [str(NORTHWIND / "messy.csv")]
    end = datetime(2027, 3, 31, tzinfo=UTC)
    bad = slakit.payroll(agreement, messy, people=PEOPLE, period="2027-Q1", as_of=end)
    assert (bad.payroll, bad.quarantined) == (None, 6)
    assert slakit.payroll(agreement, messy, people=PEOPLE, period="2027-Q1", as_of=end, max_bad=6).payroll
    with pytest.raises(ValueError, match="is not a period"):
        slakit.payroll(agreement, [LOG], people=PEOPLE, period="2027-Q5")
