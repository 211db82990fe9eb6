"""The greedy chain in SQL takes what a loop takes."""

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.engine.dialects.duckdb import DuckDB
from slakit.sql.chain import chain
from slakit.sql.dialect import NEVER

POINTS = st.dictionaries(
    keys=st.tuples(st.integers(0, 2), st.integers(0, 30)),
    values=st.one_of(st.integers(1, 25), st.just(None)),
    max_size=40,
)


def taken_by_a_loop(points: dict[tuple[int, int], int | None]) -> list[tuple[int, int]]:
    """The points (key, at) that are taken, where the value is how far each reaches (None: for ever)."""
    free: dict[int, int] = {}
    taken = []
    for key, at in sorted(points):
        if at >= free.get(key, 0):
            reach = points[key, at]
            free[key] = NEVER if reach is None else at + reach
            taken.append((key, at))
    return taken


@settings(max_examples=60, deadline=None)
@given(POINTS)
def test_takes_what_a_loop_takes(points: dict[tuple[int, int], int | None]) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE points (lead BIGINT, started_at BIGINT, reach BIGINT)")
        for (key, at), reach in points.items():
            row = [key, at, NEVER if reach is None else at + reach]
            connection.execute("INSERT INTO points VALUES (?, ?, ?)", row)
        for relation in chain(DuckDB(), "taken", "points", keys=["lead"], at="started_at", reach="reach"):
            connection.execute(f"CREATE TABLE {relation.name} AS {relation.sql}")
        found = connection.execute("SELECT lead, started_at FROM taken ORDER BY ALL").fetchall()
    assert found == taken_by_a_loop(points)
