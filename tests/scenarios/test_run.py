"""Running scenarios: what agrees, what differs, what nobody expected, and what cannot be run."""

from pathlib import Path

import pytest

from slakit.scenarios.result import Fault, Problem, Run
from slakit.scenarios.run import Options, run
from slakit.scenarios.strays import strays
from slakit.timeline.model import Row, Timeline
from tests.binding import load_fragment
from tests.scenarios.running import EVENTS, ran, write

PEOPLE = "people:\n  - {person: ann, party: sales, role: rep, from: 2027-01-01}\n"
L1_MET = "  - {commitment: first_attempt, lead_id: L1, state: met}\n"


def only(found: Run) -> Problem:
    (scenario,) = found.scenarios
    assert not scenario.not_run, scenario.diagnostics
    (problem,) = scenario.problems
    return problem


@pytest.mark.parametrize(
    "row",
    [
        "{commitment: first_attempt, lead_id: L1}",
        "{commitment: first_attempt, lead_id: L1, episode: 1, state: met, value: 7200.0, cause: '', waiver: ''}",
        "{commitment: first_attempt, lead_id: L1, due_at: 2027-01-04T15:00:00-05:00}",
        "{commitment: first_attempt, lead_id: L1, due_at: 2027-01-04T20:00:00Z, kind: response, party: sales}",
        "{commitment: first_attempt, lead_id: L1, target: 6 business hours, owner: ann, version: 1.0.0}",
        "{commitment: mql_volume, period_start: 2027-01-01, period_end: 2027-02-01, target: '>= 5', value: 0}",
        "{commitment: first_attempt, state: breached}",
    ],
)
def test_a_row_agrees_on_the_columns_that_it_gives(row: str, tmp_path: Path) -> None:
    found = ran(tmp_path, f"{EVENTS}expect:\n  - {row}\n")
    assert found.passed, found.scenarios


@pytest.mark.parametrize(
    ("row", "fault", "message"),
    [
        (
            "{commitment: first_attempt, lead_id: L1, state: breached}",
            Fault.DIFFERENT,
            "state is met, expected breached",
        ),
        ("{commitment: first_attempt, lead_id: L1, value: 7201}", Fault.DIFFERENT, "value is 7200, expected 7201"),
        ("{commitment: first_attempt, lead_id: L1, waiver: crm}", Fault.DIFFERENT, "waiver is empty, expected crm"),
        ("{commitment: first_attempt, lead_id: L1, episode: 2}", Fault.MISSING, "has no such outcome"),
        ("{commitment: mql.ready, lead_id: L1}", Fault.MISSING, "has no such outcome"),
        ("{commitment: first_attempt, lead_id: l1}", Fault.UNKNOWN_LEAD, "no event is about a lead 'l1'"),
        ("{commitment: mql_volume, period_start: 2026-01-01}", Fault.MISSING, "has no such outcome"),
    ],
)
def test_a_row_with_which_no_outcome_agrees(row: str, fault: Fault, message: str, tmp_path: Path) -> None:
    problem = only(ran(tmp_path, f"{EVENTS}expect:\n  - {row}\n"))
    assert problem.fault is fault
    assert message in problem.message
    assert problem.span.file.endswith("scenario.yaml")
    assert problem.span.line == 10
    assert problem.clause is not None
    assert problem.clause.file.endswith("minimal.yaml")


AN_EVENT = """events:
  - {{lead_id: L1, event: assigned, at: 2027-01-04T09:00:00-05:00, offer: webinar}}
  - {{lead_id: L1, {event}, at: 2027-01-04T11:00:00-05:00}}
expect:
"""


