"""`slakit pay`."""

import csv
import io
import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from slakit.cli.exits import Failure
from slakit.cli.paying import line_of
from slakit.formats.payroll.sheet import Sheet
from slakit.language.schema_files import bundled
from tests.examples.running import Ran, run
from tests.formats.payroll.payrolls import ANN, payroll

NORTHWIND = Path("examples/northwind")
INPUTS = (NORTHWIND / "agreement.yaml", "--events", NORTHWIND / "events.csv", "--people", NORTHWIND / "people.csv")
QUARTER = (*INPUTS, "--period", "2027-Q1")


def pay(*more: str | Path) -> Ran:
    return run("pay", *QUARTER, *more)


@pytest.fixture(scope="module")
def whole() -> Ran:
    """Everybody's statements as JSON."""
    return pay("--format", "json")


def test_statements_are_made(whole: Ran) -> None:
    assert whole.code == 0
    found = json.loads(whole.out)
    jsonschema.Draft202012Validator(bundled("payroll")).validate(found)
    assert [one["person"] for one in found["statements"]] == [
        "ann",
        "ben",
        "carla",
        "dev",
        "ella",
        "finn",
        "gita",
        "hugo",
    ]
    assert found["provisional"] is True
    for one in found["statements"]:
        lines = (*one["lines"], *one["adjustments"])
        assert sum(Fraction(line["amount"]) for line in lines) == Fraction(one["total"])


def test_warnings_go_to_stderr(whole: Ran) -> None:
    assert "policies/northwind.yaml:151:7: warning SLA8" in whole.err
    assert "(leads L0136, L0226)" in whole.err


def test_one_person_alone_is_as_among_all(whole: Ran) -> None:
    done = pay("--person", "dev", "--format", "json", "--max-bad", "3")
    (alone,) = json.loads(done.out)["statements"]
    assert alone in json.loads(whole.out)["statements"]


def test_text_is_printed() -> None:
    done = pay("--person", "dev")
    assert done.code == 0
    assert "PROVISIONAL: " in done.out
    assert "The first 10 of 13 deals" in done.out
    assert "(account_executive.clawback.L0332.2027-03-27)" in done.out


def test_a_line_is_explained() -> None:
    done = pay("--person", "gita", "--explain", "bookings")
    assert done.code == 0
    assert "115,000 × 37.5% (ramp) × 45 of 90 days" in done.out
    assert pay("--person", "gita", "--explain", "account_executive.bookings").out == done.out


def test_a_what_if() -> None:
    found = json.loads(pay("--person", "ann", "--assume", "quality=95%", "--format", "json").out)
    assert (found["what_if"], found["assumed"]) == (True, [{"name": "quality", "value": "0.95"}])
    (line, _) = found["statements"][0]["lines"]
    assert Fraction(line["exact"]) == Fraction(line["full"]) * Fraction(line["payout"]) * Fraction("1.05")


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "pay.csv"
    done = pay("--format", "csv", "-o", target)
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(f"written to {target}\n")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert {row["person"] for row in rows} >= {"ann", "hugo"}


