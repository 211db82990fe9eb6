"""Rows of a lead that its timeline leaves out, and why: they are later, were not known, or cannot be read."""

# ruff: noqa: S608 - constants, and conditions that the engine spells; the lead is a parameter

from slakit.engine.compile import visible_rows
from slakit.engine.dialects.duckdb import DuckDB
from slakit.engine.run import Evaluation
from slakit.log.contract import LOG, UNREAD
from slakit.timeline.model import LeftOut


def left_out(found: Evaluation, lead_id: str, known_by: int | None) -> LeftOut:
    """How many rows of the lead an evaluation did not look at, each counted once.

    Of those that cannot be read only the ones are known to be the lead's whose `lead_id` can be.
    """
    as_of = found.as_of or 0
    up_to, known = visible_rows(as_of, None, DuckDB()), visible_rows(as_of, known_by, DuckDB())
    later, first_later, unknown = found.connection.execute(
        f"""SELECT count(*) FILTER (WHERE NOT ({up_to})), min("at") FILTER (WHERE NOT ({up_to})),
    count(*) FILTER (WHERE {up_to} AND NOT ({known})) FROM {LOG} WHERE lead_id = ?""",
        [lead_id],
    ).fetchall()[0]
    unread = found.connection.execute(
        f"SELECT file, line, cause FROM {UNREAD} WHERE lead_id = ? ORDER BY ALL", [lead_id]
    ).fetchall()
    file, line, cause = unread[0] if unread else ("", None, "")
    return LeftOut(
        after_as_of=later,
        first_after=first_later,
        recorded_later=unknown,
        unreadable=len(unread),
        first_unreadable=f"{file}:{line}: {cause}" if line else f"{file}: {cause}" if unread else "",
    )