@pytest.mark.parametrize(
    ("event", "code", "said"),
    [
        ("event: cal", "SLA302", "'cal' is not a word that an event of the agreement has; did you mean 'call'?"),
        ("event: cal, offer: webinar", "SLA302", "did you mean 'call'?"),
        ("event: stage_changed, stage: mlq", "SLA305", "'mlq' is not a stage; did you mean 'mql'?"),
        ("event: page_view, stage: mlq", "SLA305", "'mlq' is not a stage; did you mean 'mql'?"),
        ("event: mql", "SLA302", "a stage: write event: stage_changed, stage: mql"),
        ("event: mql, offer: webinar", "SLA302", "a stage: write event: stage_changed, stage: mql"),
        ("event: page_view", "SLA302", "the words are assigned, call, email, stage_changed"),
        ("event: handoff", "SLA302", "it is the name of an event: write event: assigned"),
        ("event: handoff, offer: webinar", "SLA302", "it is the name of an event: write event: assigned"),
    ],
)
def test_an_event_that_the_agreement_does_not_know(event: str, code: str, said: str, tmp_path: Path) -> None:
    (scenario,) = ran(tmp_path, AN_EVENT.format(event=event) + L1_MET).scenarios
    assert scenario.not_run == "the scenario has errors"
    (found,) = scenario.diagnostics
    assert found.code.id == code
    assert said in f"{found.message}; {found.help}"


QUALIFIED = "mql: {event: stage_changed, where: {stage: [Marketing Qualified, Qualified again]}}"
BY_ANOTHER = "mql: {event: qualified, where: {offer: webinar}}"
IS_NOT = "other: {event: stage_changed, where: {stage: {is_not: mql}}}"
REMINDED = "other: {event: reminded, where: {stage: [Nurture]}}"
BY_THE_SAME = "mql: {event: stage_changed, where: {offer: webinar}}"


@pytest.mark.parametrize(
    ("declared", "event", "said"),
    [
        (QUALIFIED, "event: stage_changed, stage: Marketing Qualified", None),
        (QUALIFIED, "event: stage_changed, stage: Qualified again", None),
        (QUALIFIED, "event: stage_changed, stage: Marketing Qualifid", "did you mean 'Marketing Qualified'?"),
        (QUALIFIED, "event: stage_changed, stage: mql", "write event: stage_changed, stage: Marketing Qualified"),
        (QUALIFIED, "event: mql", "it is a stage: write event: stage_changed, stage: Marketing Qualified"),
        (BY_ANOTHER, "event: crm_update, stage: MQL", None),
        (BY_ANOTHER, "event: mql", "it is a stage: write event: qualified, offer: webinar"),
        ("mql: {event: stage_changed, where: {stage: {matches: MQL}}}", "event: stage_changed, stage: 2 MQL", None),
        ("mql: {event: stage_changed, where: {none: [{stage: New}]}}", "event: stage_changed, stage: Old", None),
        ("other: {event: stage_changed, where: {stage: Nurture}}", "event: stage_changed, stage: Nurture", None),
        (BY_ANOTHER, "event: stage_changed, stage: custmer", "did you mean 'customer'?"),
        (BY_ANOTHER, "event: stage_changed, stage: mql", "write event: qualified, offer: webinar"),
        (BY_ANOTHER, "event: stage_changed, stage: customer", None),
        (BY_THE_SAME, "event: stage_changed, stage: MQL", "the stages are customer, lost"),
        (BY_THE_SAME, "event: stage_changed, offer: webinar, stage: MQL", None),
        (IS_NOT, "event: stage_changed, stage: Nurture", "the stages are mql, customer, lost"),
        (IS_NOT, "event: stage_changed, stage: mql", None),
        ("other: {event: stage_changed, where: {stage: {contains: N}}}", "event: stage_changed, stage: Nurture", None),
        (REMINDED, "event: stage_changed, stage: Nurture", "the stages are mql, customer, lost"),
        (REMINDED, "event: reminded, stage: mql", None),
        (REMINDED, "event: reminded, stage: mqll", "did you mean 'mql'?"),
    ],
)
def test_a_stage_that_the_agreement_declares_by_its_own_words(
    declared: str, event: str, said: str | None, tmp_path: Path
) -> None:
    write(tmp_path, AN_EVENT.format(event=event) + L1_MET)
    agreement = tmp_path / "minimal.yaml"
    text = agreement.read_text(encoding="utf-8")
    agreement.write_text(text.replace("events:\n", f"events:\n  {declared}\n", 1), encoding="utf-8")
    (scenario,) = run([str(tmp_path)], Options()).scenarios
    assert [found.help for found in scenario.diagnostics] == ([] if said is None else [said])


