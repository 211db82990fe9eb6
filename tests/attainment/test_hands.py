"""Owners and deadlines."""

from slakit.attainment.hands import owners, upcoming
from slakit.attainment.scorecard import OwnerScore
from tests.attainment.relation import clock, period, relation


def test_owners_by_breaches_then_share_then_name() -> None:
    rows = [clock("a", "breached", owner=owner) for owner in ("zoe", "zoe", "ann", "ben", "carla")]
    rows += [clock("a", "met", owner=owner) for owner in ("zoe", "ann", "carla", "dev")]
    rows += [clock("b", "breached", owner="zoe"), clock("b", "breached", owner=None)]
    rows += [
        clock("a", "waived", owner="dev"),
        clock("a", "cancelled", owner="ben"),
        clock("a", "pending", owner="ben"),
    ]
    rows += [period("q", "breached", "1", ">= 2")]
    with relation(*rows) as connection:
        ranked, in_all, unowned = owners(connection)
    assert ranked == (
        OwnerScore(owner="zoe", breached=3, decided=4, commitments=(("a", 2), ("b", 1))),
        OwnerScore(owner="ben", breached=1, decided=1, commitments=(("a", 1),)),
        OwnerScore(owner="ann", breached=1, decided=2, commitments=(("a", 1),)),
        OwnerScore(owner="carla", breached=1, decided=2, commitments=(("a", 1),)),
    )
    assert (in_all, unowned) == (4, 1)


def test_due_next_by_deadline_and_only_what_can_be_missed() -> None:
    rows = [
        clock("a", "at_risk", lead_id="L2", due_at="2027-01-05T10:00:00Z", owner="ann"),
        clock("a", "at_risk", lead_id="L1", due_at="2027-01-05T09:00:00Z"),
        clock("b", "pending", lead_id="L3", due_at="2027-01-04T10:00:00Z"),
        clock("a", "pending", lead_id="L3", due_at="2027-01-04T10:00:00Z"),
        clock("a", "met", due_at="2027-01-01T10:00:00Z"),
        clock("a", "paused"),
        clock("rejected.dwell", "pending", kind="dwell", target=">= 60 days", due_at="2027-01-04T10:00:00Z"),
        clock("mql.dwell", "pending", kind="dwell", target="30 days", due_at="2027-01-09T10:00:00Z"),
    ]
    with relation(*rows) as connection:
        found = upcoming(connection, {"at_risk", "pending", "met", "paused"})
    assert [(due.lead_id, due.owner) for due in found.at_risk] == [("L1", None), ("L2", "ann")]
    assert [due.commitment for due in found.pending] == ["a", "b", "mql.dwell"]
    assert (found.at_risk_in_all, found.pending_in_all) == (2, 3)


def test_all_are_counted_where_fifty_are_held() -> None:
    rows = [clock("a", "at_risk", lead_id=f"L{n:03}", due_at="2027-01-05T10:00:00Z") for n in range(60)]
    with relation(*rows) as connection:
        found = upcoming(connection, {"at_risk"})
    assert (len(found.at_risk), found.at_risk[0].lead_id, found.at_risk_in_all) == (50, "L000", 60)


def test_only_states_that_there_are_are_looked_for() -> None:
    rows = [
        clock("a", "at_risk", lead_id="L1", due_at="2027-01-05T10:00:00Z"),
        clock("a", "pending", lead_id="L2", due_at="2027-01-05T10:00:00Z"),
    ]
    with relation(*rows) as connection:
        assert [upcoming(connection, {state}).at_risk_in_all for state in ("at_risk", "pending", "met")] == [1, 0, 0]
        assert [upcoming(connection, {state}).pending_in_all for state in ("at_risk", "pending", "met")] == [0, 1, 0]
