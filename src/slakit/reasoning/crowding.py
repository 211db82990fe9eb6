"""How many public holidays can fall close together, without computing them.

A small table beside this module answers for every country and subdivision; `python -m slakit.reasoning.crowding`
writes it anew from the `holidays` library. It is there because importing that library takes longer than checking
an agreement, and most agreements leave far more room than holidays could take.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2024, 2035
"""The years that the table looks at."""

SPANS = (7, 14, 31, 92)
"""The lengths in dates of the windows that the table knows."""

_TABLE = Path(__file__).with_name("crowding.json")


def most_holidays(country: str, subdivision: str | None, dates: int) -> int | None:
    """The most holidays on Monday through Friday within any so many consecutive dates; None if not known."""
    places = _table().get(country)
    if places is None or dates < 1:
        return None
    counts = places.get(subdivision or "", places[""])
    for span, count in zip(SPANS, counts, strict=True):
        if dates <= span:
            return count
    return -(-dates // SPANS[-1]) * counts[-1]


@cache
def _table() -> dict[str, dict[str, list[int]]]:
    """For each country the counts of each subdivision that differs from the country, and under "" its own."""
    loaded: dict[str, dict[str, list[int]]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return loaded


def most_within(days: Iterable[int], span: int) -> int:
    """The most of `days` (ordinals) within any `span` consecutive dates."""
    ordered = sorted(set(days))
    first = most = 0
    for number, day in enumerate(ordered):
        while ordered[first] <= day - span:
            first += 1
        most = max(most, number - first + 1)
    return most


def _counts(country: str, subdivision: str | None) -> list[int]:
    from holidays import country_holidays

    found = country_holidays(country, subdiv=subdivision, years=range(FIRST_YEAR, LAST_YEAR + 1))
    days = [day.toordinal() for day in found if day.weekday() < 5]
    return [most_within(days, span) for span in SPANS]


def write() -> None:
    """Write the table from the library that is installed."""
    from holidays import list_supported_countries

    lines = []
    for country, subdivisions in sorted(list_supported_countries(include_aliases=False).items()):
        own = _counts(country, None)
        other = {name: counts for name in subdivisions if (counts := _counts(country, name)) != own}
        lines.append(f" {json.dumps(country)}: {json.dumps({'': own, **other}, separators=(',', ':'))}")
    _TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
