"""`slakit plan`."""

import json
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.language.schema_files import bundled
from tests.examples.running import Ran, run
from tests.house.pages import ROOT

NORTHWIND = ROOT / "policies" / "northwind.yaml"
LOG = """lead_id,event,at,stage,amount
L1,stage_changed,2027-01-04T09:00:00-05:00,mql,
L1,stage_changed,2027-01-05T09:00:00-05:00,customer,30000
"""
PLAN = """
parties: {marketing: {accountable: Dana Reyes}, sales: {accountable: Lee Park}}
measures: {bookings: {sum: amount, of: customer}}
goals:
  revenue:
    {by: sales, measure: bookings, target: 300000, due: 2027-03-31, owners: [Lee Park], baseline: {value: 250000}}
"""
RATES = "plan: {goal: revenue, average_deal: 30000, rates: {mql: 100%, customer: 50%}}\n"
MINIMAL = (ROOT / "tests" / "cases" / "valid" / "minimal.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a log and an agreement that builds on the minimal one, and has a plan."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "base.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    write(tmp_path, RATES)
    return tmp_path


def write(folder: Path, more: str, name: str = "agreement.yaml") -> None:
    head = "apiVersion: slakit/v1\nkind: Agreement\nextends: base.yaml\n"
    (folder / name).write_text(f"{head}{PLAN}{more}", encoding="utf-8")


def plan(folder: Path, *arguments: str | Path) -> Ran:
    return run("plan", "agreement.yaml", *arguments, folder=folder)


def test_the_reference(snapshot: SnapshotAssertion) -> None:
    done = run("plan", "policies/northwind.yaml")
    assert done.code == 0
    assert done.out.startswith("Plan: New recurring revenue\n")
    assert done.err == snapshot


def test_a_plan_that_nothing_falls_short_of(folder: Path) -> None:
    write(folder, f"quotas: {{mql_volume: {{at_least: 7}}}}\n{RATES}")
    done = plan(folder)
    assert (done.code, done.err) == (0, "")
    assert "Nothing falls short of it." in done.out


def test_what_falls_short_is_a_warning(folder: Path) -> None:
    # 10 customers ÷ 50% = 20 leads; 5 a month are 15
    done = plan(folder)
    assert done.code == 0
    assert "warning SLA457" in done.err
    assert "to reach the goal, one of: “MQL volume” of at least 7 a month" in done.err
    assert "One thing falls short of it." in done.out


def test_an_ignored_warning(folder: Path) -> None:
    path = folder / "base.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "    at_least: 5\n", "    at_least: 5  # slakit: ignore[SLA457] more will be promised in May\n"
    )
    path.write_text(text, encoding="utf-8")
    assert plan(folder).err == ""


def test_a_severity_of_the_project(folder: Path) -> None:
    (folder / "slakit.toml").write_text('[severity]\nSLA457 = "error"\n', encoding="utf-8")
    done = plan(folder)
    assert (done.code, done.out) == (1, "")
    assert "error SLA457" in done.err


def test_a_log(folder: Path) -> None:
    done = plan(folder, "--events", "log.csv", "--as-of", "2027-01-15", "--format", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    jsonschema.Draft202012Validator(bundled("plan")).validate(found)
    assert [run_["commitment"] for run_ in found["running"]] == ["revenue", "mql_volume"]
    assert found["running"][0]["actual"] == {"exact": "30000", "decimal": "30000"}
    assert found["as_of"] == "2027-01-16T05:00:00Z"
    assert found["rates"][0]["history"]["rate"] == {"exact": "1", "decimal": "1"}


def test_the_log_s_last_instant(folder: Path) -> None:
    found = json.loads(plan(folder, "--events", "log.csv", "--format", "json").out)
    assert found["as_of"] == "2027-01-05T14:00:00Z"


def test_what_was_recorded_later_is_left_out(folder: Path) -> None:
    head, first, won = LOG.splitlines()
    recorded = f"{head},recorded_at\n{first},2027-01-04T09:00:00-05:00\n{won},2027-01-08T09:00:00-05:00\n"
    (folder / "log.csv").write_text(recorded, encoding="utf-8")
    asked = ("--events", "log.csv", "--as-of", "2027-01-15", "--known-by", "2027-01-07")
    found = json.loads(plan(folder, *asked, "--format", "json").out)
    jsonschema.Draft202012Validator(bundled("plan")).validate(found)
    assert (found["known_by"], found["running"][0]["actual"]["exact"]) == ("2027-01-08T05:00:00Z", "0")
    said = "without what was recorded after Friday 8 January 2027, 00:00 EST, the end of 7 January"
    for form in ("text", "markdown", "html"):
        assert said in " ".join(plan(folder, *asked, "--format", form).out.split())


def test_a_log_that_says_of_no_row_when_it_was_recorded(folder: Path) -> None:
    done = plan(folder, "--events", "log.csv", "--known-by", "2027-01-07")
    said = " ".join(done.out.split())
    assert "the log does not say when its rows were recorded" in said
    assert "without what was recorded after" not in said
    assert "the log does not say" not in plan(folder, "--events", "log.csv").out


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("p.md", "# Plan"),
        ("p.txt", "Plan: "),
        ("p.json", "{"),
        ("p.html", "<!doctype html>"),
        ("p.HTML", "<!doctype html>"),
    ],
)
def test_a_file(name: str, begins: str, folder: Path) -> None:
    done = plan(folder, "-o", name)
    assert (done.code, done.out) == (0, "")
    assert f"the plan is written to {name}" in done.err
    assert (folder / name).read_text(encoding="utf-8").lstrip().startswith(begins)


