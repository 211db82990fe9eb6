"""Events by name: patterns over rows, and the lead's entries of stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from tests.oracle.conditions import Values, greatest, holds, kinds_of
from tests.oracle.log import Log, Refused, Row
from tests.oracle.quantities import names


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """An event that happened: a row, or the rows of one entry as one row. `rows` are their numbers."""

    lead: str | None
    at: int
    rows: frozenset[int]
    values: Values = field(hash=False)


@dataclass(frozen=True, kw_only=True)
class Entry(Occurrence):
    """A lead comes into `stage`, out of `left` (None: the first entry in the log)."""

    stage: str
    left: str | None


class Events:
    """The occurrences of every event of an agreement in a log."""

    def __init__(self, agreement: Mapping[str, Any], log: Log) -> None:
        self._agreement = agreement
        self._log = log
        self._kinds = kinds_of(agreement.get("fields", {}))
        self._stages: Sequence[str] = list(agreement.get("stages", {}))
        self._found: dict[tuple[str | None, tuple[str, ...]], list[Occurrence]] = {}
        self._check_leads()
        self._entries = {lead: self._entries_of(lead) for lead in log.leads()}

    def entries(self, lead: str) -> list[Entry]:
        """The lead's entries of stages, in order."""
        return self._entries[lead]

    def of(self, lead: str | None, wanted: str | Sequence[str]) -> list[Occurrence]:
        """What happened to the lead (None: to no lead) of any of the named events, in time order."""
        asked = (lead, tuple(names(wanted)))
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, lead: str | None, wanted: Sequence[str]) -> list[Occurrence]:
        found: list[Occurrence] = []
        if lead is not None:
            found += [entry for entry in self.entries(lead) if entry.stage in wanted]
        # A row of an entry is in it already: being named twice does not make it two.
        entered = frozenset[int]().union(*(entry.rows for entry in found))
        patterns = [name for name in wanted if name not in self._stages]
        for row in self._log.of(lead):
            if row.number not in entered and any(self._matches(row, name) for name in patterns):
                found.append(_occurrence([row]))
        return sorted(found, key=lambda occurrence: occurrence.at)

    def _matches(self, row: Row, name: str) -> bool:
        stage = {"event": "stage_changed", "where": {"stage": name}}
        pattern = self._agreement.get("events", {}).get(name, stage)
        return row.event in names(pattern["event"]) and holds(pattern.get("where", {}), row.values, self._kinds)

    def _entries_of(self, lead: str) -> list[Entry]:
        rows = self._log.of(lead)
        entries: list[Entry] = []
        current: str | None = None
        for at in sorted({row.at for row in rows}):
            for stage in self._stages:
                found = [row for row in rows if row.at == at and self._matches(row, stage)]
                if found and stage != current:
                    whole = _occurrence(found)
                    entries.append(
                        Entry(lead=lead, at=at, rows=whole.rows, values=whole.values, stage=stage, left=current)
                    )
                    current = stage
        return entries

    def _check_leads(self) -> None:
        """A row of no lead must not be an event of a stage or a clock."""
        needed = {*self._stages}
        for clock in (
            *self._agreement.get("responses", {}).values(),
            *self._agreement.get("cadences", {}).values(),
        ):
            for key in ("starts", "stops", "pauses", "resumes", "cancels"):
                needed.update(names(clock.get(key, [])))
            needed.update(names(clock.get("attempts", {}).get("event", [])))
        for row in self._log.of(None):
            if any(self._matches(row, name) for name in needed):
                raise Refused(f"row {row.number}: {row.event!r} needs a lead")


def _occurrence(rows: Sequence[Row]) -> Occurrence:
    return Occurrence(
        lead=rows[0].lead,
        at=rows[0].at,
        rows=frozenset(row.number for row in rows),
        values=reduce(greatest, (row.values for row in rows)),
    )
