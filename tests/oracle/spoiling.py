"""Rows that come twice, contradict each other, or cannot be read."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from random import Random

from tests.oracle.draft_log import LogDraft
from tests.oracle.zone import instant

Row = dict[str, str]


def repeated(log: LogDraft, rows: list[Row]) -> list[Row]:
    """Some rows twice: with an id they count once, without one each counts; some with other values beside."""
    random, found = log.made.random, []
    for number, row in enumerate(rows):
        kind = random.random()
        if kind < 0.04:
            row["id"] = f"row-{number}"
            found.append(_said_otherwise(random, row))
        elif kind < 0.08:
            found.append(dict(row))
        elif kind < 0.14:
            found.append(row | log.values(log.used[number]))
    return found


def _said_otherwise(random: Random, row: Row) -> Row:
    """The same content: its instant in another offset or with another fraction, beside a column nobody declared."""
    copy = dict(row)
    if random.random() < 0.5:
        moment = datetime.fromtimestamp(instant(row["at"]), UTC) + timedelta(milliseconds=random.choice((0, 250, 999)))
        copy["at"] = moment.astimezone(timezone(timedelta(hours=random.choice((0, 9, -7))))).isoformat()
    if random.random() < 0.3:
        copy["note"] = "the copy"
    return copy


def conflicting(log: LogDraft, rows: list[Row]) -> list[Row]:
    """The rows with two of one id that differ: a log that may not be evaluated."""
    random = log.made.random
    chosen = random.choice(rows)
    other = dict(chosen)
    key = random.choice(("at", "event", "actor", "score"))
    other[key] = {"at": "2001-01-01T00:00:00Z", "event": "else", "actor": "somebody", "score": "99"}[key]
    kept = [row for row in rows if row is not chosen]
    kept += [chosen | {"id": "twice"}, other | {"id": "twice"}]
    random.shuffle(kept)
    return kept


_BREAK: Mapping[str, Callable[[Row], Row]] = {
    "an instant that is none": lambda row: row | {"at": "2027-02-30T10:00:00Z"},
    "an instant without offset": lambda row: row | {"at": "2027-02-10T10:00:00"},
    "a value not listed": lambda row: row | {"offer": "Demo"},
    "a value outside": lambda row: row | {"score": "101"},
    "no integer": lambda row: row | {"score": "5.5"},
    "no boolean": lambda row: row | {"automated": "yes"},
    "no date": lambda row: row | {"signed": "2027-02-29"},
    "no number": lambda row: row | {"worth": "1e3"},
    "no lead": lambda row: row | {"event": "stage_changed", "stage": "mql", "lead_id": ""},
}


def spoilt(log: LogDraft, rows: list[Row]) -> list[Row]:
    """Copies of rows that cannot be read, each for a reason of its own."""
    random = log.made.random
    reasons = list(_BREAK)
    if not all("mql" in agreement.get("stages", {}) for agreement in log.agreements):
        reasons.remove("no lead")
    kept = [{key: text for key, text in row.items() if key != "id"} for row in random.sample(rows, 1)]
    return [_BREAK[random.choice(reasons)](row) for row in kept]
