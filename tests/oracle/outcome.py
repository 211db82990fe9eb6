"""One outcome, and the columns it is written in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import plain
from tests.oracle.zone import written

COLUMNS = (
    "commitment",
    "kind",
    "party",
    "lead_id",
    "episode",
    "dimension",
    "period_start",
    "period_end",
    "owner",
    "started_at",
    "due_at",
    "stopped_at",
    "breached_at",
    "state",
    "target",
    "value",
    "cause",
    "waiver",
    "agreement",
    "version",
)

OPEN = ("pending", "at_risk", "paused")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One obligation and what became of it.

    `version`: the place, in their order, of the version that governs it; `completed`: a cadence whose attempts
    were all made.
    """

    version: int
    commitment: str
    kind: str
    party: str
    state: str
    lead: str | None = None
    episode: int | None = None
    dimension: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    owner: str | None = None
    started_at: int | None = None
    due_at: int | None = None
    stopped_at: int | None = None
    breached_at: int | None = None
    target: str | None = None
    value: Fraction | None = None
    cause: str | None = None
    waiver: str | None = None
    completed: bool = False

    def columns(self, metadata: Mapping[str, Any]) -> dict[str, str | None]:
        """The outcome's row; `metadata` is that of its version."""
        texts: dict[str, str | None] = {
            "commitment": self.commitment,
            "kind": self.kind,
            "party": self.party,
            "lead_id": self.lead,
            "episode": None if self.episode is None else str(self.episode),
            "dimension": self.dimension,
            "period_start": _day(self.period_start),
            "period_end": _day(self.period_end),
            "owner": self.owner,
            "started_at": _instant(self.started_at),
            "due_at": _instant(self.due_at),
            "stopped_at": _instant(self.stopped_at),
            "breached_at": _instant(self.breached_at),
            "state": self.state,
            "target": self.target,
            "value": None if self.value is None else plain(self.value),
            "cause": self.cause,
            "waiver": self.waiver,
            "agreement": metadata["name"],
            "version": metadata["version"],
        }
        return {column: texts[column] for column in COLUMNS}


def sorted_rows(outcomes: Iterable[Outcome], versions: Sequence[Mapping[str, Any]]) -> list[dict[str, str | None]]:
    """The rows in order of their columns: nulls first, `episode` and `value` as numbers."""
    rows = (outcome.columns(versions[outcome.version]["metadata"]) for outcome in outcomes)
    return sorted(rows, key=lambda row: [_key(column, row[column]) for column in COLUMNS])


def _instant(at: int | None) -> str | None:
    return None if at is None else written(at)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _key(column: str, text: str | None) -> tuple[bool, Fraction | str]:
    if text is None:
        return (False, Fraction(0) if column in ("episode", "value") else "")
    return (True, Fraction(text) if column in ("episode", "value") else text)
