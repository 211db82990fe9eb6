"""`slakit explain`."""

import json
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.language.schema_files import load
from tests.examples.running import run

LOG = """lead_id,event,at,offer,owner,channel,automated,segment,stage,score
L1,assigned,2027-01-08T15:00:00-05:00,webinar,ann,,,,,
L1,assigned,2027-01-08T15:10:00-05:00,webinar,ann,,,,,
L1,email,2027-01-08T15:20:00-05:00,,,email,true,,,
L1,snoozed,2027-01-11T09:30:00-05:00,,,,,,,
L1,unsnoozed,2027-01-11T10:30:00-05:00,,,,,,,
L1,call,2027-01-11T17:00:00-05:00,,,call,,,,
L1,call,2027-01-11T17:10:00-05:00,,,call,,,,
L1,stage_changed,2027-01-12T09:00:00-05:00,,,,,,mql,42
P1,assigned,2027-01-08T15:00:00-05:00,webinar,ann,,,partner,,
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def test_a_timeline_for_people(log: Path, snapshot: SnapshotAssertion) -> None:
    done = run("explain", "policies/northwind.yaml", "--events", log, "--lead", "L1")
    assert (done.code, done.err) == (0, "")
    assert done.out == snapshot


def test_a_start_that_does_not_count_says_why(log: Path) -> None:
    done = run("explain", "policies/northwind.yaml", "--events", log, "--lead", "P1", "--only", "first_attempt")
    said = " ".join(done.out.split())
    assert "Nothing started it:" in said
    assert "not counted: required is that segment is not “partner” (it was “partner”)" in said


def test_a_timeline_for_programs(log: Path) -> None:
    done = run("explain", "policies/northwind.yaml", "--events", log, "--lead", "L1", "--format", "json")
    found = json.loads(done.out)
    jsonschema.Draft202012Validator(load("explanation")).validate(found)
    clock = next(clock for clock in found["clocks"] if clock["commitment"] == "first_attempt")
    (episode,) = clock["episodes"]
    (due, used) = episode["sums"]
    assert (clock["file"], clock["line"]) == ("policies/northwind.yaml", 73)
    assert due["to"] == episode["outcome"]["due_at"]
    assert sum(piece["seconds"] for piece in due["intervals"]) == due["seconds"] == 6 * 3600
    assert str(used["seconds"]) == episode["outcome"]["value"]


def test_its_figures_are_those_of_evaluate(log: Path, tmp_path: Path) -> None:
    outcomes = tmp_path / "outcomes.jsonl"
    options = ("policies/northwind.yaml", "--events", log, "--lead", "L1", "--as-of", "2027-01-20")
    run("evaluate", *options, "--outcomes", outcomes)
    done = run("explain", *options, "--format", "json")
    told = [episode["outcome"] for clock in json.loads(done.out)["clocks"] for episode in clock["episodes"]]
    rows = [json.loads(line) for line in outcomes.read_text(encoding="utf-8").splitlines()]
    rows = [row | {"value": None if row["value"] is None else str(row["value"])} for row in rows]
    assert sorted(told, key=repr) == sorted(rows, key=repr)


def test_where_a_lead_counts_and_where_not(log: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("person,party,role,from,through\nbob,sales,rep,2027-01-01,\n", encoding="utf-8")
    again = (
        "L1,stage_changed,2027-01-13T09:00:00-05:00,,,,,,sal,\nL1,stage_changed,2027-01-14T09:00:00-05:00,,,,,,mql,\n"
    )
    log.write_text(LOG + again, encoding="utf-8")
    options = ("policies/northwind.yaml", "--events", log, "--people", people, "--lead", "L1")
    done = run("explain", *options, "--format", "json")
    told = {promise["commitment"]: promise for promise in json.loads(done.out)["periods"]}
    jsonschema.Draft202012Validator(load("explanation")).validate(json.loads(done.out))
    (part,) = told["mql_volume"]["parts"]
    assert (part["period_start"], part["period_end"], part["amounts"]) == ("2027-01-01", "2027-02-01", {"lead": "1"})
    (later,) = told["mql_volume"]["idle"]
    assert later["text"] == "not counted: only the lead's first one is, of Tue 12 Jan 09:00"
    assert told["fair_share"]["parts"] == []
    assert "'ann' is not among the people on the roster" in told["fair_share"]["idle"][0]["text"]
    # two entries, neither ready; the hand-over answered too late, and the second one ignored
    (ready,) = told["mql.ready.objective"]["parts"]
    assert ready["amounts"] == {"breached": "2"}


def test_states_are_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("lead_id,event,at\nL1,assigned,2027-01-04T09:00:00-05:00\n", encoding="utf-8")
    options = ("policies/northwind.yaml", "--events", path, "--lead", "L1", "--as-of", "2027-01-04T15:30:00-05:00")
    done = run("explain", *options, "--only", "first_attempt")
    assert "at risk, due Mon 4 Jan 16:00" in done.out
    assert "at_risk" not in done.out


def test_known_by_hides_what_was_recorded_later(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = "L1,assigned,2027-01-04T09:00:00-05:00,\nL1,call,2027-01-04T10:00:00-05:00,2027-01-09T00:00:00-05:00\n"
    path.write_text(f"lead_id,event,at,recorded_at\n{rows}", encoding="utf-8")
    options = ("explain", "policies/northwind.yaml", "--events", path, "--lead", "L1", "--as-of", "2027-01-04")
    assert "attempt" in run(*options, "--only", "first_attempt").out
    hidden = run(*options, "--only", "first_attempt", "--known-by", "2027-01-05").out
    assert "call" not in hidden


READ = """lead_id,event,at,recorded_at,amount
L1,assigned,2027-01-04T09:00:00-05:00,,
L1,call,2027-01-04 ten,,
L1,call,2027-01-05T10:00:00-05:00,,lots
L1,call,2027-01-06T10:00:00-05:00,2027-03-01T00:00:00-05:00,
L2,assigned,2027-02-04T09:00:00-05:00,,
L3,assigned,nonsense,,
"""


def test_rows_that_cannot_be_read_are_told_and_whose_they_are(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(READ, encoding="utf-8")
    options = ("explain", "policies/northwind.yaml", "--events", path, "--max-bad", "3", "--lead", "L1")
    done = run(*options, "--as-of", "2027-01-20")
    assert done.code == 0
    assert "warning SLA510: 3 rows cannot be read" in done.err
    said = f"Left out: 2 rows cannot be read; the first is {path}:3: at: '2027-01-04 ten' is not an instant"
    assert "".join(said.split()) in "".join(done.out.split())  # the path may be folded
    found = json.loads(run(*options, "--as-of", "2027-01-20", "--format", "json").out)
    jsonschema.Draft202012Validator(load("explanation")).validate(found)
    left_out = found["left_out"]
    assert (left_out["unreadable"], left_out["after_as_of"], left_out["first_after"]) == (2, 0, None)


def test_rows_that_cannot_be_read_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    good = '{"lead_id": "L1", "event": "assigned", "at": "2027-01-04T09:00:00-05:00"}\n'
    path.write_text(good + good.replace("2027-01-04T", "never") + "no JSON, L1\n", encoding="utf-8")
    done = run("explain", "policies/northwind.yaml", "--events", path, "--max-bad", "2", "--lead", "L1")
    assert "warning SLA510: 2 rows cannot be read" in done.err
    assert "Left out: 1 row cannot be read:" in done.out


@pytest.mark.parametrize(
    ("lead", "options", "said"),
    [
        ("L2", ("--as-of", "2027-01-08"), "Left out: 1 row lies after the as-of, from Thu 4 Feb 09:00 on"),
        ("L1", ("--as-of", "2027-01-20", "--known-by", "2027-02-01"), "Left out: 1 row was recorded later"),
        ("L1", ("--as-of", "2026-12-31", "--known-by", "2027-02-01"), "Left out: 2 rows lie after the as-of, from Mon"),
    ],
)
def test_rows_that_are_not_looked_at_are_told(lead: str, options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(READ, encoding="utf-8")
    events = ("--events", path, "--max-bad", "3", "--lead", lead)
    done = run("explain", "policies/northwind.yaml", *events, *options)
    assert done.code == 0
    assert said in " ".join(done.out.split())
    assert ("None of the lead's rows was looked at." in done.out) == ("[handoff]" not in done.out)


def test_a_lead_in_no_row_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(READ, encoding="utf-8")
    done = run("explain", "policies/northwind.yaml", "--events", path, "--max-bad", "3", "--lead", "L3")
    assert done.code == 2
    assert "no such lead in a row that can be read: 1 row of this id is left out, the first because of at:" in done.err


def test_names_in_the_log_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    evil = "\x1b[31mL1"
    path.write_text(f"lead_id,event,at,email\n{evil},assigned,2027-01-04T09:00:00-05:00,\u202eevil\n", encoding="utf-8")
    done = run("explain", "policies/northwind.yaml", "--events", path, "--lead", evil)
    assert done.code == 0
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "\\x1b[31mL1" in done.out


def test_no_such_lead(log: Path) -> None:
    done = run("explain", "policies/northwind.yaml", "--events", log, "--lead", "l1")
    assert done.code == 2
    assert "did you mean 'L1'?" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["policies/northwind.yaml"],
        ["policies/northwind.yaml", "--lead", "L1"],
        ["policies/northwind.yaml", "--events", "no.csv", "--lead", "L1"],
        ["no.yaml", "--events", "no.csv", "--lead", "L1"],
        [],
    ],
)
def test_calls_that_cannot_be_answered(arguments: list[str]) -> None:
    assert run("explain", *arguments).code == 2


@pytest.mark.parametrize("code", ["SLA302", "sla302"])
def test_the_page_of_a_code(code: str) -> None:
    done = run("explain", code)
    assert done.code == 0
    assert done.out.startswith("SLA302: ")


def test_an_unknown_code() -> None:
    done = run("explain", "SLA" + "999")
    assert done.code == 2
    assert "there is no code SLA" in done.err