WRONG = {
    "--person gitta": "--person gitta: the people file has nobody of that name; did you mean 'gita'?",
    "--person ANN": "did you mean 'ann'?",
    "--person june": "june is in no plan and no pool in 2027-Q1",
    "--person dev --explain bokings": "there is no such line; the lines are account_executive.bookings",
    "--person dev --explain bookings --format csv": "--explain is for --format text, markdown, json",
    "--assume qualty=95%": "there is no 'qualty' to assume; did you mean 'quality'?",
    "--assume quality=high": "write NAME=VALUE with a number or a percentage",
    "--assume quality": "write NAME=VALUE with a number or a percentage",
    "--assume quality=1 --assume quality=2": "--assume gives quality twice",
    "--period 2027-01": "--period 2027-01: no plan is settled in 2027-01, and no pool is due; settled are account_exec",
    "--memory 1": "--memory: ",
    "-o nowhere/pay.html": "nowhere/pay.html cannot be written: there is no folder",
    "-o examples/northwind/people.csv": "is an input of this run and would be overwritten",
    "--as-of yesterday": "--as-of 'yesterday' is not an instant",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_what_cannot_be_done_says_why(arguments: str) -> None:
    period = () if "--period" in arguments else ("--period", "2027-Q1")
    done = run("pay", *INPUTS, *period, *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert WRONG[arguments] in done.err


@pytest.mark.parametrize("period", ["2027-Q5", "Q1", "2027-13", "2027-02-30", "last"])
def test_a_period_that_is_none(period: str) -> None:
    done = run("pay", *INPUTS, "--period", period)
    assert (done.code, done.out) == (2, "")
    assert f"--period {period}: " in done.err


def test_an_agreement_with_an_error_is_a_finding(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = Path("tests/cases/valid/minimal.yaml").read_text(encoding="utf-8")
    broken.write_text(text.replace("term:", "trem:"), encoding="utf-8")
    done = run("pay", broken, *INPUTS[1:], "--period", "2027")
    assert (done.code, done.out) == (1, "")
    assert "error SLA" in done.err
    assert "there are no statements: " in done.err


def test_an_agreement_without_pay_is_a_finding() -> None:
    done = run("pay", "policies/small_team.yaml", *INPUTS[1:], "--period", "2027")
    assert (done.code, done.out) == (1, "")
    assert "has no 'compensation', so there is nothing to pay by" in done.err


def test_bad_rows_stop_it() -> None:
    messy = (INPUTS[0], "--events", NORTHWIND / "messy.csv", *INPUTS[3:], "--period", "2027-03")
    done = run("pay", *messy)
    assert (done.code, done.out) == (2, "")
    assert done.err.count(" error SLA510: ") == 6
    assert "there is no result: 6 rows cannot be read" in done.err
    assert "slakit evaluate with --quarantine FILE writes them to a file" in done.err
    assert run("pay", *messy, "--max-bad", "6").code == 0


@pytest.mark.parametrize(
    ("person", "asked", "said"),
    [
        (None, "bookings", ("ann", "account_executive.bookings")),
        (None, "demos", ("ben", "account_executive.demos")),
        ("ann", "account_executive.together", ("ann", "account_executive.together")),
        ("ann", "clawback.L0002.2027-02-03", ("ann", "account_executive.clawback.L0002.2027-02-03")),
        (None, "together", ("Dana Reyes", "together")),
        ("ann", "account_executive.booking", "did you mean 'account_executive.bookings'?"),
        ("ben", "bookings", "there is no such line; the lines are account_executive.demos"),
    ],
)
def test_a_line_is_found_by_its_name(person: str | None, asked: str, said: str | tuple[str, str]) -> None:
    sheet = Sheet(payroll=payroll(), person=person)
    if isinstance(said, tuple):
        statement, line = line_of(sheet, asked)
        assert (statement.person, line.id) == said
    else:
        with pytest.raises(Failure, match=re.escape(said)):
            line_of(sheet, asked)


def test_a_line_of_several_people_needs_one_of_them() -> None:
    both = payroll(ANN, replace(ANN, person="bob"))
    with pytest.raises(Failure, match="2 people have such a line: say whose with --person NAME"):
        line_of(Sheet(payroll=both), "bookings")


def test_a_people_file_that_cannot_be_read(tmp_path: Path) -> None:
    done = run("pay", *INPUTS[:4], tmp_path / "none.csv", "--period", "2027")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize(("until", "is_told"), [("2027-01-02", True), ("2028-01-01", False)])
def test_a_waiver_that_waives_nothing_is_told(until: str, *, is_told: bool, tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        f"""\
apiVersion: slakit/v1
kind: Waivers
agreement: northwind_live
waivers:
  outage:
    commitments: [first_attempt, quality]
    until: {until}
    because: The telephones were down.
    approved_by: {{sales: Lee Park, marketing: Dana Reyes}}
""",
        encoding="utf-8",
    )
    done = pay("--person", "dev", "--waivers", waivers)
    assert done.code == 0
    assert ("SLA605: the waiver 'outage' waives nothing" in done.err) is is_told
