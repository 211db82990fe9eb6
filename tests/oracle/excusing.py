"""Random waivers, their edges on or beside those of the outcomes that they are about."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.drafting import Draft, condition
from tests.oracle.zone import end_before, instant, local_date, start_of, written

Row = Mapping[str, str | None]


def waivers_for(made: Draft, found: Sequence[Row]) -> list[dict[str, Any]]:
    """One or two Waivers documents about some of the outcomes, the breached ones first of all."""
    breached = [row for row in found if row["state"] == "breached"] or found
    kinds = sorted({str(row["kind"]) for row in breached})
    if not kinds:
        return []
    names = iter(["first", "second", "third", "fourth", "fifth", "sixth"])
    documents = []
    for _ in range(made.one(1, 1, 2)):
        chosen = [made.random.choice(kinds) for _ in range(made.one(1, 2, 3))]
        about = [made.random.choice([row for row in breached if row["kind"] == kind]) for kind in chosen]
        documents.append({"waivers": {next(names): _waiver(made, row, found) for row in about}})
    return documents


def _waiver(made: Draft, row: Row, found: Sequence[Row]) -> dict[str, Any]:
    ids = sorted({str(other["commitment"]) for other in found})
    zone = made.agreement["term"]["timezone"]
    named = {str(row["commitment"]), *made.random.sample(ids, min(len(ids), made.one(0, 0, 1, 2)))}
    waiver: dict[str, Any] = {"commitments": sorted(named)}
    begins, ends = _edges(row, zone)
    exact = made.random.random()
    if exact < 0.4:  # the end is what decides
        until, since = _moment(made.random, begins, zone), made.one(None, written(begins - 30 * 86400))
    else:
        since = _moment(made.random, ends, zone)
        until = written(max(begins, ends) + made.one(2, 2, 60, 86400, 30 * 86400) + 3 * 86400)
    if since is not None:
        waiver["from"] = since
    waiver |= {"until": until, "because": "An outage", "approved_by": {"sales": "Lee Park", "marketing": "Dana Reyes"}}
    if made.chance(0.25):
        waiver["leads"] = sorted(made.random.sample(made.leads, made.one(1, 2)))
    if made.chance(0.2):
        waiver["when"] = condition(made)
    return waiver


def _edges(row: Row, zone: str) -> tuple[int, int]:
    """What is held against the end of a waiver, and what against its beginning."""
    start, end = row["period_start"], row["period_end"]
    if start and end:
        return start_of(zone, date.fromisoformat(start)), end_before(zone, date.fromisoformat(end))
    assert row["started_at"] is not None
    begins = instant(row["started_at"])
    return begins, instant(row["breached_at"]) if row["breached_at"] else begins


def _moment(random: Random, at: int, zone: str) -> str:
    """The instant, one beside it, or the date that it is on or the next."""
    if random.random() < 0.7:
        return written(at + random.choice((0, 0, 1, -1)))
    return (local_date(zone, at) + timedelta(days=random.choice((0, 1)))).isoformat()