def test_an_event_that_only_sets_fields_may_have_any_word(tmp_path: Path) -> None:
    """As that of a Source. Where nothing comes of the lead it is told."""
    problem = only(ran(tmp_path, AN_EVENT.format(event="event: page_view, offer: webinar") + L1_MET))
    assert (problem.fault, problem.help) == (Fault.DIFFERENT, "no event of the agreement is 'page_view' in the log")
    row = L1_MET.replace("met", "pending")
    (scenario,) = ran(tmp_path, AN_EVENT.format(event="event: page_view, offer: webinar") + row).scenarios
    assert scenario.passed


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("until: 2027-01-31", "did you mean 'through'?"),
        ("end_date: 2027-01-31", "did you mean 'through'?"),
        ("leave_date: 2027-01-31", "did you mean 'through'?"),
        ("to_day: 2027-01-31", "did you mean 'through'?"),
        ("thorugh: 2027-01-31", "did you mean 'through'?"),
        ("today: 2027-01-31", "the columns are person, party, role, from, through"),
        ("region: west", "the columns are person, party, role, from, through"),
    ],
)
def test_a_column_of_people_that_nothing_names(column: str, said: str, tmp_path: Path) -> None:
    people = PEOPLE.replace("}", f", {column}}}")
    (scenario,) = ran(tmp_path, f"{people}{EVENTS}expect:\n{L1_MET}").scenarios
    assert [(found.code.id, found.help) for found in scenario.diagnostics] == [("SLA202", said)]


def test_a_column_of_people_that_the_agreement_names(tmp_path: Path) -> None:
    write(tmp_path, f"{PEOPLE.replace('}', ', region: west}')}{EVENTS}expect:\n  - {{commitment: first_attempt}}\n")
    agreement = tmp_path / "minimal.yaml"
    text = agreement.read_text(encoding="utf-8")
    each = "    per: month\n    times: {people: {party: sales, region: west}}\n"
    agreement.write_text(text.removesuffix("    per: month\n") + each, encoding="utf-8")
    (scenario,) = run([str(tmp_path)], Options()).scenarios
    assert not scenario.diagnostics


def test_a_difference_in_an_instant_is_told_in_the_zone_of_the_agreement(tmp_path: Path) -> None:
    row = "{commitment: first_attempt, lead_id: L1, due_at: 2027-01-04T16:00:00-05:00}"
    problem = only(ran(tmp_path, f"{EVENTS}expect:\n  - {row}\n"))
    said = "due_at is 2027-01-04T15:00:00-05:00, expected 2027-01-04T16:00:00-05:00"
    assert problem.message == f"first_attempt of lead L1: {said}"


def test_what_differs_is_told_column_by_column_with_the_timeline(tmp_path: Path) -> None:
    row = "{commitment: first_attempt, lead_id: L2, state: met, due_at: 2027-01-04T15:00:00-05:00}"
    problem = only(ran(tmp_path, f"{EVENTS}expect:\n  - {row}\n"))
    told = [(found.column, found.expected, found.got, found.agrees) for found in problem.columns]
    assert told == [
        ("commitment", "first_attempt", "first_attempt", True),
        ("lead_id", "L2", "L2", True),
        ("due_at", "2027-01-04T20:00:00Z", "2027-01-04T20:00:00Z", True),
        ("state", "met", "breached", False),
    ]
    assert problem.timeline is not None
    (clock,) = problem.timeline.clocks
    assert (clock.commitment, clock.episodes[0].outcome.state) == ("first_attempt", "breached")


