"""Dates and instants that a Source writes itself, asked of the statement that reads those of an export."""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from collections.abc import Iterable

from slakit.log import sql, zones
from slakit.log.contract import Column
from slakit.log.raw import Cell, Raw
from slakit.log.staging import Rules, Staging


def causes(written: Iterable[tuple[Column, str]], timezone: str | None, time_format: str | None) -> list[str | None]:
    """Why each text would not be read as a value of its column, None where it is, in a file of this zone and format."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        if timezone is not None:
            zones.create_table(connection, timezone)
        found = []
        for column, text in written:
            one = f"(SELECT {sql.text(text)} AS v, 1 AS _row, NULL::BIGINT AS _line) AS file"
            raw = Raw(columns={}, relation=one, numbered=one, text="v")
            rules = Rules(columns=[column], zone=timezone is not None, time_format=time_format)
            staging = Staging(rules=rules, raw=raw, cells={column.name: Cell(value="nullif(v, '')")})
            row = connection.execute(f"SELECT _cause FROM ({staging.examined()})").fetchone()
            found.append(None if row is None or row[0] is None else str(row[0]))
    return found
