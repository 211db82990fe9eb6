"""An outcomes relation made by hand, and what is computed from it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb

from slakit.attainment.days import epoch
from slakit.attainment.scorecard import PeriodScore
from slakit.outcomes import COLUMNS, RELATION, ROWS

TYPES = {"episode": "BIGINT", "value": "DECIMAL(38, 6)"}


@contextmanager
def relation(*rows: Mapping[str, object]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that holds `rows`; columns that a row does not give are NULL, in the order of the relation."""
    with duckdb.connect(":memory:") as connection:
        columns = ", ".join(f"{name} {TYPES.get(name, 'VARCHAR')}" for name in COLUMNS)
        connection.execute(f"CREATE TABLE {RELATION} ({columns})")
        instant = "epoch_us(CAST(started_at AS TIMESTAMP)) // 1000000 AS started_at"
        connection.execute(f"CREATE VIEW {ROWS} AS SELECT * REPLACE ({instant}), 0 AS version_no FROM {RELATION}")  # noqa: S608 - constants only
        for row in rows:
            assert row.keys() <= set(COLUMNS), row
            marks = ", ".join("?" for _ in COLUMNS)
            values = [row.get(name) for name in COLUMNS]
            connection.execute(f"INSERT INTO {RELATION} VALUES ({marks})", values)  # noqa: S608 - constants only
        yield connection


def clock(commitment: str, state: str, started_at: str = "2027-01-04T15:00:00Z", **more: object) -> dict[str, object]:
    """A row about a lead."""
    row = {"commitment": commitment, "kind": "response", "party": "sales", "lead_id": "L1", "episode": 1}
    return row | {"state": state, "started_at": started_at, "target": "6 business hours"} | more


def period(commitment: str, state: str, value: str | None, target: str, **more: object) -> dict[str, object]:
    """A row about a period, January if nothing else is said."""
    row = {
        "commitment": commitment,
        "kind": "quota",
        "party": "sales",
        "state": state,
        "value": value,
        "target": target,
    }
    return row | {"period_start": "2027-01-01", "period_end": "2027-02-01"} | more


def periods_of(
    connection: duckdb.DuckDBPyConnection, as_of: str, timezone: str = "America/New_York"
) -> dict[str, tuple[PeriodScore, ...]]:
    """The periods at an instant, of promises that each one party makes."""
    from slakit.attainment.periods import periods

    found = periods(connection, timezones=[timezone], as_of=epoch(as_of))
    by_commitment = {commitment: scores for (commitment, _), scores in found.items()}
    assert len(by_commitment) == len(found)
    return by_commitment
