"""DuckDB's script over tables as teams have them: other settings, collations and types, and errors half-way."""

from pathlib import Path

import duckdb
import pytest

from slakit.loading import load
from slakit.warehouse import Order, compiled, script

AS_OF = 1_801_440_000  # 2027-02-01T00:00:00Z
AGREEMENT = """
apiVersion: slakit/v1
kind: Agreement
metadata: {name: team, title: Team, version: 1.0.0}
term: {from: 2027-01-01, through: 2027-12-31, timezone: UTC}
parties: {sales: {title: Sales}}
fields:
  {score: {type: integer}, size: {type: decimal}, flag: {type: boolean}, day: {type: date}, seen: {type: timestamp}}
events: {handoff: {event: assigned}, attempt: {event: call}}
responses: {first: {by: sales, starts: handoff, stops: attempt, within: 2 hours}}
cadences: {calls: {by: sales, starts: handoff, attempts: {event: attempt, at_least: 2}, within: 5 days}}
"""
TYPES = {
    "lead_id": "VARCHAR",
    "event": "VARCHAR",
    "at": "TIMESTAMP WITH TIME ZONE",
    "id": "VARCHAR",
    "owner": "VARCHAR",
    "score": "BIGINT",
    "size": "DECIMAL(38, 9)",
    "flag": "BOOLEAN",
    "day": "DATE",
    "seen": "TIMESTAMP WITH TIME ZONE",
}
ROWS = """
INSERT INTO events (lead_id, event, "at", owner) VALUES
  ('a', 'assigned', '2027-01-05 10:00:00+00', 'ann'), ('A', 'assigned', '2027-01-05 10:30:00+00', 'Ann'),
  ('a', 'call', '2027-01-05 11:00:00+00', NULL), ('A', 'call', '2027-01-05 13:00:00+00', NULL),
  ('a', 'call', '2027-01-07 11:00:00+00', 'ben'), ('á', 'assigned', '2027-01-05 10:00:00+00', 'ann')
"""
QUERY = "SELECT commitment, lead_id, episode, owner, stopped_at, state, value FROM slakit.outcomes ORDER BY ALL ASC"
EXPECTED = [
    # calls: 'a' has two within five days, 'A' one, 'á' none; first: 'a' after 1 h, 'A' after 2 h 30, 'á' never.
    ("calls", "A", 1, "Ann", None, "breached", "1"),
    ("calls", "a", 1, "ben", "2027-01-07T11:00:00Z", "met", "2"),
    ("calls", "á", 1, "ann", None, "breached", "0"),
    ("first", "A", 1, "Ann", "2027-01-05T13:00:00Z", "breached", "9000"),
    ("first", "a", 1, "ann", "2027-01-05T11:00:00Z", "met", "3600"),
    ("first", "á", 1, "ann", None, "breached", "2296800"),
]


@pytest.fixture
def text(tmp_path: Path) -> str:
    """The script over the table `events`."""
    path = tmp_path / "agreement.yaml"
    path.write_text(AGREEMENT, encoding="utf-8")
    columns = ["id", "owner", "score", "size", "flag", "day", "seen"]
    found = load([str(path)]).agreements
    return script(compiled(Order(versions=found, dialect="duckdb", as_of=AS_OF, columns=columns)))


def table(**types: str) -> str:
    """The statement that makes the table, with other types where they are given."""
    columns = ", ".join(f'"{name}" {type_}' for name, type_ in {**TYPES, **types}.items())
    return f"CREATE TABLE events ({columns})"