def test_a_format_wins_over_the_name(folder: Path) -> None:
    assert plan(folder, "-o", "plan.out", "--format", "json").code == 0
    json.loads((folder / "plan.out").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "plan.pdf"), "must end in one of .txt, .md, .json, .html"),
        (("-o", "agreement.yaml", "--format", "text"), "is an input of this run"),
        (("-o", "nowhere/plan.md"), "there is no folder nowhere"),
        (("--as-of", "2027-01-01"), "--as-of is for a log: give --events LOG"),
        (("--source", "s.yaml"), "--source is for a log"),
        (("--events", "none.csv"), "none.csv"),
        (("--people", "none.csv"), "none.csv"),
        (("--events", "log.csv", "--as-of", "soon"), "'soon' is not an instant"),
        (("--format", "pdf"), "pdf"),
    ],
)
def test_what_cannot_be_done(arguments: tuple[str, ...], said: str, folder: Path) -> None:
    done = plan(folder, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_an_agreement_without_a_plan(folder: Path) -> None:
    write(folder, "")
    done = plan(folder)
    assert (done.code, done.out) == (2, "")
    assert "agreement.yaml has no plan: write one, such as plan: {goal: revenue" in done.err


def test_no_agreement(folder: Path) -> None:
    done = run("plan", "log.csv", folder=folder)
    assert done.code == 2
    assert "write slakit plan AGREEMENT" in done.err


def test_an_agreement_with_errors(folder: Path) -> None:
    write(folder, "plan: {goal: growth, average_deal: 30000, rates: {mql: 100%}}\n")
    done = plan(folder)
    assert (done.code, done.out) == (1, "")
    assert "error SLA307" in done.err
    assert "nothing was planned: 1 error" in done.err


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    assert run("plan", "none.yaml", folder=folder).code == 2


def test_a_goal_that_is_no_amount(folder: Path) -> None:
    more = """measures: {conversion: {share: customer, of: mql, within: 90 days}}
goals:
  revenue: {by: sales, measure: conversion, target: 30%, due: 2027-03-31, owners: [Lee Park], baseline: {value: 25%}}
plan: {goal: revenue, average_deal: 1, rates: {mql: 100%}}
"""
    head = "apiVersion: slakit/v1\nkind: Agreement\nextends: base.yaml\nparties: {sales: {accountable: Lee Park}}\n"
    (folder / "agreement.yaml").write_text(head + more, encoding="utf-8")
    done = plan(folder)
    assert (done.code, done.out) == (1, "")
    assert "error SLA850" in done.err


def test_bad_rows(folder: Path) -> None:
    (folder / "log.csv").write_text(f"{LOG}L2,stage_changed,soon,mql,\n", encoding="utf-8")
    done = plan(folder, "--events", "log.csv")
    assert (done.code, done.out) == (2, "")
    assert "Correct them; slakit evaluate with --quarantine FILE writes them to a file; --max-bad 1 goes" in done.err
    assert plan(folder, "--events", "log.csv", "--max-bad", "1").code == 0


def test_the_plan_of_the_version_in_force(folder: Path) -> None:
    two = (
        "metadata: {version: 2.0.0}\nterm: {from: 2027-07-01}\ngoals: {revenue: {from: 2027-07-01, due: 2027-09-30}}\n"
    )
    text = (folder / "agreement.yaml").read_text(encoding="utf-8")
    (folder / "two.yaml").write_text(
        text.replace("extends: base.yaml", f"extends: agreement.yaml\n{two}").split(PLAN)[0]
    )
    for as_of, version in (("2027-06-30", "1.0.0"), ("2027-07-01", "2.0.0")):
        arguments = ("two.yaml", "--events", "log.csv", "--as-of", as_of, "--format", "json")
        done = plan(folder, *arguments)
        assert done.code == 0, done.err
        assert json.loads(done.out)["agreement"]["version"] == version
    assert json.loads(plan(folder, "two.yaml", "--format", "json").out)["agreement"]["version"] == "2.0.0"


def test_the_last_version_with_a_plan(folder: Path) -> None:
    """A later version that plans nothing yet does not hide the plan that there is."""
    two = "metadata: {version: 2.0.0}\nterm: {from: 2027-07-01}\nplan: null\n"
    two += "goals: {revenue: {from: 2027-07-01, due: 2027-09-30}}\n"
    text = (folder / "agreement.yaml").read_text(encoding="utf-8")
    (folder / "two.yaml").write_text(
        text.replace("extends: base.yaml", f"extends: agreement.yaml\n{two}").split(PLAN)[0], encoding="utf-8"
    )
    done = plan(folder, "two.yaml", "--format", "json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["agreement"]["version"] == "1.0.0"


def test_a_mistake_of_units_is_shown(folder: Path) -> None:
    write(folder, RATES.replace(", customer: 50%", ""))
    done = run("plan", "agreement.yaml", folder=folder)
    assert done.code == 0
    assert "warning SLA465: 'revenue' is measured at 'customer', and the rates of the plan end at 'mql'" in done.err
