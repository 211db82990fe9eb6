"""What the summary tells of rows that belong to no outcome of a promise, or add nothing to it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.engine.case import evaluated

REPS = {"people": {"party": "sales", "role": "rep"}}
PEOPLE = [
    {"person": "ann", "party": "sales", "role": "rep", "from": "2027-01-01", "through": "2027-01-10"},
    {"person": "eve", "party": "sales", "role": "manager", "from": "2027-01-01", "through": None},
]
# two of ann's, who is there for a part of the month; a manager's; nobody's on the roster; nobody's at all
OWNERS = [("04", "ann"), ("11", "ann"), ("05", "eve"), ("06", "zed"), ("07", None)]
ROWS = [
    {"lead_id": f"L{n}", "event": "assigned", "at": f"2027-01-{day}T10:00:00-05:00", "owner": owner, "segment": segment}
    for n, ((day, owner), segment) in enumerate(zip(OWNERS, ["smb", None, "smb", None, "big"], strict=True))
]
WON = [{"lead_id": "L0", "event": "signed", "at": "2027-01-08T10:00:00-05:00", "amount": "5"}]
LOST = [{"lead_id": "L1", "event": "signed", "at": "2027-01-12T10:00:00-05:00"}]
NOBODY_S = "whose owner is none of its people in the period: unattributed"


def told(
    folder: Path, measures: dict[str, Any], for_each: Any = None, more: Sequence[Any] = ()
) -> list[tuple[str, int]]:
    """What is told of a quota on `m`, over a log in which five leads were handed over and two signed."""
    bound = {"at_most": "2 hours"} if "median" in measures["m"] else {"at_least": "1"}
    quota = {"by": ["sales", "marketing"], "measure": "m", **bound, "per": "month"}
    agreement = {
        "measures": {"taken": {"count": "handoff"}, **measures},
        "quotas": {"q": quota | ({"for_each": for_each} if for_each else {})},
        "events": {"handoff": {"event": "assigned"}, "attempt": {"event": "call"}, "deal": {"event": "signed"}},
        "responses": {"answer": {"by": "sales", "starts": "handoff", "stops": "attempt", "within": "1 hour"}},
    }
    case = {
        "agreement": agreement,
        "events": [*ROWS, *WON, *LOST, *more],
        "people": PEOPLE,
        "as_of": "2027-02-03T00:00:00Z",
    }
    with evaluated(case, folder) as found:
        assert not found.has_errors, [str(one) for one in found.diagnostics]
        return [(tally.says, count) for tally, count in found.remarks if tally.subject == "q"]


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        ({"count": "handoff"}, "counted rows"),
        ({"leads": "handoff"}, "counted rows"),
        ({"share": "handoff", "of": ["handoff", "deal"], "within": "3 days"}, "counted rows"),
        ({"median": "answer"}, "counted episodes"),
    ],
)
def test_rows_of_owners_who_are_none_of_the_people(measure: dict[str, Any], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, {"m": measure}, REPS) == [(f"{rows} {NOBODY_S}", 3)]


def test_whoever_is_one_of_the_people_in_another_period_only(tmp_path: Path) -> None:
    later = {"lead_id": "L9", "event": "assigned", "at": "2027-02-02T10:00:00-05:00", "owner": "ann"}
    # the three of January, and ann's of February, when she is no longer there
    found = told(tmp_path, {"m": {"count": "handoff"}}, REPS, more=[later])
    assert found == [(f"counted rows {NOBODY_S}", 4)]


def test_rows_without_the_value_are_told_once_for_a_share(tmp_path: Path) -> None:
    share = {"m": {"share": "handoff", "of": ["handoff", "deal"]}}
    # L1 and L3 have no segment at their hand-over, L1 none at its deal
    assert told(tmp_path, share, "segment") == [("counted rows without a value of `segment`: unattributed", 3)]


def test_each_side_of_a_ratio_is_told_by_its_name(tmp_path: Path) -> None:
    ratio = {"deals": {"count": "deal"}, "m": {"ratio": "deals", "of": "taken"}}
    assert told(tmp_path, ratio, "segment") == [
        ("counted rows of `deals` without a value of `segment`: unattributed", 1),
        ("counted rows of `taken` without a value of `segment`: unattributed", 2),
    ]


def test_rows_that_add_nothing_to_a_sum(tmp_path: Path) -> None:
    assert told(tmp_path, {"m": {"sum": "amount", "of": "deal"}}) == [
        ("rows of `m` without a value of `amount`: counted as 0", 1)
    ]


def test_nothing_is_told_where_every_row_counts(tmp_path: Path) -> None:
    assert told(tmp_path, {"m": {"count": "handoff"}}) == []
