"""The log: typed rows up to the as-of, and the lead's state at an instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.conditions import Value, Values, kinds_of, typed
from tests.oracle.zone import instant


class Refused(ValueError):  # noqa: N818 it is a finding about the log, not an error of the oracle
    """The log may not be evaluated."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One event. `number` tells rows apart and means nothing; `lead` is None for a row of no lead."""

    number: int
    lead: str | None
    event: str
    at: int
    values: Values = field(hash=False)
    actor: str | None = None
    recorded_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class Log:
    """The known rows at or before the as-of."""

    rows: Sequence[Row]
    as_of: int
    _of: dict[str | None, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in sorted(self.rows, key=lambda row: row.at):
            self._of.setdefault(row.lead, []).append(row)

    def leads(self) -> list[str]:
        """Every lead that has a row."""
        return sorted(lead for lead in self._of if lead is not None)

    def of(self, lead: str | None) -> list[Row]:
        """The rows of a lead (or of none), in time order."""
        return self._of.get(lead, [])


def read(
    fields: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], *, as_of: str | None, known_by: str | None
) -> Log | None:
    """The log of typed rows; None if none is known and no as-of is given.

    A row recorded after `known_by` is not known; one that does not say when it was recorded is.
    """
    seen: dict[str, Row] = {}
    found: list[Row] = []
    for number, cells in enumerate(rows):
        row = _row(fields, number, cells)
        identity = cells.get("id") or None
        if identity is not None:
            first = seen.setdefault(identity, row)
            if _content(first) != _content(row):
                raise Refused(f"rows {first.number} and {number} share the id {identity!r} but differ")
            if first is not row:
                continue
        found.append(row)
    if known_by is not None:
        horizon = instant(known_by)
        found = [row for row in found if row.recorded_at is None or row.recorded_at <= horizon]
    if as_of is None and not found:
        return None
    until = instant(as_of) if as_of else max(row.at for row in found)
    return Log(rows=[row for row in found if row.at <= until], as_of=until)


def _content(row: Row) -> tuple[Any, ...]:
    return (row.lead, row.event, row.at, row.values, row.actor, row.recorded_at)


def _row(fields: Mapping[str, Any], number: int, cells: Mapping[str, Any]) -> Row:
    kinds = kinds_of(fields)
    try:
        values: dict[str, Value] = {
            name: typed(kind, cells[name]) for name, kind in kinds.items() if cells.get(name) not in (None, "")
        }
        for name, value in values.items():
            _check(fields.get(name, {}), value)
        at = instant(cells["at"])
        recorded = instant(cells["recorded_at"]) if cells.get("recorded_at") else None
    except (ValueError, KeyError) as cause:
        raise Refused(f"row {number}: {cause}") from cause
    return Row(
        number=number,
        lead=cells.get("lead_id") or None,
        event=cells["event"],
        at=at,
        values=values,
        actor=cells.get("actor") or None,
        recorded_at=recorded,
    )


def _check(declared: Mapping[str, Any], value: Value) -> None:
    if "values" in declared and value not in declared["values"]:
        raise ValueError(f"{value!r} is not listed")
    if "min" in declared and value < typed("decimal", declared["min"]):
        raise ValueError(f"{value} is below the least value")
    if "max" in declared and value > typed("decimal", declared["max"]):
        raise ValueError(f"{value} is above the greatest value")


class States:
    """The state of leads: of every field the last value at or before an instant, of several at one the greatest."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._changes: dict[str, dict[int, dict[str, Value]]] = {}

    def at(self, lead: str, at: int) -> dict[str, Value]:
        """The lead's state at the instant, that instant included."""
        if lead not in self._changes:
            self._changes[lead] = self._states(lead)
        instants = [moment for moment in self._changes[lead] if moment <= at]
        return self._changes[lead][max(instants)] if instants else {}

    def _states(self, lead: str) -> dict[int, dict[str, Value]]:
        states: dict[int, dict[str, Value]] = {}
        since: dict[str, int] = {}
        current: dict[str, Value] = {}
        for row in self._log.of(lead):
            for name, value in row.values.items():
                if since.get(name) != row.at or value > current[name]:
                    current[name] = value
                    since[name] = row.at
            states[row.at] = dict(current)
        return states