def test_of_several_outcomes_the_nearest_is_compared(tmp_path: Path) -> None:
    again = """  - {lead_id: L1, event: assigned, at: 2027-01-05T09:00:00-05:00}
  - {lead_id: L1, event: call, at: 2027-01-05T10:00:00-05:00}
"""
    row = "{commitment: first_attempt, lead_id: L1, started_at: 2027-01-05T09:00:00-05:00, value: 60}"
    problem = only(ran(tmp_path, f"{EVENTS}{again}expect:\n  - {row}\n"))
    assert problem.got is not None
    assert problem.got.episode == 2


def test_a_breach_of_a_named_lead_that_no_row_expects(tmp_path: Path) -> None:
    mql = "  - {lead_id: L1, event: stage_changed, stage: mql, at: 2027-01-05T09:00:00-05:00}\n"
    problem = only(ran(tmp_path, f"{EVENTS}{mql}expect:\n{L1_MET}"))
    assert problem.fault is Fault.UNEXPECTED_BREACH
    assert (problem.commitment, problem.lead_id, problem.span.line) == ("mql.ready", "L1", 5)


def test_a_breach_of_a_lead_that_is_not_named_is_no_problem(tmp_path: Path) -> None:
    assert ran(tmp_path, f"{EVENTS}expect:\n{L1_MET}").passed


def test_a_breach_is_told_of_once(tmp_path: Path) -> None:
    row = "  - {commitment: first_attempt, lead_id: L2, state: met}\n"
    assert only(ran(tmp_path, f"{EVENTS}expect:\n{row}")).fault is Fault.DIFFERENT


def test_a_commitment_that_there_is_not(tmp_path: Path) -> None:
    (scenario,) = ran(tmp_path, f"{EVENTS}expect:\n  - {{commitment: first_atempt, lead_id: L1}}\n").scenarios
    assert not scenario.passed
    (finding,) = scenario.diagnostics
    assert (finding.code.id, finding.span.line) == ("SLA307", 10)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f"{EVENTS}expect:\n  - {{commitment: first_attempt, value: two hours}}\n", "SLA550", 10),
        (f"{EVENTS}expect:\n  - {{commitment: first_attempt, due_at: 2027-02-30T09:00:00Z}}\n", "SLA314", 10),
        (f"{EVENTS.replace('webinar, owner', 'letter, owner')}expect:\n{L1_MET}", "SLA322", 5),
        (f"{EVENTS.replace('T09:00:00-05:00, offer: webinar}', 'T09:61:00-05:00}')}expect:\n{L1_MET}", "SLA314", 7),
        (f"{EVENTS.replace('{lead_id: L1, event: assigned', '{event: assigned')}expect:\n{L1_MET}", "SLA510", 5),
        (f"{EVENTS.replace('event: call', 'event: call, id: same')}expect:\n{L1_MET}", "SLA508", 8),
        (f"{PEOPLE.replace('2027-01-01', '2027-13-01')}{EVENTS}expect:\n{L1_MET}", "SLA313", 5),
    ],
)
def test_a_scenario_that_cannot_be_run(text: str, code: str, line: int, tmp_path: Path) -> None:
    found = ran(tmp_path, text)
    (scenario,) = found.scenarios
    assert scenario.not_run
    assert not found.passed
    finding = scenario.diagnostics[0]
    assert finding.span.file.endswith("scenario.yaml")
    assert (finding.code.id, finding.span.line) == (code, line)


