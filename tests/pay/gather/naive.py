"""Who is credited with what, row by row in plain Python, from the words of the language alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

Row = Mapping[str, str]
Tree = Mapping[str, Any]

NUMBERS = ("amount", "owner_share", "partner_share")
"""The fields that hold numbers; the others hold text."""


def at(row: Row) -> int:
    """The instant of a row."""
    return int(datetime.fromisoformat(row["at"]).timestamp())


def local(instant: int, zone: str) -> date:
    """The local date of an instant."""
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).date()


class Log:
    """The rows up to the as-of and what they make of a lead's state."""

    def __init__(self, rows: Sequence[Row], as_of: int) -> None:
        self.rows = [row for row in rows if at(row) <= as_of]
        self.as_of = as_of

    def state(self, row: Row, field: str) -> str | None:
        """The last value up to the row, the greatest of one instant; a row without a lead is its own state."""
        if not row.get("lead_id"):
            return None if field == "owner" else row.get(field) or None
        seen = [(at(one), one[field]) for one in self.of(row["lead_id"]) if one.get(field) and at(one) <= at(row)]
        return max(seen)[1] if seen else None

    def of(self, lead: str) -> list[Row]:
        """The rows of a lead."""
        return [row for row in self.rows if row.get("lead_id") == lead]

    def holds(self, row: Row, condition: Mapping[str, Any] | None) -> bool:
        """Equality and `is_not` of single values are all that the made-up agreements ask for."""
        for field, wanted in (condition or {}).items():
            value = self.state(row, field)
            if (value == wanted["is_not"]) if isinstance(wanted, dict) else (value != wanted):
                return False
        return True


def on(people: Sequence[Row], day: date, **where: str) -> list[Row]:
    """The rows of the roster that cover the day and have these values."""
    found = [one for one in people if all(one.get(key) == value for key, value in where.items())]
    return [one for one in found if one["from"] <= day.isoformat() <= (one.get("through") or "9999")]


def credited(versions: Sequence[Tree], people: Sequence[Row], rows: Sequence[Row], as_of: str) -> list[tuple[Any, ...]]:
    """Version, plan, part, person, lead, instant, date, value, share, deal, and what took it back; in no order."""
    log = Log(rows, int(datetime.fromisoformat(as_of).timestamp()))
    found = []
    for number, version in enumerate(versions):
        following = versions[number + 1] if number + 1 < len(versions) else None
        governed = [row for row in log.rows if _governs(version, following, at(row))]
        for name, plan in version["compensation"]["plans"].items():
            found += [(number, name, *one) for one in _of_plan(log, governed, version, plan, people)]
    return found


def _governs(version: Tree, following: Tree | None, instant: int) -> bool:
    """Whether the version is in force: to its own last midnight, and no longer than until the next has begun."""
    if instant < _begins(version) or following is None:
        return instant >= _begins(version)
    day = local(instant, version["term"]["timezone"])
    return day.isoformat() < following["term"]["from"] and instant < _begins(following)


def _begins(version: Tree) -> int:
    """The first instant of a version, in its own zone."""
    first, zone = date.fromisoformat(version["term"]["from"]), ZoneInfo(version["term"]["timezone"])
    return int(datetime.combine(first, datetime.min.time(), zone).timestamp())


def _of_plan(
    log: Log, governed: Sequence[Row], version: Tree, plan: Tree, people: Sequence[Row]
) -> Iterator[tuple[Any, ...]]:
    zone, credited_event = version["term"]["timezone"], plan["credit"]["event"]
    parts: list[tuple[str, Tree | None, Tree | None]]
    parts = [(name, version["measures"][one["measure"]], None) for name, one in plan["components"].items()]
    parts += [(name, None, spif) for name, spif in plan.get("spifs", {}).items()]
    for part, measure, spif in parts:
        counted: set[tuple[Any, ...]] = set()
        event = spif["event"] if spif else credited_event
        for row in sorted((row for row in governed if row["event"] == event), key=_in_order):
            day = local(at(row), zone)
            if not log.holds(row, version.get("scope")) or not _counts(log, row, day, measure, spif):
                continue
            for person, share in sorted(_earners(log, row, day, plan, people).items()):
                key = (row.get("lead_id"), person, (day.year, day.month))
                if measure and "leads" in measure and key in counted:
                    continue
                counted.add(key)
                value, lead = _value(log, row, measure, spif), row.get("lead_id") or None
                is_deal = "release" in plan and event == credited_event
                deal = Fraction(row["amount"]) if is_deal and row.get("amount") else None
                yield part, person, lead, at(row), day, value, share, deal, *_taken(log, row, plan, zone)


