"""`slakit evaluate`: inputs, verdicts, exit codes, files."""

import csv
import gzip
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.cli import main
from slakit.formats import FORMATS
from slakit.language.schema_files import bundled
from slakit.outcomes import COLUMNS

SLAKIT = (sys.executable, "-m", "slakit")
AGREEMENT = """
apiVersion: slakit/v1
kind: Agreement
metadata: {name: team, title: Team Agreement, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: America/New_York}
parties: {marketing: {title: Marketing}, sales: {title: Sales}}
events: {handoff: {event: assigned}, attempt: {event: call}, meeting: {event: meeting}}
responses:
  first_attempt: {title: First attempt, by: sales, for: marketing, starts: handoff, stops: attempt, within: 2 hours}
measures: {meetings: {count: meeting}}
quotas:
  weekly_meeting: {by: marketing, measure: meetings, at_least: 1, per: month}
"""
KEPT = """lead_id,event,at,owner
L1,assigned,2027-01-05T09:00:00-05:00,ann
L1,call,2027-01-05T10:00:00-05:00,
,meeting,2027-01-05T12:00:00-05:00,
"""
LATE = "L2,assigned,2027-01-06T09:00:00-05:00,ben\nL2,call,2027-01-06T11:00:01-05:00,\n"
BAD = "L3,call,tomorrow,\nL4,call,2027-01-07 09:00,\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an agreement, a log that keeps it, one that breaks it, and one with two bad rows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    files = {"team.yaml": AGREEMENT, "kept.csv": KEPT, "broken.csv": KEPT + LATE, "bad.csv": KEPT + BAD}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


Run = Callable[..., SimpleNamespace]


