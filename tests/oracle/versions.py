"""Versions of one agreement: in what order, from when to when each is in force."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.calendars import always, calendar
from tests.oracle.events import Events
from tests.oracle.log import States, read
from tests.oracle.setting import Setting
from tests.oracle.zone import start_of

Agreement = Mapping[str, Any]


def settings_of(
    agreements: Agreement | Sequence[Agreement],
    rows: Sequence[Mapping[str, Any]],
    people: Sequence[Mapping[str, Any]],
    *,
    as_of: str | None,
    known_by: str | None,
) -> list[Setting]:
    """Each version over the log, in order; none where there is neither a known row nor an as-of."""
    versions = [agreements] if isinstance(agreements, Mapping) else sorted(agreements, key=_begins)
    if len({_begins(version) for version in versions}) < len(versions):
        raise ValueError("two versions begin on one day")
    fields = declared_fields(versions)
    log = read(fields, rows, as_of=as_of, known_by=known_by)
    if log is None:
        return []
    states = States(log)
    found = []
    for place, version in enumerate(versions):
        after = versions[place + 1] if place + 1 < len(versions) else None
        zone = version["term"]["timezone"]
        declared = {name: calendar(value, zone) for name, value in version.get("calendars", {}).items()}
        found.append(
            Setting(
                place=place,
                agreement=version,
                last_day=_last_day(version, after),
                superseded_at=_superseded_at(after),
                people=people,
                log=log,
                states=states,
                events=Events(version, log),
                calendars=declared | {"always": always(zone)},
                fields=fields,
            )
        )
    return found


def _begins(version: Agreement) -> date:
    return date.fromisoformat(version["term"]["from"])


def _last_day(version: Agreement, after: Agreement | None) -> date | None:
    """The version's `through` or the day before the next begins, whichever is earlier."""
    through = version["term"].get("through")
    ends = [date.fromisoformat(through)] if through else []
    if after is not None:
        ends.append(_begins(after) - timedelta(days=1))
    return min(ends, default=None)


def _superseded_at(after: Agreement | None) -> int | None:
    """The instant at which the next version's first day starts, in its own zone."""
    return None if after is None else start_of(after["term"]["timezone"], _begins(after))


def declared_fields(versions: Sequence[Agreement]) -> dict[str, Any]:
    """The fields of all versions: what any of them lists or allows is listed or allowed."""
    fields: dict[str, Any] = {}
    for version in versions:
        for name, declared in version.get("fields", {}).items():
            fields[name] = _widened(fields[name], declared) if name in fields else declared
    return fields


def _widened(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    both: dict[str, Any] = {"type": one["type"]}
    if "values" in one:
        both["values"] = [*one["values"], *other["values"]]
    for key, outer in (("min", min), ("max", max)):
        if key in one and key in other:
            both[key] = outer(one[key], other[key], key=Fraction)
    return both
