"""The rows of one lead as the log has them: which declared events each matches, and which it only nearly does."""

# ruff: noqa: S608 - names go through the dialect, the lead is a parameter

from collections.abc import Iterable
from dataclasses import dataclass

from slakit.engine.compile import visible_rows
from slakit.engine.dialects.duckdb import DuckDB
from slakit.engine.run import Evaluation
from slakit.model import Agreement, Condition, Field, FieldType
from slakit.sql.condition import condition_sql
from slakit.timeline.model import Row
from slakit.timeline.probe import parts_of

_FIXED = ("lead_id", "event", "at", "recorded_at", "actor", "id")


@dataclass(frozen=True, kw_only=True, slots=True)
class LogRow:
    """A row of the log. `failed` holds, for each declared event whose word in the log the row has without being one,
    the parts of the event's `where` that it does not satisfy."""

    at: int
    event: str
    values: tuple[tuple[str, str], ...]
    matches: frozenset[str]
    failed: dict[str, tuple[Condition, ...]]

    def shown(self) -> Row:
        """The row as the timeline lists it."""
        return Row(at=self.at, event=self.event, matches=tuple(sorted(self.matches)), values=self.values)


def rows_of(found: Evaluation, agreement: Agreement, lead_id: str, known_by: int | None = None) -> tuple[LogRow, ...]:
    """The lead's rows that the evaluation saw, by instant, then event and values."""
    dialect, connection = DuckDB(), found.connection
    columns = [str(row[0]) for row in connection.execute("DESCRIBE log").fetchall()]
    fields = [name for name in columns if name not in _FIXED]
    tests: dict[tuple[str, int], str] = {}
    for name, pattern in agreement.events.items():
        events = ", ".join(dialect.string(event) for event in pattern.events)
        tests[name, -1] = f"event IN ({events})"
        for number, part in enumerate(parts_of(pattern.where)):
            tests[name, number] = condition_sql(part, dialect.ident, dialect)
    cells = [f"CAST({dialect.ident(name)} AS VARCHAR)" for name in fields]
    query = f"""SELECT {", ".join([dialect.ident("at"), "event", *cells, *tests.values()])} FROM log
WHERE lead_id = ? AND {visible_rows(found.as_of or 0, known_by, dialect)} ORDER BY ALL"""
    rows = connection.execute(query, [lead_id]).fetchall()
    keys = list(tests)
    return tuple(_row(agreement, fields, keys, row) for row in rows)


def _row(agreement: Agreement, fields: list[str], keys: list[tuple[str, int]], row: tuple[object, ...]) -> LogRow:
    at, event, values = row[0], row[1], row[2 : 2 + len(fields)]
    held = dict(zip(keys, row[2 + len(fields) :], strict=True))
    matches, failed = set(), {}
    for name, pattern in agreement.events.items():
        if not held[name, -1]:
            continue
        missed = tuple(part for number, part in enumerate(parts_of(pattern.where)) if not held[name, number])
        if missed:
            failed[name] = missed
        else:
            matches.add(name)
    return LogRow(
        at=int(str(at)),
        event=str(event),
        values=tuple(
            (name, _text(str(value), agreement.fields.get(name)))
            for name, value in zip(fields, values, strict=True)
            if value is not None
        ),
        matches=frozenset(matches),
        failed=failed,
    )


def _text(value: str, field: Field | None) -> str:
    """A value as people write it: the engine keeps nine places of every decimal."""
    if field is not None and field.type is FieldType.DECIMAL and "." in value:
        return value.rstrip("0").rstrip(".")
    return value


def names_at(rows: Iterable[LogRow], at: int, among: Iterable[str]) -> tuple[str, ...]:
    """Which of the names `among` some row of the instant matches."""
    those = [row for row in rows if row.at == at]
    return tuple(name for name in dict.fromkeys(among) if any(name in row.matches for row in those))