@pytest.fixture
def evaluate(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the verb; its exit code, stdout and stderr."""

    def run(*arguments: str) -> SimpleNamespace:
        code = main(["evaluate", *arguments])
        captured = capsys.readouterr()
        return SimpleNamespace(code=code, out=captured.out, err=captured.err)

    return run


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8"))))


IDLE = """apiVersion: slakit/v1
kind: Waivers
agreement: team
waivers:
  outage:
    commitments: [first_attempt]
    from: 2027-02-03
    until: 2027-02-04
    because: CRM outage
    approved_by: {sales: Lee Park, marketing: Dana Reyes}
"""


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_every_warning(format_: str, here: Path, evaluate: Run) -> None:
    """Of the log, the roster and the waivers."""
    each = "for_each: {people: {party: sales, role: rep}}"
    objective = f"within: 2 hours, objective: {{at_least: 90%, per: month, {each}}}"
    (here / "team.yaml").write_text(AGREEMENT.replace("within: 2 hours", objective), encoding="utf-8")
    people = "person,party,role,from,through,region\nann,sales,rep,2027-01-01,,west\n"
    (here / "people.csv").write_text(people, encoding="utf-8")
    (here / "waivers.yaml").write_text(IDLE, encoding="utf-8")
    inputs = ("--events", "bad.csv", "--max-bad", "2", "--people", "people.csv", "--waivers", "waivers.yaml")
    found = evaluate("team.yaml", *inputs, "--format", format_)
    assert found.code == 0, found.err
    told = {code for code in ("SLA510", "SLA545", "SLA605") if code in found.out}
    assert told == {"SLA510", "SLA545", "SLA605"}, found.out
    assert "2 rows cannot be read" in " ".join(found.out.split())


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_of_a_roster_that_nothing_counts(format_: str, here: Path, evaluate: Run) -> None:
    people = "person,party,role,from,through,region\nann,sales,rep,2027-01-01,,west\n"
    (here / "people.csv").write_text(people, encoding="utf-8")
    found = evaluate("team.yaml", "--events", "kept.csv", "--people", "people.csv", "--format", format_)
    assert found.code == 0, found.err
    assert "SLA545" in found.out


# --- verdicts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
@pytest.mark.parametrize(("log", "code"), [("kept.csv", 0), ("broken.csv", 1), ("bad.csv", 2)])
def test_the_format_never_changes_the_exit_code(evaluate: Run, log: str, code: int, format_: str) -> None:
    assert evaluate("team.yaml", "--events", log, "--format", format_).code == code


def test_scorecard(evaluate: Run, snapshot: SnapshotAssertion) -> None:
    said = evaluate("team.yaml", "--events", "broken.csv")
    assert said.out == snapshot
    assert said.err == ""


def test_equal_inputs_give_equal_bytes(evaluate: Run, here: Path) -> None:
    lines = (KEPT + LATE).splitlines()
    (here / "shuffled.csv").write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    for format_ in ("text", "markdown"):
        once = evaluate("team.yaml", "--events", "broken.csv", "--format", format_).out
        assert evaluate("team.yaml", "--events", "shuffled.csv", "--format", format_).out == once


def test_json_is_as_its_schema_says(evaluate: Run) -> None:
    printed = json.loads(evaluate("team.yaml", "--events", "broken.csv", "--format", "json").out)
    jsonschema.Draft202012Validator(bundled("evaluation")).validate(printed)
    assert printed["verdict"] == {
        "broken": True,
        "promises": {"broken": 1, "at_risk": 0, "open": 0, "kept": 1, "idle": 0},
        "outcomes": 3,
    }


# --- the as-of --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2027-01-05T12:00:00-05:00", "2027-01-05T17:00:00Z"),
        ("2027-01-05t12:00:00.999-05:00", "2027-01-05T17:00:00Z"),
        ("2027-01-05 17:00Z", "2027-01-05T17:00:00Z"),
        ("2027-01-05", "2027-01-06T05:00:00Z"),  # the end of the day, in New York
        ("2027-03-13", "2027-03-14T05:00:00Z"),
        ("2027-03-14", "2027-03-15T04:00:00Z"),  # the day of 23 hours
    ],
)
def test_as_of(evaluate: Run, written: str, meant: str) -> None:
    said = evaluate("team.yaml", "--events", "kept.csv", "--as-of", written, "--format", "json")
    assert json.loads(said.out)["as_of"] == meant
    assert json.loads(said.out)["as_of_given"]


def test_as_of_a_month_s_last_day_closes_the_month(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "kept.csv", "--as-of", "2027-02-28")
    assert said.code == 1
    assert "Feb 0 of 1 BROKEN" in said.out


def test_the_logs_last_instant_is_the_default_and_said(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "kept.csv")
    assert "As of  Tuesday 5 January 2027, 12:00 EST (2027-01-05T17:00:00Z, the log's last row)" in said.out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027-01-05T12:00", "has no offset: write 2027-01-05T12:00:00-05:00 for the time in America/New_York"),
        ("yesterday", "is not an instant: write one with its offset"),
        ("2027-02-30", "is not an instant: day"),
        ("2027-01-05T25:00:00Z", "is not an instant: hour must be in 0..23"),
        ("9999-12-31", "lies outside the years 1900 to 2199"),
        ("2199-12-31", "in UTC: it means the end of that day, which in America/New_York is 2200-01-01T05:00:00Z"),
        ("0001-01-01T00:00:00Z", "lies outside the years 1900 to 2199"),
    ],
)
def test_no_instant(evaluate: Run, written: str, said: str) -> None:
    found = evaluate("team.yaml", "--events", "kept.csv", "--as-of", written)
    assert found.code == 2
    assert said in found.err
    assert found.out == ""


# --- the log ----------------------------------------------------------------------------------------


def test_several_logs_patterns_and_what_a_shell_makes_of_them(evaluate: Run, here: Path) -> None:
    (here / "more.csv").write_text("lead_id,event,at,owner\n" + LATE, encoding="utf-8")
    (here / "packed.csv.gz").write_bytes(gzip.compress(("lead_id,event,at,owner\n" + LATE).encode()))
    for logs in (
        ["--events", "kept.csv", "--events", "more.csv"],
        ["--events", "kept.csv", "more.csv"],
        ["--events", "[km]*.csv"],
        ["--events", "kept.csv", "packed.csv.gz"],
    ):
        said = evaluate("team.yaml", *logs, "--format", "json")
        assert said.code == 1, logs
        assert json.loads(said.out)["log"]["rows"] == 5


def test_standard_input() -> None:
    done = subprocess.run(
        [*SLAKIT, "evaluate", "team.yaml", "--events", "-"],
        input=(KEPT + LATE).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"1 of 2 promises is broken" in done.stdout


def test_bad_rows_are_named_and_said_how_to_go_on(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "bad.csv")
    assert said.code == 2
    assert "bad.csv:5:1: error SLA510: row 4 cannot be read: at: 'tomorrow'" in said.out
    assert "bad.csv:6:1: error SLA510: row 5 cannot be read: at: '2027-01-07 09:00' has no UTC offset" in said.out
    assert "2 rows cannot be read and --max-bad allows 0." in said.err
    assert "--quarantine FILE writes them to a file; --max-bad 2 goes on without them" in said.err


SOURCE = """apiVersion: slakit/v1
kind: Source
agreement: team
rows:
  - {lead_id: {column: Lead}, event: {value: assigned}, at: {column: Given}}
  - {when: {Called: {present: true}}, lead_id: {column: Lead}, event: {value: call}, at: {column: Called}}
"""
EXPORT = "Lead,Given,Called\nL1,2027-01-05T09:00:00-05:00,2027-01-05\nL2,2027-01-05,2027-01-06\n"


def test_events_of_an_export_are_counted_as_events(evaluate: Run, here: Path) -> None:
    (here / "source.yaml").write_text(SOURCE, encoding="utf-8")
    (here / "export.csv").write_text(EXPORT, encoding="utf-8")
    inputs = ("team.yaml", "--events", "export.csv", "--source", "source.yaml")
    said = evaluate(*inputs, "--quarantine", "q.csv")
    assert "3 events cannot be read and --max-bad allows 0. Correct them in the export; --max-bad 3 goes" in said.err
    assert "3 events that cannot be read written to q.csv" in said.err
    assert [(row["row"], row["cause"].partition(" has no")[0]) for row in rows("q.csv")] == [
        ("1", "entry 2 (call): at: '2027-01-05'"),
        ("2", "entry 1 (assigned): at: '2027-01-05'"),
        ("2", "entry 2 (call): at: '2027-01-06'"),
    ]
    allowed = evaluate(*inputs, "--max-bad", "3", "--format", "markdown")
    assert "2 rows read, 4 events: 1 used, 3 quarantined" in allowed.out
    assert "3 events cannot be read; the first is of row 1: entry 2" in allowed.out


def test_a_log_of_bad_rows_only_names_them(evaluate: Run, here: Path) -> None:
    (here / "worse.csv").write_text(f"lead_id,event,at,owner\n{BAD}", encoding="utf-8")
    said = evaluate("team.yaml", "--events", "worse.csv", "--max-bad", "5")
    assert said.code == 2
    assert "error SLA601: no row of the log can be read" in said.out
    assert "worse.csv:2:1: error SLA510: row 1 cannot be read: at: 'tomorrow'" in said.out
    assert "worse.csv:3:1: error SLA510: row 2 cannot be read" in said.out


def test_of_many_bad_rows_ten_are_named(evaluate: Run, here: Path) -> None:
    (here / "worse.csv").write_text(KEPT + "L3,call,tomorrow,\n" * 12, encoding="utf-8")
    said = evaluate("team.yaml", "--events", "worse.csv", "--max-bad", "11")
    assert said.code == 2
    assert said.out.count("error SLA510") == 10
    assert "12 rows cannot be read and --max-bad allows 11 (the first 10 are named)" in said.err


def test_bad_rows_are_quarantined_whether_allowed_or_not(evaluate: Run) -> None:
    refused = evaluate("team.yaml", "--events", "bad.csv", "--quarantine", "first.csv")
    assert refused.code == 2
    assert "2 rows that cannot be read written to first.csv" in refused.err
    allowed = evaluate("team.yaml", "--events", "bad.csv", "--quarantine", "second.csv", "--max-bad", "2")
    assert allowed.code == 0
    assert "2 quarantined" in allowed.out
    assert Path("first.csv").read_bytes() == Path("second.csv").read_bytes()
    assert [(row["row"], row["line"]) for row in rows("first.csv")] == [("4", "5"), ("5", "6")]


def test_a_quarantine_without_rows_has_a_header(evaluate: Run) -> None:
    assert evaluate("team.yaml", "--events", "kept.csv", "--quarantine", "q.csv").code == 0
    assert Path("q.csv").read_text() == "file,row,line,cause,raw\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "SLA502"),
        ("lead_id,event,at\n", "error SLA601: the log has no row"),
        ("lead_id,event,at\nL1,call,2027-01-05T10:00:00\n", "error SLA601: no row of the log can be read"),
        ("lead,event,at\nL1,call,2027-01-05T10:00:00Z\n", "lead_id"),
    ],
)
def test_a_log_that_cannot_be_judged(evaluate: Run, here: Path, content: str, said: str) -> None:
    (here / "log.csv").write_text(content, encoding="utf-8")
    found = evaluate("team.yaml", "--events", "log.csv")
    assert found.code == 2
    assert said in found.out
    assert "there is no verdict" in found.err


def test_an_empty_log_with_an_as_of_has_its_periods(evaluate: Run, here: Path) -> None:
    (here / "log.csv").write_text("lead_id,event,at\n", encoding="utf-8")
    said = evaluate("team.yaml", "--events", "log.csv", "--as-of", "2027-01-31")
    assert said.code == 1
    assert "Jan 0 of 1 BROKEN" in said.out
    assert "Warning  SLA509" in said.out


def test_a_log_of_which_nothing_was_known(evaluate: Run, here: Path) -> None:
    content = "lead_id,event,at,recorded_at\nL1,call,2027-01-05T10:00:00Z,2027-01-06T10:00:00Z\n"
    (here / "log.csv").write_text(content, encoding="utf-8")
    found = evaluate("team.yaml", "--events", "log.csv", "--known-by", "2027-01-05")
    assert found.code == 2
    assert "error SLA601: no row of the log was known by then" in found.out


def test_findings_as_json(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "nowhere.csv", "--format", "json")
    assert said.code == 2
    printed = json.loads(said.out)
    jsonschema.Draft202012Validator(bundled("diagnostics")).validate(printed)
    assert [finding["code"] for finding in printed["findings"]] == ["SLA501"]


# --- agreements, people, sources ----------------------------------------------------------------------


def test_an_agreement_with_errors_is_not_evaluated(evaluate: Run, here: Path) -> None:
    (here / "wrong.yaml").write_text(AGREEMENT.replace("stops: attempt", "stops: atempt"), encoding="utf-8")
    found = evaluate("wrong.yaml", "--events", "kept.csv")
    assert found.code == 2
    assert "error SLA302: 'atempt' is not an event" in found.out
    assert "there is no verdict: 1 error" in found.err


OTHERS = {
    "one agreement is evaluated at a time; these are team, other": AGREEMENT.replace("name: team", "name: other"),
    "other.yaml is a Source, not an agreement (give it with --source)": "apiVersion: slakit/v1\nkind: Source\n"
    "agreement: team\nrows: [{lead_id: {column: a}, event: {value: call}, at: {column: b}}]\n",
    "other.yaml has no term": AGREEMENT.partition("term:")[0] + "parties: {sales: {}}\n",
}


@pytest.mark.parametrize("said", OTHERS)
def test_what_cannot_be_evaluated(evaluate: Run, here: Path, said: str) -> None:
    (here / "other.yaml").write_text(OTHERS[said], encoding="utf-8")
    found = evaluate("team.yaml", "other.yaml", "--events", "kept.csv")
    assert found.code == 2
    assert said in found.err


def test_warnings_about_the_agreement_are_counted_and_change_nothing(evaluate: Run, here: Path) -> None:
    (here / "team.yaml").write_text(AGREEMENT + "fields: {score: {type: integer}}\n", encoding="utf-8")
    found = evaluate("team.yaml", "--events", "kept.csv")
    assert found.code == 0
    assert found.err == "1 warning about the agreement: 'slakit validate' shows them\n"


def test_people(evaluate: Run, here: Path) -> None:
    per_person = AGREEMENT.replace(
        "within: 2 hours}", "within: 2 hours, objective: {at_least: 50%, per: month, for_each: {people: {role: rep}}}}"
    )
    (here / "team.yaml").write_text(per_person, encoding="utf-8")
    (here / "people.csv").write_text(
        "person,party,role,from,through\nann,sales,rep,2027-01-01,\nben,sales,rep,2027-01-01,\n"
    )
    missing = evaluate("team.yaml", "--events", "broken.csv", "--as-of", "2027-01-31")
    assert missing.code == 2
    assert "SLA602" in missing.out
    found = evaluate("team.yaml", "--events", "broken.csv", "--as-of", "2027-01-31", "--people", "people.csv")
    assert found.code == 1
    assert "Jan 1 of 2 BROKEN: ben 0%" in found.out
    (here / "people.csv").write_text("person,party,role,from,through\nann,sales,Rep,2027-01-01,\n")
    nobody = evaluate("team.yaml", "--events", "broken.csv", "--as-of", "2027-01-31", "--people", "people.csv")
    assert "SLA538: team.yaml: nobody on the roster is counted by 'first_attempt.objective'" in nobody.out
    assert "did you mean 'Rep'?" in nobody.out
    only = ("--only", "weekly_meeting")  # counts nobody
    assert "SLA538" not in evaluate("team.yaml", "--events", "kept.csv", "--people", "people.csv", *only).out
    (here / "people.csv").write_text("person,party,role,from,through\nann,sales,rep,soon,\n")
    wrong = evaluate("team.yaml", "--events", "broken.csv", "--people", "people.csv")
    assert wrong.code == 2
    assert "SLA530" in wrong.out


def test_source(evaluate: Run, here: Path) -> None:
    source = """
apiVersion: slakit/v1
kind: Source
agreement: team
timezone: America/New_York
rows:
  - {when: {What: Assigned}, lead_id: {column: Lead}, event: {value: assigned}, at: {column: When}}
  - {when: {What: Called}, lead_id: {column: Lead}, event: {value: call}, at: {column: When}}
"""
    export = "Lead,What,When\n" + "".join(
        f"L1,{what},2027-01-05 {at}:00\n"
        for what, at in (("Assigned", "09:00"), ("Called", "10:00"), ("Sneezed", "10:00"))
    )
    (here / "source.yaml").write_text(source, encoding="utf-8")
    (here / "export.csv").write_text(export, encoding="utf-8")
    said = evaluate(
        "team.yaml", "--events", "export.csv", "--source", "source.yaml", "--only", "first_attempt", "--format", "json"
    )
    assert said.code == 0
    assert json.loads(said.out)["log"]["not_mapped"] == 1
    (here / "exports").mkdir()
    (here / "exports" / "source.yaml").write_text(source, encoding="utf-8")
    (here / "exports" / "team.yaml").write_text(AGREEMENT.replace("event: call", "event: dial"), encoding="utf-8")
    elsewhere = evaluate("team.yaml", "--events", "export.csv", "--source", "exports/source.yaml")
    assert elsewhere.code == 0, elsewhere.out  # the other agreement of that folder has no say
    wrong = evaluate("team.yaml", "--events", "export.csv", "--source", "team.yaml")
    assert wrong.code == 2
    assert "team.yaml is not one file of kind: Source" in wrong.err


# --- narrowing ----------------------------------------------------------------------------------------


def test_only_one_commitment(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "broken.csv", "--only", "weekly_meeting")
    assert said.code == 0
    assert "First attempt" not in said.out


def test_an_unknown_commitment(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "broken.csv", "--only", "first_atempt")
    assert said.code == 2
    assert "did you mean 'first_attempt'?" in said.err
    assert "the commitments are first_attempt, weekly_meeting" in said.err


def test_only_one_lead(evaluate: Run) -> None:
    assert evaluate("team.yaml", "--events", "broken.csv", "--lead", "L1").code == 0
    said = evaluate("team.yaml", "--events", "broken.csv", "--lead", "L2")
    assert said.code == 1
    assert "lead L2; promises over periods are left out" in said.out


def test_one_lead_of_a_promise_over_periods_has_nothing_to_judge(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "broken.csv", "--lead", "L1", "--only", "weekly_meeting")
    assert said.code == 0
    assert "lead L1; promises over periods are left out" in said.out


def test_an_unknown_lead(evaluate: Run) -> None:
    said = evaluate("team.yaml", "--events", "broken.csv", "--lead", "l2")
    assert (said.code, said.out) == (2, "")
    assert "--lead l2: the log has no such lead; did you mean 'L2'?" in said.err
    assert "the log has no such lead\n" in evaluate("team.yaml", "--events", "broken.csv", "--lead", "x' OR 1=1 --").err


# --- files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_outcomes(evaluate: Run, suffix: str) -> None:
    import duckdb

    for name in (f"a.{suffix}", f"b.{suffix}"):
        said = evaluate("team.yaml", "--events", "broken.csv", "--outcomes", name)
        assert said.code == 1
        assert f"3 outcomes written to {name}" in said.err
    assert Path(f"a.{suffix}").read_bytes() == Path(f"b.{suffix}").read_bytes()
    with duckdb.connect(":memory:") as connection:
        assert tuple(connection.sql(f"SELECT * FROM 'a.{suffix}'").columns) == COLUMNS  # noqa: S608 - a name of ours
        assert connection.sql(f"SELECT count(*) FROM 'a.{suffix}'").fetchall() == [(3,)]  # noqa: S608
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".")) == []


def test_outcomes_are_readable_as_any_new_file_and_replaced_keeping_their_mode(evaluate: Run) -> None:
    mask = os.umask(0o022)
    try:
        assert evaluate("team.yaml", "--events", "kept.csv", "--outcomes", "o.csv").code == 0
        assert Path("o.csv").stat().st_mode & 0o777 == 0o644
        Path("o.csv").chmod(0o600)
        assert evaluate("team.yaml", "--events", "kept.csv", "--outcomes", "o.csv").code == 0
        assert Path("o.csv").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--outcomes", "o.txt"], "the name must end in one of .csv, .jsonl, .parquet"),
        (["--outcomes", "nowhere/o.csv"], "there is no folder nowhere"),
        (["--outcomes", "folder.csv"], "it is not a regular file"),
        (["--outcomes", "kept.csv"], "is an input of this run"),
        (["--quarantine", "kept.csv"], "is an input of this run"),
        (["--quarantine", "-"], "--quarantine -: the scorecard goes to standard output: name a file"),
        (["--outcomes", "o.csv", "--quarantine", "./o.csv"], "name one file"),
        (["--max-bad", "-1"], "-1 is not in the range x>=0"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--engine", "snowpark"], "is not one of"),
        (["--master", "local[2]"], "--master is for --engine spark"),
    ],
)
def test_wrong_calls(evaluate: Run, here: Path, arguments: Sequence[str], said: str) -> None:
    (here / "folder.csv").mkdir()
    found = evaluate("team.yaml", "--events", "kept.csv", *arguments)
    assert found.code == 2
    assert said in found.err
    assert found.out == ""
    assert (here / "kept.csv").read_text() == KEPT


@pytest.mark.parametrize(
    ("place", "option", "value", "said"),
    [
        (b".", "--outcomes", b"o\xff.csv", "is not UTF-8: write elsewhere"),
        (b".", "--outcomes", b"d\xff/o.csv", "is not UTF-8: write elsewhere"),
        (b"d\xff", "--outcomes", b"o.csv", "is not UTF-8: write elsewhere"),
        (b".", "--temp-dir", b"d\xff", "is not UTF-8: name a folder that can be written with --temp-dir"),
        (b"d\xff", "--temp-dir", b".", "is not UTF-8: name a folder that can be written with --temp-dir"),
    ],
)
def test_names_that_are_not_utf_8(
    evaluate: Run, here: Path, monkeypatch: pytest.MonkeyPatch, place: bytes, option: str, value: bytes, said: str
) -> None:
    folder = here / os.fsdecode(b"d\xff")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("the file system refuses such names")
    monkeypatch.chdir(here / os.fsdecode(place))
    found = evaluate(str(here / "team.yaml"), "--events", str(here / "kept.csv"), option, os.fsdecode(value))
    assert found.code == 2
    assert said in found.err
    assert found.out == ""
    assert not list(folder.iterdir())


def test_no_agreement_and_no_log(evaluate: Run) -> None:
    assert evaluate("--events", "kept.csv").code == 2
    assert evaluate("team.yaml").code == 2
    said = evaluate("kept.csv", "--events", "kept.csv")
    assert said.code == 2
    assert "no agreement is given" in said.err


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_full_disk_leaves_nothing_and_spoils_nothing(here: Path, suffix: str) -> None:
    # A limit on the size of files stands for the disk: writing beyond it fails just so.
    log = "lead_id,event,at,owner\n" + "".join(
        f"L{number},assigned,2027-01-05T09:{number % 60:02}:{number // 60 % 60:02}-05:00,owner{number * 7919}\n"
        for number in range(3000)
    )
    (here / "long.csv").write_text(log, encoding="utf-8")
    (here / f"o.{suffix}").write_text("as it was", encoding="utf-8")
    before = sorted(path.name for path in here.iterdir())

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = subprocess.run(
        [
            *SLAKIT,
            "evaluate",
            "team.yaml",
            "--events",
            "long.csv",
            "--as-of",
            "2027-02-28",
            "--outcomes",
            f"o.{suffix}",
        ],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr == f"Error: o.{suffix} cannot be written: File too large\n"
    assert done.stdout == ""
    assert (here / f"o.{suffix}").read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in here.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_result_that_cannot_be_written() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*SLAKIT, "evaluate", "team.yaml", "--events", "kept.csv"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr


# --- the terminal -------------------------------------------------------------------------------------


def test_help(evaluate: Run, snapshot: SnapshotAssertion) -> None:
    said = evaluate("--help")
    assert said.code == 0
    assert said.out == snapshot


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_colour_only_on_a_terminal(evaluate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in evaluate("team.yaml", "--events", "broken.csv").out
    on_a_terminal(monkeypatch)
    assert "\x1b[" in evaluate("team.yaml", "--events", "broken.csv").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in evaluate("team.yaml", "--events", "broken.csv").out


def test_hostile_leads_and_owners_are_shown_and_not_obeyed(evaluate: Run, here: Path) -> None:
    log = 'lead_id,event,at,owner\n"[red]\x1b[2J|*x*",assigned,2027-01-06T09:00:00-05:00,"<b>\u202e[bold]"\n'
    (here / "log.csv").write_text(log, encoding="utf-8")
    for at in ("2027-01-06T10:45:00-05:00", "2027-01-07"):
        for format_ in ("text", "markdown", "json"):
            said = evaluate("team.yaml", "--events", "log.csv", "--as-of", at, "--format", format_)
            assert said.code in (0, 1)
            assert not {"\x1b", "\u202e"} & set(said.out), format_
    at_risk = evaluate("team.yaml", "--events", "log.csv", "--as-of", "2027-01-06T10:45:00-05:00").out
    assert "[red]\\x1b[2J|*x*" in at_risk
    assert "<b>\\u202e[bold]" in at_risk


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        (["99999999999999999999999"], 0),  # 10^23 - 1: with its nine places and six more 38 digits
        (["199999999999999999999999"], 2),
        (["99999999999999999999999", "99999999999999999999999"], 2),
    ],
)
def test_figures_of_too_many_digits_are_told(evaluate: Run, here: Path, amounts: list[str], code: int) -> None:
    agreement = AGREEMENT.replace(
        "measures: {",
        "measures: {sold: {sum: amount, of: meeting}, mean: {ratio: sold, of: meetings}, ",
    ).replace("measure: meetings, at_least: 1,", "measure: mean, at_least: 1,")
    rows = "".join(f",meeting,2027-01-05T12:00:00-05:00,{amount}\n" for amount in amounts)
    (here / "team.yaml").write_text(agreement, encoding="utf-8")
    (here / "log.csv").write_text(f"lead_id,event,at,amount\n{rows}", encoding="utf-8")
    done = evaluate("team.yaml", "--events", "log.csv", "--outcomes", "o.csv")
    assert done.code == code
    told = "takes more than 38 digits: correct the greatest amounts of the log or the longest numbers of the agreement"
    assert (told in done.err) == (code == 2)
    assert (here / "o.csv").exists() == (code == 0)
