"""An evaluation as a scorecard: every promise with its status, by party."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from slakit.attainment import Scorecard, Status, scorecard
from slakit.engine.run import Request, evaluation
from slakit.loading import load_agreement

HERE = Path(__file__).parent


def scored(as_of: str, *, only: Sequence[str] = (), leads: Sequence[str] = ()) -> Scorecard:
    """The scorecard of the team's agreement and log."""
    agreement, findings = load_agreement(str(HERE / "team.yaml"))
    assert agreement is not None, findings
    at = int(datetime.fromisoformat(as_of).timestamp())
    request = Request(versions=[agreement], log=[str(HERE / "team.csv")], as_of=at, only=only, leads=leads)
    with evaluation(request) as found:
        return scorecard(found, [agreement], only=only, leads=leads)


def statuses(card: Scorecard) -> dict[str, Status]:
    return {promise.id: promise.status for promise in card.promises}


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """At ten o'clock on 10 February: L6 has waited ninety minutes of its two hours."""
    return scored("2027-02-10T10:00:00-05:00")


def test_a_promise_with_an_objective_is_judged_by_it(card: Scorecard) -> None:
    # January: 3 of 4 in time is 75%. One breach alone does not break the promise.
    (first,) = [promise for promise in card.promises if promise.id == "first_attempt"]
    assert first.status is Status.KEPT
    assert first.objective == "first_attempt.objective"
    assert (first.counts.met, first.counts.breached, first.counts.at_risk) == (4, 1, 1)
    assert first.causes == (("late", 1),)
    january, february = (period.results[0] for period in first.periods)
    assert (january.met, january.breached, january.state) == (3, 1, "met")
    assert (february.met, february.open, february.state) == (1, 1, "pending")


def test_a_promise_without_an_objective_is_judged_by_its_outcomes() -> None:
    assert statuses(scored("2027-02-10T10:00:00-05:00"))["word_back"] is Status.KEPT
    assert statuses(scored("2027-02-11T09:00:01-05:00"))["word_back"] is Status.BROKEN  # L5 was due at nine


def test_every_status(card: Scorecard) -> None:
    # In February 2 of 3 hand-offs of the north are in after a third of the month; no meeting yet, and none due by now.
    assert statuses(card) == {
        "volume": Status.KEPT,
        "weekly_meeting": Status.KEPT,
        "first_attempt": Status.KEPT,
        "word_back": Status.KEPT,
        "mql.ready": Status.IDLE,
        "mql.transition": Status.IDLE,
        "customer.transition": Status.IDLE,
    }
    assert not card.is_broken


def test_a_month_that_ends_short_is_broken() -> None:
    found = statuses(scored("2027-03-01T00:00:00-05:00"))
    assert found["volume"] is Status.BROKEN  # 2 of 3
    assert found["weekly_meeting"] is Status.BROKEN
    assert found["first_attempt"] is Status.BROKEN  # L5 in time, L6 never: 50%


def test_behind_in_a_running_month_is_at_risk() -> None:
    found = statuses(scored("2027-02-10T11:00:00-05:00"))
    assert found["first_attempt"] is Status.AT_RISK  # L6 is late: 1 of 2, so far


def test_nothing_decided_is_open() -> None:
    assert statuses(scored("2027-01-05T09:30:00-05:00"))["first_attempt"] is Status.OPEN


def test_promises_lie_with_those_who_make_them(card: Scorecard) -> None:
    assert [(party.parties, party.title, party.accountable) for party in card.parties] == [
        (("marketing",), "Marketing", ("Dana Reyes",)),
        (("sales",), "Sales", ("Lee Park",)),
        (("marketing", "sales"), "Marketing and Sales", ("Dana Reyes", "Lee Park")),
    ]


def test_titles_are_the_agreements_or_the_id_in_words(card: Scorecard) -> None:
    assert card.titles["first_attempt"] == "First attempt"
    assert card.titles["word_back"] == "Word back"
    assert card.titles["mql.ready"] == "Qualified lead: ready"
    assert card.titles["customer.transition"] == "Customer: transition"


def test_what_is_promised(card: Scorecard) -> None:
    promised = {promise.id: promise.promised for promise in card.promises}
    assert promised["first_attempt"] == "within 2 hours; at least 75% each month"
    assert promised["word_back"] == "within 2 days"
    assert promised["volume"] == "at least 3 each month, each region"
    assert promised["mql.ready"] == ""


def test_every_row_of_the_log_is_accounted_for(card: Scorecard) -> None:
    log = card.log
    assert (log.rows, log.used, log.undeclared, log.after_as_of) == (17, 16, 1, 0)
    early = scored("2027-01-06T12:00:00-05:00").log
    assert (early.rows, early.used, early.undeclared, early.after_as_of) == (17, 6, 0, 11)


def test_remarks_name_the_commitment(card: Scorecard) -> None:
    assert [(remark.subject, remark.count, remark.says) for remark in card.remarks] == [
        ("volume", 1, "counted row without a value of 'region': unattributed")  # of L4
    ]


def test_only_one_promise() -> None:
    assert list(statuses(scored("2027-02-10T10:00:00-05:00", only=["first_attempt"]))) == ["first_attempt"]
    alone = scored("2027-02-10T10:00:00-05:00", only=["first_attempt.objective"])
    (promise,) = alone.promises
    assert promise.counts.all == 0
    assert promise.status is Status.KEPT
    assert promise.periods[0].results[0].met is None  # its episodes are not among the outcomes


def test_a_single_lead_is_judged_by_its_outcomes() -> None:
    found = scored("2027-02-10T10:00:00-05:00", leads=["L4", "L4"])
    assert found.leads == ("L4",)
    assert statuses(found)["first_attempt"] is Status.BROKEN
    assert "volume" not in statuses(found)
    assert found.is_broken


def test_all_outcomes_are_counted(card: Scorecard) -> None:
    assert card.outcomes == sum(p.counts.all for p in card.promises) + 2  # and the objective's two months


def test_no_calendar_names_a_country(card: Scorecard) -> None:
    assert card.holidays == ""
