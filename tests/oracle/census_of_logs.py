"""What is odd about a log, as features to be counted."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tests.oracle.places import BACK_OVER_MIDNIGHT, NIGHTS
from tests.oracle.strategies import Case
from tests.oracle.zone import instant, start_of


def log_features(case: Case) -> Iterator[str]:
    """Every oddity of the rows, the roster and the nights that they fall in."""
    moments = Counter((row["lead_id"], instant(row["at"])) for row in case.rows)
    if moments and max(moments.values()) > 1:
        yield "log: simultaneous rows of a lead"
    yield from _nights(case)
    yield from _repetitions(case)
    for row in case.rows:
        if not row["lead_id"]:
            yield "log: row of no lead"
        if "." in row["at"]:
            yield "log: fraction of a second"
        recorded = row.get("recorded_at")
        if recorded and case.known_by:
            late = instant(recorded) - instant(case.known_by)
            yield "log: row recorded " + ("by then" if late < 0 else "at that instant" if late == 0 else "later")
    if case.bad:
        yield "log: row that cannot be read"
    if any('"' in row["lead_id"] for row in case.rows):
        yield "log: odd ids of leads"
    yield from _roster(case)


def _nights(case: Case) -> Iterator[str]:
    """The zones that the agreement is about, and the odd nights of theirs within a day of a row."""
    zones = {version["term"]["timezone"] for version in case.versions}
    zones |= {
        calendar.get("timezone", version["term"]["timezone"])
        for version in case.versions
        for calendar in version.get("calendars", {}).values()
    }
    at = [instant(row["at"]) for row in case.rows]
    for zone, night in (*NIGHTS, *BACK_OVER_MIDNIGHT):
        if zone in zones:
            begins, ends = (start_of(zone, night + timedelta(days=number)) for number in (0, 1))
            if any(begins - 3600 <= moment <= max(ends, begins) + 3600 for moment in at):
                yield f"night: {zone} {night}"


def _repetitions(case: Case) -> Iterator[str]:
    ids = Counter(row["id"] for row in case.rows if row.get("id"))
    if ids and max(ids.values()) > 1:
        yield "log: rows of one id"
    without = Counter(tuple(sorted(row.items())) for row in case.rows if not row.get("id"))
    if without and max(without.values()) > 1:
        yield "log: equal rows without id"
    starts: dict[str, list[int]] = defaultdict(list)
    stages: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in case.rows:
        if row["event"] == "assigned":
            starts[row["lead_id"]].append(instant(row["at"]))
        if row["event"] == "stage_changed" and row.get("stage"):
            stages[row["lead_id"]].append((instant(row["at"]), row["stage"]))
    if any(len(found) > 2 for found in starts.values()):
        yield "log: repeated starts"
    for found in stages.values():
        names = [name for _, name in sorted(found)]
        if any(
            first != second and first in names[place + 2 :] for place, (first, second) in enumerate(pairwise(names))
        ):
            yield "log: recycled lead"


def _roster(case: Case) -> Iterator[str]:
    rows = case.people
    for number, one in enumerate(rows):
        for other in rows[number + 1 :]:
            if one["person"] == other["person"]:
                yield "roster: person with two rows"
                if one["role"] != other["role"] and _overlap(one, other):
                    yield "roster: person in two roles at once"
    if any(row["through"] for row in rows):
        yield "roster: person who leaves"


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    def days(row: dict[str, str]) -> tuple[date, date]:
        return date.fromisoformat(row["from"]), date.fromisoformat(row["through"] or "9999-12-31")

    (begins, ends), (then, until) = days(one), days(other)
    return begins <= until and then <= ends
