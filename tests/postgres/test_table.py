"""PostgreSQL's script over tables as teams have them: other types, other encodings."""

import shutil
from pathlib import Path

import psycopg
import pytest

from tests.postgres.test_script import psql
from tests.warehouse.example import slakit
from tests.warehouse.test_table import INSTANTS, LOCAL, zoned

pytestmark = pytest.mark.skipif(shutil.which("psql") is None, reason="PostgreSQL's script is not run: no psql")

AGREEMENT = """
apiVersion: slakit/v1
kind: Agreement
metadata: {name: team, title: Team, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: UTC}
parties: {sales: {title: Sales}}
fields:
  {score: {type: integer}, flag: {type: boolean}, day: {type: date}, seen: {type: timestamp}, town: {type: string}}
events: {handoff: {event: assigned}, attempt: {event: call}, sale: {event: sale}}
responses: {first: {by: sales, starts: handoff, stops: attempt, within: 2 hours, when: {town: Zürich}}}
measures: {sold: {sum: amount, of: sale}}
quotas: {sales: {by: sales, measure: sold, at_least: 1, per: term}}
"""
TYPES = {
    "lead_id": "text",
    "event": "varchar(40)",
    "at": "timestamptz",
    "amount": "numeric",
    "score": "integer",
    "flag": "boolean",
    "day": "date",
    "seen": "timestamptz",
    "town": "text",
}
STARTED = "INSERT INTO told (lead_id, event, at, town) VALUES ('L1', 'assigned', '2027-01-05 10:00Z', U&'Z\\00FCrich')"
QUERY = "SELECT commitment, lead_id, state, trim_scale(value) FROM slakit.outcomes ORDER BY 1, 2"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The script over the table `told`."""
    (tmp_path / "a.yaml").write_text(AGREEMENT, encoding="utf-8")
    columns = ",".join(name for name in TYPES if name not in ("lead_id", "event", "at"))
    arguments = ("--dialect", "postgres", "--events", "told", "--columns", columns, "--as-of", "2027-02-01")
    path = tmp_path / "script.sql"
    path.write_text(slakit("compile", str(tmp_path / "a.yaml"), *arguments), encoding="utf-8")
    return path


def table(**types: str) -> tuple[str, ...]:
    """Words for psql that make the table, with other types where they are given."""
    columns = ", ".join(f"{name} {type_}" for name, type_ in {**TYPES, **types}.items())
    made = "SET client_min_messages = warning; DROP TABLE IF EXISTS told"
    return ("-c", made, "-c", f"CREATE TABLE told ({columns})")


@pytest.mark.parametrize(
    ("column", "type_"),
    [
        ("at", "timestamp without time zone"),
        ("at", "date"),
        ("seen", "timestamp without time zone"),
        ("score", "numeric"),
        ("score", "double precision"),
        ("amount", "double precision"),
        ("flag", "text"),
        ("day", "timestamp with time zone"),
        ("town", "bigint"),
    ],
)
def test_a_column_of_another_type_is_named(column: str, type_: str, script: Path, dsn: str) -> None:
    done = psql(dsn, *table(**{column: type_}), "-f", str(script))
    assert done.returncode != 0
    assert f"the table told does not fit: {column} is {type_} (expected " in done.stderr


def test_domains_are_what_they_are_made_of(script: Path, dsn: str) -> None:
    domains = ("-c", "CREATE DOMAIN town AS varchar(80)", "-c", "CREATE DOMAIN points AS bigint CHECK (VALUE >= 0)")
    domains += ("-c", "CREATE DOMAIN moment AS timestamptz", "-c", "CREATE DOMAIN known AS moment")
    domains += ("-c", "SET quote_all_identifiers = on")
    done = psql(
        dsn, *domains, *table(town="town", score="points", at="known"), "-c", STARTED, "-f", str(script), "-c", QUERY
    )
    assert done.returncode == 0, done.stderr


def test_numbers_that_no_file_may_have_are_quarantined(script: Path, dsn: str) -> None:
    values = ["1.500000000000", "0.0000000001", "1" + "0" * 29, "Infinity"]
    rows = ", ".join(f"('sale', '2027-01-05 10:00Z', '{value}')" for value in values)
    spoil = f"INSERT INTO told (event, at, amount) VALUES {rows}"  # noqa: S608 - constants only
    ask = ("-t", "-A", "-c", "SELECT cause FROM slakit.quarantine ORDER BY 1", "-c", QUERY)
    done = psql(dsn, *table(), "-c", spoil, "-f", str(script), *ask)
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line]
    assert [line.partition(" is not")[0] for line in lines[:3]] == [
        "amount: '0.0000000001'",
        "amount: '100000000000000000000000000000'",
        "amount: 'Infinity'",
    ]
    assert lines[3:] == ["sales||pending|1.5"]


@pytest.mark.parametrize("encoding", ["UTF8", "LATIN1", "WIN1252", "EUC_JP"])
def test_the_script_is_read_as_it_is_written(
    encoding: str, script: Path, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", encoding)
    done = psql(dsn, *table(), "-c", STARTED, "-f", str(script), "-t", "-A", "-c", QUERY)
    assert done.returncode == 0, done.stderr
    assert "first|L1|breached|" in done.stdout


def test_a_database_of_another_encoding_is_refused(script: Path, dsn: str) -> None:
    made = "CREATE DATABASE latin ENCODING 'LATIN9' LOCALE 'C' TEMPLATE template0"
    assert psql(dsn, "-c", made).returncode == 0
    done = psql(dsn.replace("dbname=postgres", "dbname=latin"), *table(), "-f", str(script))
    assert done.returncode != 0
    assert "server_encoding is LATIN9 (expected UTF8)" in done.stderr


def test_a_step_is_not_taken_for_a_table_of_the_same_name(script: Path, dsn: str) -> None:
    """A session that looks among temporary tables last finds another table of a step's name first."""
    mine = "CREATE TABLE log (lead_id text, event text); CREATE TEMPORARY TABLE facts AS SELECT 42 AS mine"
    path = 'SET search_path = "$user", public, pg_temp'
    ask = ("-t", "-A", "-c", QUERY, "-c", "SELECT mine FROM facts", "-c", "DROP TABLE log")
    done = psql(dsn, *table(), "-c", STARTED, "-c", path, "-c", mine, "-f", str(script), *ask)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-3::2] == ["first|L1|breached|2383200", "42"]


