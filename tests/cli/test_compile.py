"""`slakit compile`: scripts, folders, and what it refuses."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.cli import main

AGREEMENT = """
apiVersion: slakit/v1
kind: Agreement
metadata: {name: team, title: Team Agreement, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: UTC}
parties: {marketing: {title: Marketing}, sales: {title: Sales}}
fields: {note: {type: string}, size: {type: decimal, min: 0}}
events:
  handoff: {event: assigned, where: {note: {contains: "it's"}, size: {above: 0.5}}}
  attempt: {event: call, where: {note: {matches: "^ok|fine"}}}
responses:
  first_attempt: {by: sales, for: marketing, starts: handoff, stops: attempt, within: 2 hours}
measures: {calls: {count: attempt}}
quotas:
  calls_made: {by: marketing, measure: calls, at_least: 1, per: month}
"""
DIALECTS = ("duckdb", "spark", "postgres", "snowflake", "bigquery")


@pytest.fixture
def agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An agreement in the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    return "agreement.yaml"


def compiled(*arguments: str) -> int:
    return main(["compile", "agreement.yaml", "--as-of", "2027-01-10T12:00:00Z", *arguments])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_script(
    dialect: str, agreement: str, snapshot: SnapshotAssertion, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compiled("--dialect", dialect, "--only", "first_attempt", "--columns", "note,size,id") == 0
    captured = capsys.readouterr()
    assert captured.out == snapshot
    assert captured.err == ""


def test_a_folder_is_written_whole_or_not_at_all(agreement: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiled("--dialect", "postgres", "--out", "project") == 0
    assert Path("project/models/team__outcomes.sql").exists()
    assert Path("project/dbt_project.yml").exists()
    assert sorted(path.name for path in Path().iterdir()) == ["agreement.yaml", "project"]
    assert compiled("--dialect", "postgres", "--out", "project") == 2
    assert "it is not empty" in capsys.readouterr().err
    assert compiled("--dialect", "postgres", "--out", "none/project") == 2
    assert "there is no folder none" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--columns", "nots"], "did you mean 'note'?"),
        (["--only", "first_atempt"], "did you mean 'first_attempt'?"),
        (["--events", "lead", "--out", "project"], "give the table with its schema"),
        (["--events", "Log", "--out", "project"], "give the table with its schema"),
        (["--events", "outcomes"], "give the table with its schema"),
        (["--events", "slakit.outcomes"], "keep the events in another schema"),
        (["--events", "Slakit.QUARANTINE"], "keep the events in another schema"),
        (["--events", "spark_catalog.slakit.outcomes"], "keep the events in another schema"),
        (["--events", "crm.outcomes", "--schema", "CRM"], "keep the events in another schema"),
        (["--events", "slakit_log"], "name a view over it that is called otherwise"),
        (["--events", "main.Slakit_log"], "name a view over it that is called otherwise"),
        (["--events", "x_slakit_team.log", "--out", "project"], "keep the events in another schema"),
        (["--events", ""], "a name is missing"),
        (["--events", "crm."], "a name is missing"),
        (["--schema", " "], "a name is missing"),
        (["--known-by", "yesterday"], "is not an instant"),
    ],
)
def test_what_is_refused(arguments: list[str], says: str, agreement: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiled("--dialect", "postgres", *arguments) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("events", ["crm.log", "slakit.events", "log.events", "log", "slakit.lead"])
def test_a_table_elsewhere_may_have_any_name(events: str, agreement: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiled("--dialect", "spark", "--events", events) == 0
    assert f"FROM `{events.replace('.', '`.`')}`" in capsys.readouterr().out


@pytest.mark.parametrize("person", ["null", "NULL", " Null "])
def test_a_person_that_dbt_would_lose_is_refused(
    person: str, agreement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(agreement).read_text(encoding="utf-8")
    each = "per: month, for_each: {people: {party: sales, role: rep}}}"
    Path(agreement).write_text(text.replace("per: month}", each), encoding="utf-8")
    people = f"person,party,role,from,through\n{person},sales,rep,2027-01-01,\n"
    Path("people.csv").write_text(people, encoding="utf-8")
    assert compiled("--dialect", "postgres", "--people", "people.csv") == 0
    assert compiled("--dialect", "postgres", "--people", "people.csv", "--out", "project") == 2
    assert f"dbt would read {person!r} in the seed " in capsys.readouterr().err
    assert not Path("project").exists()


def test_what_a_warehouse_cannot_be_told_is_refused(agreement: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(agreement).read_text(encoding="utf-8")
    Path(agreement).write_text(text.replace("^ok|fine", r"\\bok"), encoding="utf-8")
    assert compiled("--dialect", "postgres") == 0
    assert compiled("--dialect", "snowflake") == 2
    assert "a pattern cannot be said in snowflake" in capsys.readouterr().err
    Path(agreement).write_text(text.replace("handoff", "h" * 60), encoding="utf-8")
    assert compiled("--dialect", "bigquery") == 0
    assert compiled("--dialect", "postgres") == 2
    assert "postgres has names of up to 63 characters" in capsys.readouterr().err


def test_long_names_are_shortened_where_they_must_be(agreement: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(agreement).read_text(encoding="utf-8")
    Path(agreement).write_text(text.replace("first_attempt", "f" * 60), encoding="utf-8")
    assert compiled("--dialect", "postgres") == 0
    out = capsys.readouterr().out
    assert "response__" + "f" * 60 not in out
    assert f"'{'f' * 60}' AS commitment" in out