def _in_order(row: Row) -> tuple[Any, ...]:
    """By instant, and rows of one instant by their values, those missing first."""
    fields = sorted(("owner", "engineer", "partner", "segment", "offer", *NUMBERS))
    values = [(bool(row.get(field)), _typed(field, row.get(field))) for field in fields]
    return (at(row), *values)


def _typed(field: str, value: str | None) -> Any:
    return (Fraction(value) if value else Fraction(0)) if field in NUMBERS else value or ""


def _counts(log: Log, row: Row, day: date, measure: Tree | None, spif: Tree | None) -> bool:
    if spif is not None:
        return spif["from"] <= day.isoformat() <= spif["through"] and log.holds(row, spif.get("when"))
    assert measure is not None
    if "leads" in measure:
        if not row.get("lead_id"):
            return False
        first = min(at(one) for one in log.of(row["lead_id"]) if one["event"] == row["event"])
        if measure.get("first") and at(row) != first:
            return False
    return log.holds(row, measure.get("when"))


def _value(log: Log, row: Row, measure: Tree | None, spif: Tree | None) -> Fraction:
    if spif is not None:
        return Fraction(row.get("amount") or 0) if "rate" in spif else Fraction(1)
    assert measure is not None
    if "sum" not in measure:
        return Fraction(1)
    if isinstance(measure["sum"], dict):
        return Fraction(measure["sum"]["offer"].get(log.state(row, "offer"), 0))
    return Fraction(row.get(measure["sum"]) or 0)


def _earners(log: Log, row: Row, day: date, plan: Tree, people: Sequence[Row]) -> dict[str, Fraction]:
    credit, given = plan["credit"], _named(log, row, plan["credit"]["to"])
    if "rolls_up_to" in credit:
        above: dict[str, Fraction] = {}
        for person, share in given.items():
            rows = sorted(on(people, day, person=person), key=lambda one: one["role"])
            boss = min((one["boss"] for one in rows if one.get("boss")), default=None)  # of several none is paid
            if boss is not None:
                above[boss] = above.get(boss, Fraction(0)) + share
        given = above
    if "team" in credit:
        team = {one["person"] for one in on(people, day, **credit["team"]["people"])}
        whole = sum((share for person, share in given.items() if person in team), Fraction(0))
        given = {one["person"]: whole for one in on(people, day, **plan["people"])} if whole else {}
    there = {one["person"] for one in on(people, day, **plan["people"])}
    return {person: share for person, share in given.items() if person in there}


def _named(log: Log, row: Row, to: Any) -> dict[str, Fraction]:
    """The persons whom a row names, each with a share of it; nobody where its own shares are not the whole."""
    fields = {to: "1"} if isinstance(to, str) else to
    named = {field: name for field in fields if (name := log.state(row, field))}
    own = any(isinstance(share, dict) for share in fields.values())
    shares = {
        field: Fraction(row.get(f["share"]) or 0) if isinstance(f, dict) else _rate(f) for field, f in fields.items()
    }
    if own and (sum((shares[field] for field in named), Fraction(0)) != 1 or any(shares[f] < 0 for f in named)):
        return {}
    found: dict[str, Fraction] = {}
    for place, (field, name) in enumerate(named.items()):
        missing = sum((shares[other] for other in fields if other not in named), Fraction(0))
        share = shares[field] + (missing if place == 0 and not own else 0)
        found[name] = found.get(name, Fraction(0)) + share
    return {name: share for name, share in found.items() if share}


def _rate(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _taken(log: Log, row: Row, plan: Tree, zone: str) -> tuple[int | None, date | None, date | None]:
    if "clawback" not in plan or not row.get("lead_id"):
        return None, None, None
    due = at(row) + int(plan["clawback"]["within"].split()[0]) * 86_400
    backs = [
        at(one) for one in log.of(row["lead_id"]) if one["event"] == plan["clawback"]["event"] and at(one) > at(row)
    ]
    if not backs or min(backs) > due:
        return None, None, None
    return min(backs), local(min(backs), zone), local(due, zone)
