"""Every finding of a plan, and the place that it points at."""

from pathlib import Path

import pytest

from slakit.planning import planned
from tests.engine.case import read_case, read_model
from tests.planning.case import FOLDER, merged, solved
from tests.planning.test_levers import seen

FOUND = {
    "people_that_the_plan_counts": ("SLA457", "at_least"),
    "too_little_time": ("SLA458", "capacity"),
    "hours_beyond_opening": ("SLA851", "capacity"),
    "quotas_that_ask_for_more": ("SLA854", "at_least"),
    "no_quota_at_all": ("SLA855", "plan"),
    "fewer_people_than_counted": ("SLA856", "capacity"),
    "a_rate_promised_too_low": ("SLA857", "at_least"),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_finding(name: str, tmp_path: Path) -> None:
    code, near = FOUND[name]
    found, *others = solved(read_case(FOLDER / f"{name}.yaml"), tmp_path).findings
    assert {other.code.id for other in others} <= {code}
    text = (tmp_path / "agreement.yaml").read_text(encoding="utf-8").splitlines()[found.span.line - 1]
    assert found.code.id == code
    assert near in text[max(0, found.span.column - 15) : found.span.column + 12]


SECOND = {
    "metadata": {"version": "2.0.0"},
    "term": {"from": "2027-02-15"},
    "goals": {"revenue": {"target": "1300000", "baseline": {"value": "1200000"}}},
}


def test_a_goal_of_an_earlier_version(tmp_path: Path) -> None:
    """Version 2's goal would begin before version 2: half its quotas are not held against the whole of it."""
    defaults = read_case(FOLDER / "_defaults.yaml")
    first = read_model(tmp_path / "first.yaml", defaults)
    second = read_model(tmp_path / "second.yaml", merged(defaults, SECOND))
    plan = planned(second, versions=(first, second))
    (finding,) = plan.findings
    assert (finding.code.id, finding.span.line) == ("SLA858", second.goals["revenue"].span.line)
    assert "version 1.0.0 has it, with USD 1,200,000 to reach" in finding.message
    assert plan.shortfalls == ()
    assert not plan.is_reachable
    assert [one.in_all for need in plan.stages for one in need.promised] == [None]


def test_a_goal_of_no_version(tmp_path: Path) -> None:
    second = read_model(tmp_path / "second.yaml", merged(read_case(FOLDER / "_defaults.yaml"), SECOND))
    (finding,) = planned(second).findings
    assert finding.code.id == "SLA858"
    assert "has it" not in finding.message


def test_a_version_that_takes_over_before_the_goal_is_due(tmp_path: Path) -> None:
    defaults = read_case(FOLDER / "_defaults.yaml")
    first = read_model(tmp_path / "first.yaml", defaults)
    second = read_model(tmp_path / "second.yaml", merged(defaults, SECOND))
    plan = planned(first, versions=(first, second))
    assert plan.findings == ()
    assert [note for note in plan.notes if "version 2.0.0 takes over on 15 February 2027" in note]
    assert planned(first, versions=(first,)).notes == ()


def test_a_goal_that_is_no_amount(tmp_path: Path) -> None:
    """`slakit plan` says SLA850 before anything is solved; whoever asks all the same is told so."""
    goal = {"measure": "conversion", "target": "30%", "baseline": {"value": "25%"}}
    conversion = {"share": "customer", "of": "mql", "within": "90 days"}
    change = {"measures": {"conversion": conversion}, "goals": {"revenue": goal}}
    agreement = read_model(tmp_path / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), change))
    with pytest.raises(ValueError, match="no amount"):
        planned(agreement)


@pytest.mark.parametrize(("promised", "help_text"), [("40", "to reach the goal, one of"), ("400", "all the same")])
def test_what_history_does_not_bear_out(promised: str, help_text: str, tmp_path: Path) -> None:
    """A rate and a deal above history are told of, whether or not more promised leads make up for them."""
    change = {"quotas": {"mql_volume": {"at_least": promised}}}
    agreement = read_model(tmp_path / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), change))
    plan = planned(agreement, shown=seen(5))
    assert {finding.code.id for finding in plan.findings} == {"SLA852", "SLA853"}
    assert all(help_text in finding.help for finding in plan.findings)
    assert plan.is_reachable == (promised == "400")
