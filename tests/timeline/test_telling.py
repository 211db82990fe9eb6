"""What a timeline says of single cases: which rows counted, which did not, and why."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.engine.run import evaluation
from slakit.formats.setting import Setting
from slakit.formats.timeline import text
from slakit.outcomes import read
from slakit.timeline.lead import lead_timeline
from slakit.timeline.probe import Probe
from tests.engine.case import FOLDER, case_request, read_case

TOLD = (
    "responses/exempt_as_the_last_target",
    "responses/again_restart_cancels_and_opens_the_next",
    "responses/again_never_leaves_the_first_episode_alone",
    "responses/cancel_at_the_instant_of_the_start",
    "responses/cancel_and_start_at_one_instant",
    "responses/start_after_the_deadline_opens_the_next",
    "responses/start_before_the_term_takes_no_number",
    "responses/start_out_of_scope_changes_nothing",
    "responses/when_of_the_response_narrows_its_starts",
    "responses/pause_while_paused_is_ignored",
    "responses/pause_after_the_deadline_does_not_undo_the_breach",
    "responses/stop_before_the_start_does_not_count",
    "cadences/spacing_in_business_hours",
    "cadences/gaps_are_measured_on_raw_attempts",
    "cadences/not_distinct_or_too_few",
    "cadences/a_stop_after_the_completing_attempt",
    "stages/a_repeated_row_is_no_entry",
    "stages/reason_requires_a_cadence_that_was_met",
    "stages/transition_must_be_listed",
    "stages/dwell_at_least_must_not_be_left_before",
    "stages/entries_out_of_scope_move_the_lead",
    "versions/a_start_is_judged_by_the_version_in_force",
    "versions/each_version_has_its_own_word_for_an_event",
    "waivers/a_breach_within_a_waiver",
)
LEADS = 2
"""How many leads of each case are told of: the first ones with an outcome, else of the log."""


@pytest.mark.parametrize("name", TOLD)
def test_telling(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    case = read_case(FOLDER / f"{name}.yaml")
    probe, request = Probe(), case_request(case, tmp_path)
    named = list(dict.fromkeys(str(row["commitment"]) for row in case["expect"] or ()))
    with evaluation(request, also=probe.ask) as found:
        leads = [outcome.lead_id for outcome in read(found.connection) if outcome.lead_id is not None]
        leads = list(dict.fromkeys([*leads, *(row["lead_id"] for row in case["events"] if row.get("lead_id"))]))
        told = [lead_timeline(found, probe, lead, only=named, known_by=request.known_by) for lead in leads[:LEADS]]
    shown = "\n".join(text.render(timeline, Setting(width=100)) for timeline in told)
    assert shown.replace(f"{tmp_path}/", "") == snapshot
