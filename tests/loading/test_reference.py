"""The reference agreement: the blocks of the language page, joined, make one agreement without a finding."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from slakit.durations import Duration, Unit
from slakit.loading import load_agreement
from slakit.model import Agreement, Bound, Equals, FieldType, Leads, People, Per, ResponseTime, Sum, Target

ROOT = Path(__file__).parents[2]
OTHER_FILES = (10, 11, 13)


def blocks() -> str:
    """The YAML blocks of the sections that make up the reference agreement."""
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    found: list[str] = []
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        number = int(section.split(" ", 1)[0])
        if number not in OTHER_FILES:
            found += re.findall(r"^```yaml\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)
    return "".join(found)


@pytest.fixture(scope="module")
def northwind(tmp_path_factory: pytest.TempPathFactory) -> Agreement:
    """The reference agreement, bound."""
    file = tmp_path_factory.mktemp("reference") / "northwind.yaml"
    file.write_text(blocks(), encoding="utf-8")
    agreement, findings = load_agreement(str(file))
    assert findings == ()
    assert agreement is not None
    return agreement


@pytest.mark.parametrize("policy", sorted((ROOT / "policies").glob("*.yaml")), ids=lambda path: path.stem)
def test_policies_have_no_finding(policy: Path) -> None:
    agreement, findings = load_agreement(str(policy))
    assert findings == ()
    assert agreement is not None


def test_header(northwind: Agreement) -> None:
    assert (northwind.id, northwind.title, northwind.version) == (
        "northwind",
        "Sales and Marketing Agreement",
        "1.2.0",
    )
    assert northwind.term is not None
    assert (northwind.term.from_, northwind.term.through) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (northwind.term.week_starts, northwind.term.fiscal_year_starts) == (0, 1)
    assert [signatory.name for signatory in northwind.parties["sales"].signatories] == ["Lee Park"]
    assert isinstance(northwind.scope, Equals)
    assert northwind.scope.negated


def test_calendar(northwind: Agreement) -> None:
    business = northwind.calendars["business"]
    assert [(hours.opens, hours.closes) for hours in business.hours[0]] == [(540, 750), (810, 1050)]
    assert sorted(business.hours) == [0, 1, 2, 3, 4]
    assert [(hours.opens, hours.closes) for hours in business.overrides[date(2027, 12, 24)]] == [(540, 720)]
    assert business.holidays is not None
    assert business.holidays.remove == (date(2027, 10, 11),)


def test_built_in_fields_and_stage_rows_are_included(northwind: Agreement) -> None:
    assert northwind.fields["amount"].type is FieldType.DECIMAL
    assert northwind.fields["owner"].type is FieldType.STRING
    assert list(northwind.fields["offer"].values) == ["demo_request", "webinar", "ebook"]
    rows = northwind.events["mql"]
    assert rows.events == ("stage_changed",)
    assert isinstance(rows.where, Equals)
    assert (rows.where.field, rows.where.values) == ("stage", ("mql",))
    assert set(northwind.stages) <= set(northwind.events)


def test_the_only_calendar_is_everyones(northwind: Agreement) -> None:
    assert northwind.responses["first_attempt"].calendar == "business"
    assert {target.calendar for target in northwind.responses["first_attempt"].targets} == {"business"}
    assert northwind.quotas["quality"].calendar == "business"
    assert northwind.stages["mql"].dwell is not None
    assert northwind.stages["mql"].dwell.calendar == "business"


def test_response(northwind: Agreement) -> None:
    response = northwind.responses["first_attempt"]
    assert (response.by, response.for_, response.starts, response.stops) == (
        ("sales",),
        ("marketing",),
        ("handoff",),
        ("attempt",),
    )
    assert response.at_risk == Fraction(3, 4)
    assert [target.within for target in response.targets] == [
        Duration(15, Unit.BUSINESS_MINUTES),
        Duration(6, Unit.BUSINESS_HOURS),
    ]
    assert response.objective is not None
    assert response.objective.bound.value == Fraction(95, 100)
    assert response.objective.for_each is not None
    assert response.objective.for_each.where == (("party", ("sales",)), ("role", ("rep",)))
    (only,) = northwind.responses["lead_feedback"].targets
    assert isinstance(only, Target)
    assert (only.when, only.within) == (None, Duration(2, Unit.BUSINESS_DAYS))


def test_cadence(northwind: Agreement) -> None:
    cadence = northwind.cadences["persistence"]
    assert (cadence.attempts, cadence.attempts_at_least) == (("attempt",), 4)
    assert (cadence.distinct_field, cadence.distinct_at_least) == ("channel", 2)
    assert cadence.spacing_at_least == Duration(4, Unit.BUSINESS_HOURS)
    assert cadence.spacing_at_most == Duration(5, Unit.DAYS)
    assert cadence.cancels == ("rejected", "lost")


def test_measures_and_quotas(northwind: Agreement) -> None:
    assert isinstance(northwind.measures["mqls"], Leads)
    assert northwind.measures["mqls"].first
    worth = northwind.measures["lead_value"]
    assert isinstance(worth, Sum)
    assert worth.table == {"demo_request": 2880, "webinar": 1200, "ebook": 360}
    assert isinstance(northwind.measures["speed"], ResponseTime)
    assert northwind.quotas["response_speed"].bound.value == Duration(4, Unit.BUSINESS_HOURS)
    quality = northwind.quotas["quality"]
    assert isinstance(quality.bound, Bound)
    assert (quality.bound.operator, quality.bound.value, quality.per) == ("at_least", Fraction(9, 10), Per.MONTH)
    assert isinstance(northwind.quotas["fair_share"].for_each, People)
    assert northwind.quotas["mql_volume"].supports == "revenue"


def test_goal_plan_and_pay(northwind: Agreement) -> None:
    goal = northwind.goals["revenue"]
    assert (goal.target, goal.from_, goal.due) == (1_200_000, date(2027, 1, 1), date(2027, 3, 31))
    assert goal.baseline is not None
    assert goal.baseline.stretch == Fraction(3, 2)
    assert northwind.plan is not None
    assert list(northwind.plan.rates) == ["mql", "sal", "customer"]
    assert northwind.compensation is not None
    plan = northwind.compensation.plans["account_executive"]
    assert sum(component.weight for component in plan.components.values()) == 1
    assert [tier.up_to for tier in plan.components["bookings"].tiers] == [1, Fraction(5, 4), None]
    assert plan.gates[0].unless["first_attempt"].value == Fraction(9, 10)
    assert northwind.compensation.pools["together"].share == {"marketing": Fraction(1, 2), "sales": Fraction(1, 2)}


def test_places_point_into_the_file(northwind: Agreement) -> None:
    lines = blocks().splitlines()
    cadence = northwind.cadences["persistence"]
    span = cadence.place("spacing.at_least")
    assert lines[span.line - 1][span.column - 1 :].startswith("4 business hours")
    assert lines[cadence.span.line - 1][cadence.span.column - 1 :].startswith("persistence:")
