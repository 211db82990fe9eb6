"""The plans of policies and examples, reckoned again from their files alone, sharing no code with the program."""

import csv
import json
from calendar import monthrange
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pytest
import yaml

from tests.examples.running import run
from tests.house.pages import ROOT

FILES = [
    ROOT / "policies" / "northwind.yaml",
    ROOT / "policies" / "b2b_midsize.yaml",
    ROOT / "examples" / "northwind" / "agreement.yaml",
]
AS_OF = "2027-03-10T12:00:00-05:00"
NORTHWIND = ROOT / "examples" / "northwind"
NEW_YORK = ZoneInfo("America/New_York")


def read(path: Path) -> dict[str, Any]:
    """A file with what it extends, every scalar as text."""
    tree: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return put_over(read(path.parent / tree["extends"]), tree) if "extends" in tree else tree


def put_over(base: Any, tree: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(tree, dict):
        return tree
    both = {**base, **{key: put_over(base[key], value) if key in base else value for key, value in tree.items()}}
    return {key: value for key, value in both.items() if value != "null"}


def number(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def months(first: date, last: date) -> Fraction:
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    return sum((Fraction(1, monthrange(day.year, day.month)[1]) for day in days), Fraction())


def printed(*arguments: str | Path) -> dict[str, Any]:
    done = run("plan", *arguments, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_every_plan_is_among_them() -> None:
    for folder in ("policies", "examples"):
        for path in (ROOT / folder).rglob("*.yaml"):
            tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
            assert "plan" not in tree or path in FILES, path


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_plan(path: Path) -> None:
    tree, found = read(path), printed(path)
    plan, term = tree["plan"], tree["term"]
    goal = tree["goals"][plan["goal"]]
    first, last = date.fromisoformat(goal.get("from", term["from"])), date.fromisoformat(goal["due"])
    steps = {step["id"]: (Fraction(step["result"]["exact"]), step["rounded"]) for step in found["steps"]}
    leads = Fraction(goal["target"]) * number(plan["share"]) / Fraction(plan["average_deal"])
    for stage, rate in reversed(list(plan["rates"].items())):
        assert steps[stage][0] == leads
        needed, leads = leads, leads / number(rate)
    capacity, time = plan["capacity"], months(first, last)
    people, hours = Fraction(capacity["count"]), Fraction(capacity["hours"])
    assert steps["per_month"] == (needed / time, ceil(needed / time))
    assert steps["per_person_per_month"] == (needed / time / people, ceil(needed / time / people))
    attempts = max(int(cadence["attempts"]["at_least"]) for cadence in tree["cadences"].values())
    assert steps["attempts"][0] == ceil(needed) * attempts
    assert steps["work"][0] == ceil(needed) * attempts * Fraction(capacity["minutes_per_attempt"]) / 60
    assert steps["available"][0] == hours * people * time
    promised = Fraction(tree["quotas"]["mql_volume"]["at_least"]) * people * time
    (one,) = found["stages"][0]["promised"]
    assert (Fraction(one["in_all"]["exact"]), one["suffices"]) == (promised, promised >= needed)


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """The plan of Northwind with its log."""
    files = ("--events", NORTHWIND / "events.csv", "--people", NORTHWIND / "people.csv")
    return printed(NORTHWIND / "agreement.yaml", *files, "--as-of", AS_OF)


@pytest.fixture(scope="module")
def entries() -> dict[str, list[tuple[str, datetime, str | None]]]:
    """By stage the first entry of each lead that is no test of our own, with its amount, in order of time."""
    by_lead: dict[str, dict[str, dict[str, str]]] = {}
    with (NORTHWIND / "events.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["lead_id"] and datetime.fromisoformat(row["at"]) <= datetime.fromisoformat(AS_OF):
                by_lead.setdefault(row["lead_id"], {})[row["id"]] = row
    found: dict[str, list[tuple[str, datetime, str | None]]] = {}
    for lead, rows in by_lead.items():
        segment, seen = None, set()
        for row in sorted(rows.values(), key=lambda row: datetime.fromisoformat(row["at"])):
            segment = row["segment"] or segment
            if row["event"] == "stage_changed" and row["stage"] not in seen and segment != "internal":
                seen.add(row["stage"])
                at = datetime.fromisoformat(row["at"]).replace(microsecond=0)
                found.setdefault(row["stage"], []).append((lead, at, row["amount"] or None))
    return found


@pytest.mark.parametrize(("of", "stage"), [("mql", "sal"), ("sal", "customer"), ("mql", "customer")])
def test_history(of: str, stage: str, shown: dict[str, Any], entries: dict[str, Any]) -> None:
    past = next(rate["history"] for rate in shown["rates"] if (rate["from"], rate["to"]) == (of, stage))
    there = {lead: at for lead, at, _ in entries[stage]}
    took = sorted(there[lead] - at for lead, at, _ in entries[of] if lead in there and there[lead] >= at)
    ripe = took[ceil(Fraction(9 * len(took), 10)) - 1]
    until = datetime.fromisoformat(AS_OF) - ripe
    old = [(lead, at) for lead, at, _ in entries[of] if at <= until]
    reached = [lead for lead, at in old if lead in there and there[lead] >= at]
    assert past["ripe_after_seconds"] == ripe.total_seconds()
    assert (past["entered"], past["reached"]) == (len(old), len(reached))
    assert past["young"] == len(entries[of]) - len(old)


def test_deals(shown: dict[str, Any], entries: dict[str, Any]) -> None:
    amounts = [Fraction(amount) for _, _, amount in entries["customer"] if amount]
    assert shown["deals"]["count"] == len(amounts)
    assert Fraction(shown["deals"]["average"]["exact"]) == sum(amounts) / len(amounts)


def minutes_open(day: date, until: datetime) -> int:
    """The minutes of the office's date up to an instant, as the policy has its hours; every minute asked."""
    free = holidays.country_holidays("US", subdiv="NY", years=2027)
    if day.weekday() > 4 or (day in free and day != date(2027, 10, 11)):
        return 0
    hours = [(540, 960)] if day.weekday() == 4 else [(540, 750), (810, 1050)]
    midnight = datetime(day.year, day.month, day.day, tzinfo=NEW_YORK)
    gone = [minute for start, end in hours for minute in range(start, end)]
    return sum(midnight.replace(hour=minute // 60, minute=minute % 60) < until for minute in gone)


def test_the_line_of_the_goal(shown: dict[str, Any], entries: dict[str, Any]) -> None:
    run_ = next(one for one in shown["running"] if one["commitment"] == "revenue")
    days = [date(2027, 1, 1) + timedelta(days=at) for at in range(90)]
    end, now = datetime(2027, 4, 1, tzinfo=NEW_YORK), datetime.fromisoformat(AS_OF)
    whole, gone = (sum(minutes_open(day, until) for day in days) for until in (end, now))
    came = sum(
        Fraction(amount) for _, at, amount in entries["customer"] if amount and at.astimezone(NEW_YORK).year == 2027
    )
    target = Fraction(850_000)
    assert Fraction(run_["actual"]["exact"]) == came
    assert Fraction(run_["line"]["exact"]) == target * gone / whole
    assert Fraction(run_["gap"]["exact"]) == came - target * gone / whole
    assert Fraction(run_["forecast"]["exact"]) == came * whole / gone
    open_days = sum(minutes_open(day, end) > 0 for day in days)
    assert run_["working_days"] == open_days
    assert Fraction(run_["pace"]["exact"]) == came * whole / gone / open_days


def test_the_line_of_march(shown: dict[str, Any], entries: dict[str, Any]) -> None:
    run_ = next(one for one in shown["running"] if one["commitment"] == "mql_volume")
    first, after = date(2027, 3, 1), date(2027, 4, 1)
    on_roster = Fraction(0)
    with (NORTHWIND / "people.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            begins = max(date.fromisoformat(row["from"]), first)
            ends = min(date.fromisoformat(row["through"]) + timedelta(days=1), after) if row["through"] else after
            if (row["party"], row["role"]) == ("sales", "rep") and begins < ends:
                on_roster += (ends - begins).days
    came = [at for _, at, _ in entries["mql"] if at.astimezone(NEW_YORK).date() >= first]
    assert Fraction(run_["target"]["exact"]) == 18 * on_roster / 31 // 1
    assert Fraction(run_["actual"]["exact"]) == len(came)
    by_day = {day["day"]: Fraction(day["came"]["exact"]) for day in run_["days"]}
    assert by_day["2027-03-02"] == sum(at.astimezone(NEW_YORK).date() == date(2027, 3, 2) for at in came)


def test_sums_are_the_outcomes_values(tmp_path: Path, shown: dict[str, Any]) -> None:
    outcomes = tmp_path / "outcomes.csv"
    files = ("--events", NORTHWIND / "events.csv", "--people", NORTHWIND / "people.csv")
    only = [part for one in shown["running"] for part in ("--only", one["commitment"])]
    run("evaluate", NORTHWIND / "agreement.yaml", *files, "--as-of", AS_OF, *only, "--outcomes", outcomes)
    with outcomes.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for one in shown["running"]:
        mine = [row for row in rows if row["commitment"] == one["commitment"] and row["period_start"] == one["from"]]
        assert sum(Fraction(row["value"]) for row in mine) == Fraction(one["actual"]["exact"])
        assert one["states"] == {state: [row["state"] for row in mine].count(state) for state in one["states"]}
