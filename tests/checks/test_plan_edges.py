"""What `validate` says of a plan, at the very edge of each finding."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from slakit.loading import load_agreement
from tests.engine.case import dumped, read_case
from tests.planning.case import FOLDER, merged

PLAN = {"share": "100%", "average_deal": "10000", "rates": {"mql": "100%", "sal": None, "customer": "100%"}}
CALLS = {"by": "sales", "starts": "handoff", "attempts": {"event": "attempt", "at_least": "6"}, "within": "12 days"}
INQUIRIES = {"by": "marketing", "measure": "inquiries", "per": "month"}


OF_UNITS = ("SLA464", "SLA465", "SLA466")


def codes(folder: Path, change: dict[str, Any], among: Sequence[str] = ("SLA457", "SLA458")) -> list[str]:
    """What is told of the default plan with a change: 1.2 million in three months, 120 leads."""
    tree = merged(merged(read_case(FOLDER / "_defaults.yaml"), {"plan": PLAN}), change)
    path = folder / "agreement.yaml"
    path.write_text(dumped(tree), encoding="utf-8")
    _, findings = load_agreement(str(path))
    return [finding.code.id for finding in findings if finding.code.id in among]


@pytest.mark.parametrize(
    ("promised", "hours", "found"),
    [("40", "40", []), ("39", "40", ["SLA457"]), ("40", "39.99", ["SLA458"])],
)
def test_leads_and_hours(promised: str, hours: str, found: list[str], tmp_path: Path) -> None:
    # 120 leads × 6 attempts × 10 minutes are 120 hours, 40 a month
    capacity = {"count": "1", "hours": hours, "per": "month", "minutes_per_attempt": "10"}
    change = {"cadences": {"calls": CALLS}, "plan": {"capacity": capacity}}
    assert codes(tmp_path, {**change, "quotas": {"mql_volume": {"at_least": promised}}}) == found


@pytest.mark.parametrize(("demos", "found"), [("10", ["SLA457"]), ("30", ["SLA457"]), ("31", [])])
def test_some_leads_beside_all(demos: str, found: list[str], tmp_path: Path) -> None:
    # 30 a month are 90 of 120; of 31 demo leads a month, 93, nobody knows how many more there are beside them
    change = {
        "measures": {"demos": {"leads": "mql", "first": "true", "when": {"offer": "demo"}}},
        "quotas": {
            "mql_volume": {"at_least": "30"},
            "demo_volume": {"by": "marketing", "measure": "demos", "at_least": demos, "per": "month"},
        },
    }
    assert codes(tmp_path, change) == found


@pytest.mark.parametrize(
    ("promised", "found"), [("120", ["SLA458"]), ("120.9", ["SLA458"]), ("121", ["SLA458", "SLA458"])]
)
def test_a_plan_and_a_larger_quota_above_the_time(promised: str, found: list[str], tmp_path: Path) -> None:
    # the plan's 120 leads take 120 hours of 90; a 121st would be one too many where there were just those 120 hours
    capacity = {"count": "1", "hours": "30", "per": "month", "minutes_per_attempt": "10"}
    change = {"cadences": {"calls": CALLS}, "plan": {"capacity": capacity}}
    quota = {"mql_volume": {"at_least": promised, "per": "quarter"}}
    assert codes(tmp_path, {**change, "quotas": quota}) == found


@pytest.mark.parametrize(("promised", "found"), [("200", []), ("199", ["SLA457"])])
def test_the_stage_before_the_first(promised: str, found: list[str], tmp_path: Path) -> None:
    # 120 leads are a fifth of 600, 200 a month
    change = {
        "measures": {"inquiries": {"leads": "inquiry", "first": "true"}},
        "quotas": {"inquiry_volume": {**INQUIRIES, "at_least": promised}},
        "plan": {"rates": {"mql": "20%"}},
    }
    assert codes(tmp_path, change) == found


def test_a_plan_without_stages(tmp_path: Path) -> None:
    # what is missing is told, and nothing is reckoned
    assert codes(tmp_path, {"plan": {"rates": None}}) == []


@pytest.mark.parametrize(("begins", "found"), [("2027-01-01", ["SLA457"]), ("2026-12-31", [])])
def test_a_goal_of_an_earlier_version(begins: str, found: list[str], tmp_path: Path) -> None:
    # 39 a month are too few for 120; of a goal that began before the term, not all of its time is this version's
    assert (
        codes(tmp_path, {"quotas": {"mql_volume": {"at_least": "39"}}, "goals": {"revenue": {"from": begins}}}) == found
    )


@pytest.mark.parametrize(
    ("measure", "average", "found"),
    [
        ({"leads": "customer", "first": "true"}, "1", []),
        ({"leads": "customer", "first": "true"}, "2", ["SLA464"]),
        ({"leads": "attempt"}, "27000", ["SLA464"]),
        ({"count": "customer"}, "27000", ["SLA464"]),
        ({"count": "attempt"}, "5", []),  # of what is no stage a deal may have five
        ({"count": ["customer", "sal"]}, "5", []),
        ({"sum": "amount", "of": "customer"}, "27000", []),
        ({"sum": "amount", "of": ["customer", "sal"]}, "27000", []),
        ({"sum": "amount", "of": "attempt"}, "27000", []),
        ({"sum": "amount", "of": "sal"}, "27000", ["SLA465"]),
        ({"leads": "sal"}, "1", ["SLA465"]),
        ({"count": "sal"}, "1", ["SLA465"]),
        ({"count": ["sal", "lost"]}, "1", ["SLA465"]),
        ({"count": ["sal", "attempt"]}, "1", []),
        ({"leads": "accepted"}, "1", ["SLA465"]),  # the rows of the stage under another name
        ({"leads": "signed"}, "1", []),
    ],
)
def test_units(measure: dict[str, Any], average: str, found: list[str], tmp_path: Path) -> None:
    named = {"accepted": "sal", "signed": "customer"}
    change = {
        "events": {name: {"event": "stage_changed", "where": {"stage": stage}} for name, stage in named.items()},
        "measures": {"bookings": None, "reached": measure},
        "goals": {"revenue": {"measure": "reached"}},
        "plan": {"average_deal": average},
    }
    assert codes(tmp_path, change, OF_UNITS) == found


@pytest.mark.parametrize(("share", "found"), [("0%", ["SLA466"]), ("0.1%", [])])
def test_a_share_of_nothing(share: str, found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, {"plan": {"share": share}}, OF_UNITS) == found
