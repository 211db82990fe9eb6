"""One evaluation in PostgreSQL beside the embedded engine's: the log copied over, the plan run, every row compared."""

from collections.abc import Collection, Sequence
from typing import Any

import psycopg

from slakit.engine.compile import compile_agreement
from slakit.engine.dialects.postgres import Postgres
from slakit.engine.people import roster_days
from slakit.engine.run import Evaluation, Request
from slakit.outcomes import COLUMNS, SORTED
from slakit.sql.plan import Plan
from slakit.warehouse.literals import seed_type

Connection = psycopg.Connection[tuple[Any, ...]]

TYPES = {"VARCHAR": 'TEXT COLLATE "C"', "DECIMAL(38,9)": "NUMERIC(38, 9)"}
NUMBERS = ("episode", "value")
COMMITMENT = COLUMNS.index("commitment")

ORDERED = ", ".join(
    (name if name in NUMBERS else f'{name} COLLATE "C"') + " NULLS FIRST" for name in COLUMNS
)  # as the language orders outcomes
PLAIN = ", ".join("trim_scale(value) AS value" if name == "value" else name for name in COLUMNS)
EVERY = f"SELECT {', '.join(COLUMNS)} FROM outcomes AS o"  # noqa: S608 - constants only


def differences(pg: Connection, request: Request, found: Evaluation) -> list[str]:
    """What PostgreSQL makes differently of the log that `found` was made of; nothing of it stays there.

    `found` may tell of more commitments than `request` asks for.
    """
    assert found.as_of is not None
    plan = compile_agreement(
        request.versions,
        as_of=found.as_of,
        dialect=Postgres(),
        roster_days=roster_days(request.roster),
        known_by=request.known_by,
        waivers=request.waivers,
        only=request.only,
    )
    told = (_plain(row) for row in found.connection.execute(SORTED).fetchall())
    expected = [row for row in told if _is_asked_for(row[COMMITMENT] or "", request.only)]
    try:
        with pg.cursor() as cursor:
            _copy_log(cursor, found)
            _build(cursor, plan)
            got = [_plain(row) for row in cursor.execute(f"{EVERY} ORDER BY {ORDERED}")]
    finally:
        pg.rollback()
    lacking = [f"expected {row}" for row in expected if row not in got]
    return lacking + [f"     got {row}" for row in got if row not in expected] or ["order"] * (got != expected)


def _is_asked_for(commitment: str, only: Collection[str]) -> bool:
    """Whether it, or what it is an objective of, is named; nothing named is everything."""
    return not only or any(f"{commitment}.".startswith(f"{name}.") for name in only)


def _copy_log(cursor: "psycopg.Cursor[Any]", found: Evaluation) -> None:
    columns = [(name, type_) for name, type_, *_ in found.connection.execute("DESCRIBE log").fetchall()]
    listed = ", ".join(f'"{name}" {TYPES.get(type_, type_)}' for name, type_ in columns)
    cursor.execute(f"CREATE TEMPORARY TABLE log ({listed})")
    _fill(cursor, "log", found.connection.execute("SELECT * FROM log").fetchall())


def _build(cursor: "psycopg.Cursor[Any]", plan: Plan) -> None:
    for seed in plan.seeds:
        listed = ", ".join(f"{name} {seed_type(type_, Postgres())}" for name, type_ in seed.types.items())
        cursor.execute(f"CREATE TEMPORARY TABLE {seed.name} ({listed})")
        _fill(cursor, seed.name, list(zip(*seed.columns.values(), strict=True)))
    for relation in plan.relations:
        cursor.execute(f"CREATE TEMPORARY {'TABLE' if relation.keep else 'VIEW'} {relation.name} AS {relation.sql}")


def _fill(cursor: "psycopg.Cursor[Any]", table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _plain(row: Sequence[Any]) -> tuple[str | None, ...]:
    return tuple(None if cell is None else str(cell) for cell in row)
