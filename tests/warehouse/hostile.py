"""A log of events whose names and values are what has broken out of quotes elsewhere."""

from collections.abc import Sequence
from pathlib import Path

from slakit.engine.dialects import DialectName, dialect_named
from slakit.warehouse import Order, compiled
from slakit.warehouse.compiled import Compiled
from tests.warehouse.test_script import AS_OF, HOSTILE, hostile

COLUMNS = ("lead_id", "event", "at", "select", "from")


def made(dialect: DialectName, folder: Path) -> Compiled:
    """The evaluation of the hostile agreement over the table `events`, which has five columns."""
    order = Order(versions=[hostile(folder)], dialect=dialect, as_of=AS_OF, columns=["select", "from"], only=["first"])
    return compiled(order)


def table(dialect: DialectName, using: str = "") -> Sequence[str]:
    """Statements that make the table: per value a lead whose start counts by it, and one whose does not."""
    said = dialect_named(dialect)
    types = {"at": "TIMESTAMP" if dialect == "spark" else "TIMESTAMP WITH TIME ZONE"}
    columns = ", ".join(f"{said.ident(name)} {types.get(name, said.text)}" for name in COLUMNS)
    rows = []
    for number, value in enumerate(HOSTILE):
        for lead, note in ((f"L{number}", "a {{ ' }} b"), (f"M{number}", "a {{ }} b")):
            cells = ", ".join(
                [said.string(lead), said.string(value), "TIMESTAMP '2027-01-05 10:00:00Z'", said.string(value)]
            )
            rows.append(f"({cells}, {said.string(note)})")
    if dialect == "postgres":
        rows = [row.replace("TIMESTAMP '", "TIMESTAMPTZ '") for row in rows]
    return [f"CREATE TABLE events ({columns}) {using}", "INSERT INTO events VALUES " + ", ".join(rows)]  # noqa: S608 - quoted


QUERY = "SELECT lead_id, state, due_at FROM slakit.outcomes ORDER BY lead_id"

EXPECTED = sorted([f"L{number}", "breached", "2027-01-05T12:00:00Z"] for number in range(len(HOSTILE)))