def outcomes(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    rows = connection.execute(QUERY).fetchall()
    return [(*row[:-1], str(row[-1]).rstrip("0").rstrip(".") or "0") for row in rows]


@pytest.mark.parametrize(
    ("settings", "types"),
    [
        ([], {}),
        (["SET default_order = 'DESC'"], {}),
        (["SET default_null_order = 'NULLS_FIRST'"], {}),
        (["SET default_collation = 'NOCASE.NOACCENT'"], {}),
        ([], dict.fromkeys(("lead_id", "event", "owner", "id"), "VARCHAR COLLATE NOCASE")),
        ([], {"lead_id": "VARCHAR COLLATE NOACCENT.NOCASE", "owner": "VARCHAR COLLATE de"}),
        ([], {"event": "ENUM ('assigned', 'call')", "score": "SMALLINT", "size": "DECIMAL(12, 2)"}),
        ([], {"score": "DECIMAL(18, 0)", "size": "HUGEINT"}),
        ([], {"score": "UINTEGER", "size": "DECIMAL(38, 0)"}),
    ],
)
def test_settings_and_collations_change_nothing(settings: list[str], types: dict[str, str], text: str) -> None:
    with duckdb.connect() as connection:
        for statement in (*settings, table(**types), ROWS):
            connection.execute(statement)
        connection.execute(text)
        assert outcomes(connection) == EXPECTED


@pytest.mark.parametrize("name", ["log", "log_rows", "facts", "lead", "outcomes"])
def test_a_view_may_read_a_table_called_as_a_step_of_the_evaluation(name: str, text: str) -> None:
    with duckdb.connect() as connection:
        for statement in (table(), ROWS, f"ALTER TABLE events RENAME TO {name}"):
            connection.execute(statement)
        connection.execute(f"CREATE VIEW events AS SELECT * FROM {name}")  # noqa: S608 - a name of this file
        connection.execute(text)
        assert outcomes(connection) == EXPECTED


def test_temporary_tables_of_a_session_stay(text: str) -> None:
    with duckdb.connect() as connection:
        for statement in (table(), ROWS, "CREATE TEMPORARY TABLE facts AS SELECT 42 AS mine", text):
            connection.execute(statement)
        assert outcomes(connection) == EXPECTED
        assert connection.execute("SELECT mine FROM facts").fetchall() == [(42,)]


def test_text_that_its_collation_takes_for_empty_is_none(text: str) -> None:
    """To a collation without accents an accent alone is nothing."""
    with duckdb.connect() as connection:
        connection.execute(table(owner="VARCHAR COLLATE NOACCENT", lead_id="VARCHAR COLLATE NOACCENT"))
        rows = "('\u0301', 'assigned', '2027-01-05 10:00:00+00', '\u0301')"
        connection.execute(f'INSERT INTO events (lead_id, event, "at", owner) VALUES {rows}')  # noqa: S608 - constants
        connection.execute(text)
        found = connection.execute("SELECT lead_id, owner FROM slakit.outcomes").fetchall()
        assert found == [("\u0301", "\u0301")] * 2


@pytest.mark.parametrize("type_", ["HUGEINT", "DECIMAL(38, 0)", "DECIMAL(38, 2)"])
def test_a_number_of_too_many_digits_is_quarantined(type_: str, text: str) -> None:
    with duckdb.connect() as connection:
        for statement in (table(size=type_), ROWS):
            connection.execute(statement)
        digits = "1" + "0" * 29
        values = f"('á', 'call', '2027-01-05 10:30:00+00', {digits})"
        connection.execute(f'INSERT INTO events (lead_id, event, "at", size) VALUES {values}')  # noqa: S608 - constants
        connection.execute(text)
        assert outcomes(connection) == EXPECTED
        causes = connection.execute("SELECT cause FROM slakit.quarantine").fetchall()
        assert [cause.rstrip("0.").partition(digits)[0] for (cause,) in causes] == ["size: '"]


@pytest.mark.parametrize(
    "spoil",
    [
        "INSERT INTO events (lead_id, event, \"at\", id) VALUES ('b', 'call', now(), 'x'), ('c', 'call', now(), 'x')",
        "ALTER TABLE events DROP owner",
        "DROP TABLE events",
    ],
)
def test_a_script_that_fails_changes_nothing_even_where_a_client_goes_on(spoil: str, text: str) -> None:
    with duckdb.connect() as connection:
        for statement in (table(), ROWS):
            connection.execute(statement)
        connection.execute(text)
        connection.execute(spoil)
        failed = 0
        for statement in duckdb.extract_statements(text):
            try:
                connection.execute(statement)
            except duckdb.Error:
                failed += 1
        assert failed
        assert outcomes(connection) == EXPECTED


@pytest.mark.parametrize(
    ("column", "type_", "named"),
    [
        ("at", "TIMESTAMP", "TIMESTAMP"),
        ("at", "DATE", "DATE"),
        ("at", "VARCHAR", "VARCHAR"),
        ("seen", "TIMESTAMP", "TIMESTAMP"),
        ("score", "DOUBLE", "DOUBLE"),
        ("score", "DECIMAL(10, 2)", "DECIMAL(10,2)"),
        ("score", "DECIMAL(19, 0)", "DECIMAL(19,0)"),
        ("score", "HUGEINT", "HUGEINT"),
        ("score", "UBIGINT", "UBIGINT"),
        ("size", "DOUBLE", "DOUBLE"),
        ("size", "DECIMAL(38, 10)", "DECIMAL(38,10)"),
        ("flag", "VARCHAR", "VARCHAR"),
        ("flag", "INTEGER", "INTEGER"),
        ("day", "TIMESTAMP", "TIMESTAMP"),
        ("owner", "BIGINT", "BIGINT"),
    ],
)
@pytest.mark.parametrize("kind", ["TABLE", "VIEW"])
def test_a_column_of_another_type_is_named(column: str, type_: str, named: str, kind: str, text: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(table(**{column: type_}))
        if kind == "VIEW":
            connection.execute("ALTER TABLE events RENAME TO kept")
            connection.execute("CREATE VIEW events AS SELECT * FROM kept")
        with pytest.raises(duckdb.Error, match=f"{column} is ") as refused:
            connection.execute(text)
        says = f"the table events does not fit: {column} is {named} (expected {TYPES[column]}); name a view"
        assert says in str(refused.value)


def zoned() -> str:
    """The view of the documentation that makes instants of local times."""
    page = (Path(__file__).parents[2] / "docs" / "warehouses.md").read_text("utf-8")
    return "CREATE VIEW" + page.partition("```sql\nCREATE VIEW")[2].partition("```")[0]


LOCAL = ["2027-01-05 10:00", "2027-11-07 00:30", "2027-11-07 01:30", "2027-11-07 02:30", "2027-03-14 02:30"]
INSTANTS = [
    "2027-01-05 15:00",
    "2027-11-07 04:30",
    "2027-11-07 05:30",  # which comes again at 06:30: the first pass
    "2027-11-07 07:30",
    "2027-03-14 07:30",  # which is skipped: moved forward by the gap
]


def test_the_documented_view_knows_the_hour_that_comes_twice() -> None:
    with duckdb.connect() as connection:
        connection.execute('CREATE TABLE local_events (lead_id VARCHAR, event VARCHAR, "at" TIMESTAMP)')
        for at in LOCAL:
            connection.execute("INSERT INTO local_events VALUES ('a', 'call', ?)", [at])
        connection.execute("SET TimeZone = 'Asia/Tokyo'")
        connection.execute(zoned())
        found = connection.execute("""SELECT strftime("at" AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') FROM events""")
        assert [at for (at,) in found.fetchall()] == INSTANTS
