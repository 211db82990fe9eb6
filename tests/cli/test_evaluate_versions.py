"""`slakit evaluate` with several versions, waivers, and what was known by an instant."""

import csv
import json
from pathlib import Path

import pytest

from slakit.cli import main

FIRST = """
apiVersion: slakit/v1
kind: Agreement
metadata: {name: team, title: Team Agreement, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: America/New_York}
parties: {marketing: {title: Marketing}, sales: {title: Sales}}
events: {handoff: {event: assigned}, attempt: {event: call}}
responses:
  first_attempt: {by: [sales, marketing], starts: handoff, stops: attempt, within: 2 hours}
"""
SECOND = FIRST.replace("version: 1.0.0", "version: 2.0.0").replace("from: 2027-01-01", "from: 2027-02-01")
LOG = """lead_id,event,at,recorded_at
L1,assigned,2027-01-31T23:00:00-05:00,
L1,call,2027-02-01T00:30:00-05:00,2027-02-10T09:00:00-05:00
L2,assigned,2027-02-01T09:00:00-05:00,
L2,call,2027-02-01T10:30:00-05:00,2027-02-01T10:30:00-05:00
"""
WAIVERS = """
apiVersion: slakit/v1
kind: Waivers
agreement: team
waivers:
  outage: {commitments: [first_attempt], from: 2027-02-01, until: 2027-02-02, because: Outage,
           approved_by: {sales: Lee, marketing: Dana}}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    second = SECOND.replace("within: 2 hours", "within: 1 hour")
    for name, text in (("v1.yaml", FIRST), ("v2.yaml", second), ("log.csv", LOG), ("waivers.yaml", WAIVERS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def states(folder: Path) -> list[tuple[str, str, str]]:
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return [(row["lead_id"], row["version"], row["state"]) for row in csv.DictReader(file)]


def test_each_start_is_judged_by_the_version_in_force(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["evaluate", "v2.yaml", "v1.yaml", "--events", "log.csv", "--outcomes", "out.csv"])
    # L1 started on the first version's last day: 1.5 hours of 2; L2 on the second's first: 1.5 hours of 1
    assert states(here) == [("L1", "1.0.0", "met"), ("L2", "2.0.0", "breached")]
    assert code == 1
    assert "version 1.0.0, 2.0.0" in capsys.readouterr().out


def test_the_term_begins_with_the_first_version(capsys: pytest.CaptureFixture[str]) -> None:
    versions = ["evaluate", "v1.yaml", "v2.yaml", "--events", "log.csv", "--as-of"]
    assert main([*versions, "2026-12-20"]) == 0
    assert "the term begins on 1 January 2027" in " ".join(capsys.readouterr().out.split())
    assert main([*versions, "2027-01-20"]) == 0
    assert "the term begins" not in capsys.readouterr().out


def test_a_waiver_takes_the_breach_out_of_the_verdict(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["evaluate", "v1.yaml", "v2.yaml", "--events", "log.csv", "--outcomes", "out.csv"]
    assert main([*call, "--waivers", "waivers.yaml"]) == 0
    assert states(here) == [("L1", "1.0.0", "met"), ("L2", "2.0.0", "waived")]
    assert "waived" in capsys.readouterr().out


@pytest.mark.parametrize(("only", "is_told"), [("first_attempt", True), ("second_attempt", False)])
def test_only_a_waiver_of_what_is_looked_at_can_be_idle(
    here: Path, only: str, capsys: pytest.CaptureFixture[str], *, is_told: bool
) -> None:
    second = "  second_attempt: {by: sales, starts: handoff, stops: attempt, within: 2 hours}\n"
    (here / "v1.yaml").write_text(FIRST + second, encoding="utf-8")
    main(["evaluate", "v1.yaml", "--events", "log.csv", "--waivers", "waivers.yaml", "--only", only])
    assert ("SLA605" in capsys.readouterr().out) is is_told


def test_what_was_recorded_later_is_not_known(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["evaluate", "v1.yaml", "--events", "log.csv", "--outcomes", "out.csv", "--as-of", "2027-02-05"]
    assert main([*call, "--known-by", "2027-02-05", "--format", "json"]) == 1
    # L1's call was recorded on 10 February, so on the 5th nobody had called
    assert states(here) == [("L1", "1.0.0", "breached"), ("L2", "1.0.0", "met")]
    found = json.loads(capsys.readouterr().out)
    assert found["log"]["recorded_later"] == 1
    assert (found["known_by"], found["known_by_local"]) == ("2027-02-06T05:00:00Z", "2027-02-06T00:00:00-05:00")


def test_the_scorecard_says_what_was_known(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", "v1.yaml", "--events", "log.csv", "--known-by", "2027-02-05"])
    said = " ".join(capsys.readouterr().out.split())
    assert ", the last row recorded by then)" in said
    assert "Recorded by Saturday 6 February 2027, 00:00 EST, the end of 5 February (2027-02-06T05:00:00Z);" in said
    main(["evaluate", "v1.yaml", "--events", "log.csv"])
    said = " ".join(capsys.readouterr().out.split())
    assert ", the log's last row)" in said
    assert "Recorded by" not in said


def test_a_waiver_without_a_use_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["evaluate", "v1.yaml", "--events", "log.csv", "--waivers", "waivers.yaml"])
    assert code == 0
    assert "the waiver 'outage' waives nothing" in capsys.readouterr().out


def test_waivers_must_be_waivers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "v1.yaml", "--events", "log.csv", "--waivers", "v2.yaml"]) == 2
    assert "v2.yaml is not a file of kind: Waivers" in capsys.readouterr().err


def test_a_waiver_that_is_not_approved_ends_the_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "waivers.yaml").write_text(WAIVERS.replace(", marketing: Dana", ""), encoding="utf-8")
    assert main(["evaluate", "v1.yaml", "--events", "log.csv", "--waivers", "waivers.yaml"]) == 2
    assert "SLA540" in capsys.readouterr().out


def test_only_may_name_what_an_earlier_version_promises(capsys: pytest.CaptureFixture[str]) -> None:
    later = SECOND.replace("first_attempt:", "second_attempt:")
    Path("first.yaml").write_text(FIRST, encoding="utf-8")
    Path("second.yaml").write_text(later, encoding="utf-8")
    Path("log.csv").write_text(LOG, encoding="utf-8")
    asked = ["evaluate", "first.yaml", "second.yaml", "--events", "log.csv", "--as-of", "2027-03-01"]
    for name, kept in (("first_attempt", 1), ("second_attempt", 1)):
        assert main([*asked, "--only", name, "--format", "json"]) == 0
        (promise,) = [one for party in json.loads(capsys.readouterr().out)["parties"] for one in party["promises"]]
        assert (promise["id"], promise["outcomes"]["met"]) == (name, kept)
    assert main([*asked, "--only", "third_attempt"]) == 2
    assert "the commitments are first_attempt, second_attempt" in capsys.readouterr().err


# --- files beside the agreement, wherever they are ----------------------------------------------------


def test_waivers_are_of_the_versions_given_wherever_they_lie(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = here / "archive"
    folder.mkdir()
    (folder / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    call = ["evaluate", "v1.yaml", "v2.yaml", "--events", "log.csv", "--waivers", "archive/waivers.yaml"]
    assert main(call) == 0
    # what lies beside the file has other commitments, and its terms meet: neither is asked about
    older = FIRST.replace("first_attempt", "other_attempt")
    (folder / "older.yaml").write_text(older, encoding="utf-8")
    (folder / "oldest.yaml").write_text(older.replace("version: 1.0.0", "version: 0.9.0"), encoding="utf-8")
    assert main(call) == 0
    assert "SLA" not in capsys.readouterr().out


def test_waivers_of_another_agreement_are_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "other.yaml").write_text(FIRST.replace("name: team", "name: others"), encoding="utf-8")
    (here / "waivers.yaml").write_text(WAIVERS.replace("agreement: team", "agreement: others"), encoding="utf-8")
    assert main(["evaluate", "v1.yaml", "--events", "log.csv", "--waivers", "waivers.yaml"]) == 2
    assert "SLA308: 'others' is not an agreement given here" in capsys.readouterr().out


def test_warnings_about_waivers_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    early = WAIVERS.replace("from: 2027-02-01, until: 2027-02-02", "until: 2026-02-02")
    (here / "waivers.yaml").write_text(early, encoding="utf-8")
    assert main(["evaluate", "v1.yaml", "--events", "log.csv", "--waivers", "waivers.yaml"]) == 0
    assert "warning SLA542: nothing can be waived before the agreement begins" in capsys.readouterr().err


def test_one_id_for_waivers_of_two_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "march.yaml").write_text(WAIVERS.replace("2027-02", "2027-03"), encoding="utf-8")
    call = ["evaluate", "v1.yaml", "v2.yaml", "--events", "log.csv", "--waivers", "waivers.yaml"]
    assert main([*call, "--waivers", "march.yaml"]) == 2
    said = capsys.readouterr().out
    assert "march.yaml:6:3: error SLA544: 'outage' is already a waiver in waivers.yaml, line 6" in said
    # one file is one file, by whatever path
    assert main([*call, "--waivers", "./waivers.yaml", "--waivers", str(here / "waivers.yaml")]) == 0


def test_a_waiver_behind_another_is_told_why(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = WAIVERS.replace("outage:", "holiday:").replace("because:", "leads: [L2], because:")
    (here / "second.yaml").write_text(second, encoding="utf-8")
    call = ["evaluate", "v1.yaml", "v2.yaml", "--events", "log.csv", "--waivers", "waivers.yaml"]
    assert main([*call, "--waivers", "second.yaml"]) == 0
    assert (
        "the waiver 'holiday' waives nothing: no breach of what it names by a lead that it is narrowed to falls in its"
        " time, or a waiver before it (outage) has it"
    ) in " ".join(capsys.readouterr().out.split())
