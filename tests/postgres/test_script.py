"""The script for PostgreSQL, run by psql on the bundled example: its outcomes are those of `slakit evaluate`."""

import shutil
import subprocess
from pathlib import Path

import pytest

from slakit.outcomes import COLUMNS
from slakit.warehouse import script as whole
from tests.postgres.evaluating import ORDERED, PLAIN
from tests.warehouse import hostile
from tests.warehouse.example import ARGUMENTS, EVENTS, column_names, slakit, table_types

pytestmark = pytest.mark.skipif(shutil.which("psql") is None, reason="PostgreSQL's script is not run: no psql")


def psql(dsn: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """What psql does, stopping at the first error."""
    command = ["psql", dsn, "-X", "-q", "-v", "ON_ERROR_STOP=1", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def made(dsn: str, folder: Path, name: str, *arguments: str) -> Path:
    """The script over a new table of the example's events with this name."""
    script = folder / "script.sql"
    text = slakit("compile", *ARGUMENTS, "--dialect", "postgres", "--events", name, *arguments)
    script.write_text(text, encoding="utf-8")
    columns = ", ".join(f'"{column}" {type_}' for column, type_ in table_types("postgres").items())
    loaded = psql(dsn, "-c", f"CREATE TABLE {name} ({columns})", "-c", f"\\copy {name} FROM '{EVENTS}' CSV HEADER")
    assert loaded.returncode == 0, loaded.stderr
    return script


def test_the_outcomes_are_those_of_evaluate(dsn: str, tmp_path: Path) -> None:
    script = made(dsn, tmp_path, "crm_events", "--columns", column_names())
    expected = tmp_path / "expected.csv"
    slakit("evaluate", *ARGUMENTS, "--events", str(EVENTS), "--outcomes", str(expected))
    for _ in range(2):  # a second run replaces what the first has left
        target = tmp_path / "outcomes.csv"
        query = f"SELECT {PLAIN} FROM slakit.outcomes AS o ORDER BY {ORDERED}"  # noqa: S608 - constants only
        done = psql(dsn, "-f", str(script), "-c", f"\\copy ({query}) TO '{target}' CSV HEADER")
        assert done.returncode == 0, done.stderr
        assert target.read_bytes() == expected.read_bytes()
    assert psql(dsn, "-t", "-c", "SELECT count(*) FROM slakit.quarantine").stdout.strip() == "0"
    # nothing stays in the session that holds the table of events
    done = psql(dsn, "-f", str(script), "-c", "DROP TABLE crm_events")
    assert done.returncode == 0, done.stderr


def test_bad_rows_are_quarantined_and_repeated_ones_count_once(dsn: str, tmp_path: Path) -> None:
    script = made(dsn, tmp_path, "bad_events", "--columns", column_names())
    spoil = """
INSERT INTO bad_events (lead_id, event, at) VALUES ('L1', NULL, now()), ('L1', 'assigned', NULL),
  (NULL, 'assigned', '2027-01-05 10:00Z'), ('L1', 'assigned', '1850-01-01 10:00Z'), ('L1', 'assigned', 'infinity');
INSERT INTO bad_events (lead_id, event, at, score) VALUES ('L1', 'scored', '2027-01-05 10:00Z', 101);
INSERT INTO bad_events (lead_id, event, at, offer) VALUES ('L1', 'scored', '2027-01-05 10:00Z', 'a gift');
INSERT INTO bad_events (lead_id, event, at, amount) VALUES ('L1', 'scored', '2027-01-05 10:00Z', 'NaN');
INSERT INTO bad_events SELECT * FROM bad_events WHERE id IN (SELECT min(id) FROM bad_events);
"""
    done = psql(dsn, "-c", spoil, "-f", str(script))
    assert done.returncode == 0, done.stderr
    causes = psql(dsn, "-t", "-A", "-c", 'SELECT cause FROM slakit.quarantine ORDER BY cause COLLATE "C"').stdout
    assert [line.split(" is not")[0] for line in causes.strip().splitlines()] == [
        "amount: 'NaN'",
        "at: '1850-01-01 10:00:00+00'",
        "at: 'infinity'",
        "at: missing",
        "event: missing",
        "lead_id: missing, and this event needs a lead",
        "offer: 'a gift'",
        "score: '101'",
    ]


def test_an_id_of_differing_rows_stops_the_script(dsn: str, tmp_path: Path) -> None:
    script = made(dsn, tmp_path, "conflicting", "--columns", column_names(), "--schema", "not_made")
    spoil = "INSERT INTO conflicting (lead_id, event, at, id) SELECT 'other', event, at, min(id) FROM conflicting"
    done = psql(dsn, "-c", f"{spoil} WHERE id IS NOT NULL GROUP BY event, at LIMIT 1", "-f", str(script))
    assert done.returncode != 0
    assert "one id stands for differing rows" in done.stderr
    assert psql(dsn, "-t", "-c", "SELECT to_regnamespace('not_made') IS NULL").stdout.strip() == "t"


def test_every_column_is_there(dsn: str, tmp_path: Path) -> None:
    script = made(dsn, tmp_path, "few_events", "--columns", column_names(), "--only", "first_attempt")
    query = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'slakit' AND table_name = 'outcomes'"
    )
    found = psql(dsn, "-f", str(script), "-t", "-A", "-c", f"{query} ORDER BY ordinal_position")
    assert found.stdout.strip().splitlines()[-len(COLUMNS) :] == list(COLUMNS)


def test_hostile_values_are_values(dsn: str, tmp_path: Path) -> None:
    text = ";\n".join(["SET search_path = public", "DROP TABLE IF EXISTS events", *hostile.table("postgres")])
    script = tmp_path / "hostile.sql"
    script.write_text(f"{text};\n{whole(hostile.made('postgres', tmp_path))}", encoding="utf-8")
    found = psql(dsn, "-f", str(script), "-t", "-A", "-F", ",", "-c", hostile.QUERY)
    assert found.returncode == 0, found.stderr
    rows = [line.split(",") for line in found.stdout.splitlines() if line.startswith(("L", "M"))]
    assert sorted(rows) == hostile.EXPECTED


BY_DAY = """
apiVersion: slakit/v1
kind: Agreement
metadata: {name: team, title: Team, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: UTC}
parties: {sales: {title: Sales}}
fields: {day: {type: date}}
events: {meeting: {event: meeting}}
measures: {meetings: {count: meeting}}
quotas: {weekly: {by: sales, measure: meetings, at_least: 1, per: term, for_each: day}}
"""


@pytest.mark.parametrize("style", ["ISO, MDY", "SQL, DMY", "German, DMY", "Postgres, MDY"])
def test_dates_are_dates_however_a_session_shows_them(style: str, dsn: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BY_DAY, encoding="utf-8")
    script = tmp_path / "script.sql"
    arguments = ("--dialect", "postgres", "--events", "meetings", "--columns", "day", "--as-of", "2027-06-01")
    script.write_text(slakit("compile", str(tmp_path / "a.yaml"), *arguments), encoding="utf-8")
    rows = ", ".join(
        f"(NULL, 'meeting', '2027-05-0{number} 10:00Z', '{day}')"
        for number, day in enumerate(["2027-02-13", "2027-03-01", "infinity", "0044-03-15 BC", "12027-01-01"], start=1)
    )
    table = f"""SET search_path = public; DROP TABLE IF EXISTS meetings;
CREATE TABLE meetings (lead_id text, event text, at timestamptz, day date); INSERT INTO meetings VALUES {rows}"""  # noqa: S608 - constants only
    query = 'SELECT dimension FROM slakit.outcomes ORDER BY dimension COLLATE "C"'
    styled = ("-c", table, "-c", f"SET datestyle = '{style}'", "-f", str(script))
    found = psql(dsn, *styled, "-t", "-A", "-c", query, "-c", "SELECT count(*) FROM slakit.quarantine")
    assert found.stdout.split() == ["2027-02-13", "2027-03-01", "3"], found.stderr
