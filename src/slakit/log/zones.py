"""Local time to UTC by zoneinfo's rules, as a table that SQL joins: no engine's time-zone data takes part.

A repeated local time is the first pass; a skipped one is moved forward by the gap, that is, it takes the
offset in force before the change.
"""

# ruff: noqa: S608 - every name and literal from outside goes through slakit.log.sql

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slakit.log import instants, sql

if TYPE_CHECKING:
    import duckdb

TABLE = "_zone"
"""`day` (local days since 1970), `since` and `until` (wall seconds, half-open), `shift` (UTC offset in seconds)."""

_DAY = 86_400
_STEP = 3 * _DAY  # no zone has changed its offset twice within six days
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall time has no zone


@cache
def local_offsets(timezone: str) -> tuple[tuple[int, int], ...]:
    """The zone's offsets by wall time: (first wall second, offset in seconds), ascending, for 1900 to 2199.

    The offset before the first transition is listed from the beginning of the range. Raises
    `ZoneInfoNotFoundError` for a name that is no zone.
    """
    zone = ZoneInfo(timezone)
    probe = instants.EARLIEST - 2 * _DAY
    offsets = [(probe, _local_offset(zone, probe))]
    while probe < instants.LATEST + 2 * _DAY:
        following = probe + _STEP
        if _local_offset(zone, following) != offsets[-1][1]:
            change = _change(zone, probe, following)
            offsets.append((change, _local_offset(zone, change)))
        probe = following
    return tuple(offsets)


def create_table(connection: "duckdb.DuckDBPyConnection", timezone: str) -> None:
    """Create the temporary table `_zone` for one zone: one row per local day, two on the days of a change."""
    offsets = local_offsets(timezone)
    ends = [since for since, _ in offsets[1:]] + [instants.LATEST + 3 * _DAY]
    spans = ", ".join(
        f"({since}::BIGINT, {until}::BIGINT, {shift}::BIGINT)"
        for (since, shift), until in zip(offsets, ends, strict=True)
    )
    connection.execute(f"""
        CREATE OR REPLACE TABLE {sql.name(TABLE)} AS
        SELECT unnest(range({_day("since")}, {_day("until - 1")} + 1)) AS day, since, until, shift
        FROM (VALUES {spans}) AS spans(since, until, shift)""")


def join(wall: str, alias: str) -> str:
    """SQL for a join that gives `alias.shift` for the wall seconds `wall`."""
    day = _day(wall)
    within = f"{wall} >= {alias}.since AND {wall} < {alias}.until"
    return f"LEFT JOIN {sql.name(TABLE)} AS {alias} ON {alias}.day = {day} AND {within}"


def _day(seconds: str) -> str:
    return f"(({seconds}) - (({seconds}) % {_DAY} + {_DAY}) % {_DAY}) // {_DAY}"


def _local_offset(zone: ZoneInfo, wall: int) -> int:
    """The offset of a local time; `fold` 0 is the first pass of a repeated one and the offset before a gap."""
    offset = (_EPOCH + timedelta(seconds=wall)).replace(tzinfo=zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first wall second in (before, after] whose offset is no longer that of `before`."""
    old = _local_offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _local_offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after