def test_the_roster_counts(tmp_path: Path) -> None:
    write(tmp_path, f"{PEOPLE}{EVENTS}expect:\n  - {{commitment: mql_volume, target: '>= 5'}}\n")
    agreement = tmp_path / "minimal.yaml"
    text = agreement.read_text(encoding="utf-8")
    per_head = "per: month\n    times: {people: {party: sales, role: rep}}\n"
    agreement.write_text(text[: text.rindex("per: month")] + per_head, encoding="utf-8")
    assert run([str(tmp_path)]).passed
    write_without = (tmp_path / "scenario.yaml").read_text(encoding="utf-8").replace(PEOPLE, "")
    (tmp_path / "scenario.yaml").write_text(write_without.replace("'>= 5'", "'>= 0'"), encoding="utf-8")
    assert run([str(tmp_path)]).passed  # nobody on the roster: nothing is asked for


def test_the_agreement_is_found_in_the_scenarios_folder(tmp_path: Path) -> None:
    write(tmp_path, f"{EVENTS}expect:\n{L1_MET}")
    assert run([str(tmp_path / "scenario.yaml")]).passed


def test_an_agreement_that_is_not_found(tmp_path: Path) -> None:
    write(tmp_path, f"{EVENTS}expect:\n{L1_MET}")
    (tmp_path / "minimal.yaml").unlink()
    found = run([str(tmp_path)])
    assert not found.passed
    assert [finding.code.id for finding in found.diagnostics] == ["SLA308"]


def test_an_agreement_with_errors_is_not_tested(tmp_path: Path) -> None:
    write(tmp_path, f"{EVENTS}expect:\n{L1_MET}")
    path = tmp_path / "minimal.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("stops: attempt", "stops: atempt"), encoding="utf-8")
    found = run([str(tmp_path)])
    (scenario,) = found.scenarios
    assert "has errors" in scenario.not_run
    assert [finding.code.id for finding in found.diagnostics] == ["SLA302"]


def test_scenarios_are_chosen_by_name_and_title(tmp_path: Path) -> None:
    write(tmp_path, f"{EVENTS}expect:\n{L1_MET}")
    write(tmp_path, f"title: The late one\n{EVENTS}expect:\n{L1_MET}", "other.yaml")
    found = run([str(tmp_path)], Options(chosen=lambda name, title: "late" in title))
    assert [Path(scenario.name).name for scenario in found.scenarios] == ["other"]
    assert found.deselected == 1


def test_what_only_an_earlier_version_promises_can_be_expected(tmp_path: Path) -> None:
    """Version 2 has neither the objective of the clock nor the word for its start."""
    expected = "as_of: 2027-03-01T00:00:00-05:00\nexpect:\n  - {commitment: first_attempt.objective, state: met}\n"
    write(tmp_path, EVENTS + expected)
    plain = (tmp_path / "minimal.yaml").read_text(encoding="utf-8")
    later = plain.replace("    objective:\n      at_least: 95%\n      per: month\n", "")
    later = later.replace("version: 1.0.0", "version: 2.0.0").replace("from: 2027-01-01", "from: 2027-02-01")
    later = later.replace("event: assigned", "event: handed")
    (tmp_path / "later.yaml").write_text(later, encoding="utf-8")
    (scenario,) = run([str(tmp_path)], Options()).scenarios
    assert not scenario.not_run, scenario.diagnostics
    assert [(problem.commitment, problem.message) for problem in scenario.problems] == [
        ("first_attempt.objective", "first_attempt.objective: state is breached, expected met"),
    ]
    assert not [problem.help for problem in scenario.problems if "no event of the agreement" in problem.help]


def test_a_word_of_any_version_is_no_stray(tmp_path: Path) -> None:
    """A row of the first version's word that its `where` leaves out is none of an unknown event."""
    first, findings = load_fragment("events: {handoff: {event: assigned}, attempt: {event: call}}", tmp_path)
    later, more = load_fragment("events: {handoff: {event: handed}, attempt: {event: visit}}", tmp_path)
    assert first is not None, findings
    assert later is not None, more
    rows = tuple(Row(at=0, event=event) for event in ("assigned", "visit", "handd"))
    told = strays([first, later], Timeline(agreement="minimal", lead_id="L1", as_of=0, timezone="UTC", rows=rows))
    assert told == "no event of the agreement is 'handd' in the log"