def test_text_is_compared_exactly_whatever_its_collation(script: Path, dsn: str) -> None:
    """To the collation below a soft hyphen is nothing, and two cases of a letter are one."""
    made = "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"
    rows = ", ".join(
        f"({lead}, 'assigned', '2027-01-05 10:00Z', U&'Z\\00FCrich')" for lead in ("U&'\\00AD'", "'a'", "'A'")
    )
    started = f"INSERT INTO told (lead_id, event, at, town) VALUES {rows}"  # noqa: S608 - constants only
    loose = dict.fromkeys(("lead_id", "event", "town"), "text COLLATE loose")
    ask = ("-t", "-A", "-c", "SELECT lead_id FROM slakit.outcomes WHERE commitment = 'first' ORDER BY 1")
    done = psql(dsn, "-c", made, *table(**loose), "-c", started, "-f", str(script), *ask)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["A", "a", "\u00ad"]


def test_it_is_not_run_within_a_transaction(script: Path, dsn: str) -> None:
    assert psql(dsn, *table(), "-c", "CREATE TABLE IF NOT EXISTS mine (a int)").returncode == 0
    for begin in ("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ"):
        done = psql(dsn, "-c", begin, "-c", "INSERT INTO mine VALUES (1)", "-f", str(script))
        assert done.returncode != 0
        assert "already" in done.stderr
    assert psql(dsn, "-t", "-A", "-c", "SELECT count(*) FROM mine").stdout.strip() == "0"


def test_it_is_run_however_a_client_sends_it(script: Path, dsn: str) -> None:
    """As one message, which is a transaction, but not after other work in it; statement by statement, prepared."""
    assert psql(dsn, *table(), "-c", STARTED, "-c", "CREATE TABLE IF NOT EXISTS mine (a int)").returncode == 0
    text, count = script.read_text("utf-8"), "SELECT count(*) FROM slakit.outcomes"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(text)
        assert connection.execute(count).fetchall() == [(2,)]
        with pytest.raises(psycopg.Error, match=r"already|before any query"):
            connection.execute("INSERT INTO mine VALUES (1);" + text)  # noqa: S608 - ours
        connection.rollback()
        for statement in filter(None, map(str.strip, text.split(";\n"))):
            connection.execute(statement, prepare=True)
        assert connection.execute(count).fetchall() == [(2,)]
        assert connection.execute("SELECT count(*) FROM mine").fetchall() == [(0,)]
    with psycopg.connect(dsn) as connection:  # which opens a transaction first; the script's COMMIT ends it
        connection.execute(text)
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_what_changes_meanwhile_is_not_seen(script: Path, dsn: str) -> None:
    """A row that is mended while the script runs stands in the quarantine: it is in one of the results, always."""
    late = STARTED.replace("town)", "town, amount)").replace("rich')", "rich', 'NaN')")
    assert psql(dsn, *table(), "-c", late).returncode == 0
    text = script.read_text("utf-8")
    steps = text.partition("CREATE TEMPORARY TABLE slakit_log AS")
    with psycopg.connect(dsn, autocommit=True) as run, psycopg.connect(dsn, autocommit=True) as other:
        run.execute(steps[0].rpartition(";")[0])
        other.execute("UPDATE told SET amount = 1")
        run.execute("".join((steps[0].rpartition(";")[2], *steps[1:])))
        found = run.execute("SELECT (SELECT count(*) FROM slakit.quarantine), (SELECT count(*) FROM slakit.outcomes)")
        assert found.fetchall() == [(1, 1)]


def test_the_documented_view_knows_the_hour_that_comes_twice(dsn: str) -> None:
    rows = ", ".join(f"('a', 'call', '{at}')" for at in LOCAL)
    with psycopg.connect(dsn) as connection:
        connection.execute("SET search_path = pg_temp; SET TimeZone = 'Asia/Tokyo'")
        connection.execute("CREATE TABLE local_events (lead_id text, event text, at timestamp)")
        connection.execute(f"INSERT INTO local_events VALUES {rows}")  # noqa: S608 - constants only
        connection.execute(zoned())
        found = connection.execute("SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM events")
        assert [at for (at,) in found] == INSTANTS
        connection.rollback()
