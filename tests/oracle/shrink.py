"""Make a failing case small: take away versions, waivers, rows, people and optional keys while it still fails."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from tests.oracle.strategies import Case

OPTIONAL = [
    "scope",
    "when",
    "targets",
    "again",
    "at_risk",
    "objective",
    "pauses",
    "resumes",
    "cancels",
    "stops",
    "calendar",
    "spacing",
    "distinct",
    "first_within",
    "reasons",
    "dwell",
    "ready",
    "package",
    "requires",
    "times",
    "for_each",
    "minimum_sample",
    "through",
    "week_starts",
    "fiscal_year_starts",
    "holidays",
    "overrides",
    "closes",
    "next",
    "leads",
    "from",
    "at_least",
    "at_most",
]
"""Keys whose absence the caller's check may survive; a check that raises counts as not failing."""

Path = tuple[Any, ...]


def shrink(case: Case, fails: Callable[[Case], bool]) -> Case:
    """The smallest case found, by taking one thing away at a time, for which `fails` is still true."""
    small, place, progress = case, 0, False
    while True:
        for candidate in islice(_smaller(small), place, None):
            if _still(candidate, fails):
                small, progress = candidate, True
                break
            place += 1
        else:
            if not progress:
                return small
            place, progress = 0, False


def _still(case: Case, fails: Callable[[Case], bool]) -> bool:
    try:
        return fails(case)
    except Exception:  # a case that cannot be evaluated is not the failure sought
        return False


def _smaller(case: Case) -> Iterator[Case]:
    """Every case with one thing less, the big things first."""
    size = len(case.rows)
    for step in (size // 2, size // 4, 1):
        for start in range(0, size, step or 1):
            yield case._replace(rows=case.rows[:start] + case.rows[start + (step or 1) :])
    yield from _fewer(case)
    yield from (case._replace(rows=rows) for rows in _emptier(case.rows))
    for place in range(len(case.people)):
        yield case._replace(people=case.people[:place] + case.people[place + 1 :])


def _emptier(rows: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """The rows with one value less."""
    for number, row in enumerate(rows):
        for key in row:
            if key not in ("lead_id", "event", "at"):
                less = {name: text for name, text in row.items() if name != key}
                yield [*rows[:number], less, *rows[number + 1 :]]


def _fewer(case: Case) -> Iterator[Case]:
    """The case with a version less, a waiver less, nothing unknown, or less in one of the versions or waivers."""
    for number, version in enumerate(case.versions):
        others = case.versions[:number], case.versions[number + 1 :]
        if len(case.versions) > 1:
            yield case._replace(versions=[*others[0], *others[1]])
        for path in _removable(version):
            yield case._replace(versions=[*others[0], _without(version, path), *others[1]])
    if case.bad:
        yield case._replace(bad=())
    if case.known_by is not None:
        yield case._replace(known_by=None)
    for number, document in enumerate(case.waivers):
        before, after = case.waivers[:number], case.waivers[number + 1 :]
        yield case._replace(waivers=[*before, *after])
        for path in [("waivers", name) for name in document["waivers"]] + list(_options(document, ())):
            yield case._replace(waivers=[*before, _without(document, path), *after])


def _removable(agreement: dict[str, Any]) -> Iterator[Path]:
    """The paths that may be taken away: whole commitments first, then options anywhere."""
    for section in ("goals", "quotas", "responses", "cadences", "stages", "measures", "calendars", "events"):
        if section in agreement:
            yield (section,)
            yield from ((section, name) for name in agreement[section])
    yield from _options(agreement, ())


def _options(tree: Any, at: Path) -> Iterator[Path]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key in OPTIONAL:
                yield (*at, key)
            yield from _options(value, (*at, key))
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            if len(tree) > 1:
                yield (*at, place)
            yield from _options(value, (*at, place))


def _without(agreement: dict[str, Any], path: Path) -> dict[str, Any]:
    copied = deepcopy(agreement)
    parent: Any = copied
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    return copied
