"""The roster: who is on it, on which days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tests.oracle.quantities import names


def selected(people: Sequence[Mapping[str, Any]], selector: Mapping[str, Any]) -> list[str]:
    """Every person with a row that the selector matches."""
    return sorted({str(row["person"]) for row in people if _matches(row, selector)})


def days_on(
    people: Sequence[Mapping[str, Any]], selector: Mapping[str, Any], person: str, start: date, end: date
) -> int:
    """On how many days from `start` to before `end` the person is on the roster as the selector asks."""
    rows = [row for row in people if row["person"] == person and _matches(row, selector)]
    days = (start + timedelta(days=number) for number in range((end - start).days))
    return sum(any(_covers(row, day) for row in rows) for day in days)


def _matches(row: Mapping[str, Any], selector: Mapping[str, Any]) -> bool:
    return all(row.get(key) in names(value) for key, value in selector.items())


def _covers(row: Mapping[str, Any], day: date) -> bool:
    through = row.get("through")
    return date.fromisoformat(row["from"]) <= day and (not through or day <= date.fromisoformat(through))
