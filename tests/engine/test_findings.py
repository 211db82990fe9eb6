"""What keeps an evaluation from its outcomes, or makes it doubtful."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.engine.case import evaluated

ROW = {"lead_id": "L1", "event": "assigned", "at": "2027-01-04T09:00:00-05:00"}
LATER = {"lead_id": "L2", "event": "assigned", "at": "2027-03-01T09:00:00-05:00"}
PER_REP = {
    "responses": {
        "first_attempt": {
            "by": "sales",
            "starts": "handoff",
            "stops": "attempt",
            "within": "6 business hours",
            "objective": {"at_least": "90%", "per": "month", "for_each": {"people": {"party": "sales"}}},
        }
    }
}
OPEN_ONCE = {
    "calendars": {
        "business": {
            "timezone": "America/New_York",
            "hours": {"mon-fri": []},
            "overrides": {"2027-01-04": ["09:00-10:00"]},
        }
    }
}


def findings(agreement: Mapping[str, Any], events: list[Mapping[str, str]], folder: Path) -> list[tuple[str, str]]:
    """The code and severity of each finding."""
    case = {"agreement": agreement, "events": events}
    with evaluated(case, folder) as result:
        return [(finding.code.id, str(finding.severity)) for finding in result.diagnostics]


def test_a_log_without_rows_has_no_instant_to_evaluate_at(tmp_path: Path) -> None:
    assert ("SLA601", "error") in findings({}, [], tmp_path)


def test_counting_people_needs_a_roster(tmp_path: Path) -> None:
    assert findings(PER_REP, [ROW], tmp_path) == [("SLA602", "error")]


def test_a_calendar_that_stays_closed_reaches_no_deadline(tmp_path: Path) -> None:
    within = {"first_attempt": {"by": "sales", "starts": "handoff", "stops": "attempt", "within": "6 business hours"}}
    assert findings({**OPEN_ONCE, "responses": within}, [ROW], tmp_path) == [("SLA603", "error")]


def test_a_last_row_long_after_all_others_is_doubtful(tmp_path: Path) -> None:
    assert findings({}, [ROW, LATER], tmp_path) == [("SLA604", "warning")]


@pytest.mark.parametrize(
    ("rows", "known_by", "found"),
    [
        # As of 1 March: the row of 1 June, three months later, was not known.
        ([("02-20", "02-20"), ("03-01", "03-01"), ("06-01", "06-02")], "2027-03-10T00:00:00Z", []),
        # As of 15 April, 45 days after the row before it: the one of 20 April was not known.
        ([("03-01", "03-01"), ("04-15", "04-15"), ("04-20", "06-01")], "2027-05-01T00:00:00Z", [("SLA604", "warning")]),
        # 30 days are not more than 30, 31 are; two rows of one instant are no two instants.
        ([("03-01", "03-01"), ("03-31", "03-31"), ("03-31", "03-31")], "2027-05-01T00:00:00Z", []),
        ([("03-01", "03-01"), ("04-01", "04-01"), ("04-01", "04-01")], "2027-05-01T00:00:00Z", [("SLA604", "warning")]),
        ([("04-15", "04-15")], "2027-05-01T00:00:00Z", []),
    ],
)
def test_only_rows_that_were_known_make_the_last_one_doubtful(
    rows: list[tuple[str, str]], known_by: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    events = [
        {**ROW, "lead_id": f"L{number}", "at": f"2027-{at}T09:00:00Z", "recorded_at": f"2027-{recorded}T09:00:00Z"}
        for number, (at, recorded) in enumerate(rows)
    ]
    with evaluated({"events": events, "known_by": known_by}, tmp_path) as result:
        assert [(finding.code.id, str(finding.severity)) for finding in result.diagnostics] == found


def test_a_log_of_undeclared_events_only_is_doubtful(tmp_path: Path) -> None:
    assert findings({}, [{**ROW, "event": "asigned"}], tmp_path) == [("SLA607", "warning")]
    assert findings({}, [ROW, {**ROW, "event": "asigned"}], tmp_path) == []


@pytest.mark.parametrize("as_of", ["2027-03-01T09:00:00-05:00", "2027-06-01T09:00:00-05:00"])
def test_it_is_not_where_the_instant_was_given(as_of: str, tmp_path: Path) -> None:
    with evaluated({"events": [ROW, LATER], "as_of": as_of}, tmp_path) as result:
        assert result.diagnostics == ()


def test_a_field_of_two_types_in_two_versions_is_refused(tmp_path: Path) -> None:
    versions = [
        {
            "metadata": {"name": "team", "title": "Team", "version": number},
            "fields": {"size": {"type": kind}},
            "events": {"team_meeting": {"event": "meeting", "where": {"size": {"present": "true"}}}},
            "term": {"from": first, "timezone": "America/New_York"},
        }
        for number, kind, first in (("one", "integer", "2027-01-01"), ("two", "string", "2027-02-01"))
    ]
    with evaluated({"versions": versions, "events": [ROW]}, tmp_path) as result:
        assert [finding.code.id for finding in result.diagnostics] == ["SLA606"]
        assert result.has_errors


def test_what_was_known_needs_a_log_that_says_it(tmp_path: Path) -> None:
    case = {"events": [ROW], "known_by": "2027-01-05T09:00:00-05:00"}
    with evaluated(case, tmp_path) as result:
        assert [finding.code.id for finding in result.diagnostics] == ["SLA608"]
        assert not result.has_errors


def test_a_waiver_that_no_breach_needs_is_told(tmp_path: Path) -> None:
    waiver = {
        "commitments": ["weekly_meeting"],
        "from": "2027-06-01",
        "until": "2027-06-02",
        "because": "Holiday",
        "approved_by": {"sales": "Lee", "marketing": "Dana"},
    }
    case = {"events": [ROW], "waivers": [{"waivers": {"summer": waiver}}]}
    with evaluated(case, tmp_path) as result:
        assert [finding.code.id for finding in result.diagnostics] == ["SLA605"]
