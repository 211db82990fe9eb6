"""Worked deadlines: those of the naive evaluator, begun in the term and across what is to be shown."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

import slakit
from slakit.durations import Duration, parse_duration
from slakit.loading import load_agreement
from slakit.model import ALWAYS, Agreement
from slakit.wording.worked import Examples, Worked
from tests.oracle import calendars as oracle
from tests.oracle import documents
from tests.oracle.agreements import draft
from tests.oracle.quantities import duration

ROOT = Path(__file__).parents[2]
FILES = (*sorted((ROOT / "policies").glob("*.yaml")), ROOT / "tests/document/agreements/unusual.yaml")
TIMES = (
    "1 business minute", "15 business minutes", "6 business hours", "40 business hours", "1 business day",
    "2 business days", "30 seconds", "15 minutes", "1 day", "12 days", "6 weeks", "90 days",
)  # fmt: skip


@cache
def agreement(path: Path) -> Agreement:
    found, diagnostics = load_agreement(str(path))
    assert found is not None, diagnostics
    return found


def examples(found: Agreement) -> Examples:
    assert found.term is not None
    return Examples(found, found.term)


def time(text: str) -> Duration:
    found = parse_duration(text)
    assert found is not None
    return found


def compared(found: Agreement, tree: dict[str, oracle.Calendar]) -> int:
    """Compare every example with the oracle's deadline; how many there were."""
    shown, term = examples(found), found.term
    assert term is not None
    count = 0
    for name, calendar in tree.items():
        for text in TIMES:
            worked = shown.of(time(text), name)
            if worked is None:
                continue
            count += 1
            assert worked.due == calendar.deadline(worked.starts, duration(text)), (name, text)
            begun = datetime.fromtimestamp(worked.starts, UTC).astimezone(ZoneInfo(term.timezone)).date()
            assert term.from_ <= begun
            assert term.through is None or begun <= term.through
    return count


def trees(tree: dict, zone: str) -> dict[str, oracle.Calendar]:
    declared = {name: oracle.calendar(one, zone) for name, one in tree.get("calendars", {}).items()}
    return {**declared, ALWAYS: oracle.always(zone)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_examples_are_the_oracles_deadlines(path: Path) -> None:
    tree = documents.agreement(path)
    calendars = trees(tree, tree["term"]["timezone"])
    assert compared(agreement(path), calendars) == len(TIMES) * len(calendars)


def test_examples_of_random_agreements(tmp_path: Path) -> None:
    file, count = tmp_path / "agreement.yaml", 0
    for seed in range(40):
        tree = draft(Random(seed)).agreement  # noqa: S311 no secret depends on it
        if "responses" not in tree and "cadences" not in tree:
            continue
        file.write_text(documents.text(tree), encoding="utf-8")
        found, _ = load_agreement(str(file))
        if found is not None:
            count += compared(found, trees(tree, tree["term"]["timezone"]))
    assert count > 300


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        # Friday closes at 16:00, Monday is open from 09:00 to 12:30 and 13:30 to 17:30.
        ("15 business minutes", "Friday, 8 January 2027 at 15:55", "Monday, 11 January 2027 at 09:10"),
        # 40 min on Friday, 3 h 30 min and 1 h 50 min on Monday
        ("6 business hours", "Friday, 8 January 2027 at 15:20", "Monday, 11 January 2027 at 15:20"),
        ("2 business days", "Friday, 8 January 2027 at 15:20", "Tuesday, 12 January 2027 at 17:30"),
        ("1 day", "Friday, 8 January 2027 at 15:20", "Saturday, 9 January 2027 at 15:20"),
        (
            "90 days",
            "Friday, 8 January 2027 at 15:20",
            "Thursday, 8 April 2027 at 16:20 (the clocks change in between)",
        ),
    ],
)
def test_examples_of_the_reference_agreement(text: str, begins: str, ends: str) -> None:
    shown = examples(agreement(ROOT / "policies" / "northwind.yaml"))
    worked = shown.of(time(text), "business")
    assert worked is not None
    assert shown.moment(worked.starts, "business") == begins
    assert shown.end(worked.starts, worked.due, "business") == ends


@pytest.mark.parametrize("begins", [date(2027, 1, 1) + timedelta(days=ahead) for ahead in range(7)], ids=str)
def test_a_term_of_three_days_has_examples_in_zones_far_away(begins: date) -> None:
    found = agreement(ROOT / "policies" / "northwind.yaml")
    term, calendar = found.term, found.calendars["business"]
    assert term is not None
    far = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu")
    for zone, other in [(zone, other) for zone in far for other in far]:
        short = replace(term, from_=begins, through=begins + timedelta(days=2), timezone=zone)
        calendars = {"business": replace(calendar, timezone=other)}
        shown = Examples(replace(found, term=short, calendars=calendars), short)
        for text in ("15 business minutes", "2 business days", "12 days"):
            worked = shown.of(time(text), "business")
            assert worked is not None, (zone, other, text)
            begun = datetime.fromtimestamp(worked.starts, UTC).astimezone(ZoneInfo(zone)).date()
            assert begins <= begun <= begins + timedelta(days=2), (zone, other, text)


@pytest.mark.parametrize(
    ("text", "ends", "left", "days"),
    [
        # 8 January 2027 and 180 days; in the middle, on 8 April, 90 are left.
        ("180 days", "Wednesday, 7 July 2027 at 16:20 (the clocks change in between)", 90, 180),
        ("3 days", "Monday, 11 January 2027 at 15:20", 2, 3),
        # The third date after the 8th that is open is Wednesday the 13th.
        ("3 business days", "Wednesday, 13 January 2027 at 17:30", 3, 5),
    ],
)
def test_the_time_in_which_pay_is_taken_back(text: str, ends: str, left: int, days: int) -> None:
    found = agreement(ROOT / "policies" / "northwind.yaml")
    shown = examples(found).taken_back(time(text))
    assert shown is not None
    assert (shown.calendar, shown.left, shown.days) == ("business", left, days)
    assert examples(found).end(shown.worked.starts, shown.worked.due, shown.calendar) == ends
    assert shown.middle == date(2027, 1, 8) + timedelta(days=days - left)


def test_of_several_calendars_none_rules_when_pay_is_taken_back() -> None:
    found = agreement(ROOT / "policies" / "northwind.yaml")
    several = replace(found, calendars={**found.calendars, "other": found.calendars["business"]})
    shown = examples(several).taken_back(time("3 days"))
    assert shown is not None
    assert shown.calendar == ALWAYS


def test_what_ends_at_midnight_ends_on_that_day() -> None:
    shown = examples(agreement(ROOT / "policies" / "northwind.yaml"))
    midnight = int(datetime(2027, 1, 9, 5, tzinfo=UTC).timestamp())
    assert shown.moment(midnight, ALWAYS, ends=True) == "Friday, 8 January 2027 at 24:00"
    assert shown.moment(midnight, ALWAYS) == "Saturday, 9 January 2027 at 00:00"


def test_evaluation_finds_the_same_deadlines(tmp_path: Path) -> None:
    found = agreement(ROOT / "policies" / "northwind.yaml")
    shown = examples(found)
    wanted = {
        ("first_attempt", "demo"): shown.of(time("15 business minutes"), "business"),
        ("first_attempt", "book"): shown.of(time("6 business hours"), "business"),
        ("lead_feedback", "feed"): shown.of(time("2 business days"), "business"),
        ("mql.dwell", "mql"): shown.of(time("30 days"), "business"),
        ("rejected.dwell", "rest"): shown.of(time("60 days"), "business"),
    }
    rows = {
        "demo": "assigned,,demo_request",
        "book": "assigned,,ebook",
        "feed": "assigned,,ebook",
        "mql": "stage_changed,mql,ebook",
        "rest": "stage_changed,rejected,ebook",
    }
    begun = {lead: worked.starts for (_, lead), worked in wanted.items() if worked is not None}
    log = tmp_path / "log.csv"
    lines = [f"{lead},{_written(begun[lead])},{row}" for lead, row in rows.items()]
    log.write_text("\n".join(["lead_id,at,event,stage,offer", *lines]) + "\n", encoding="utf-8")
    result = slakit.evaluate(
        found,
        [str(log)],
        people=str(ROOT / "examples" / "northwind" / "people.csv"),
        as_of=datetime(2027, 12, 1, tzinfo=UTC),
        only=[name for name, _ in wanted],
    )
    assert not [one for one in result.diagnostics if one.severity == "error"]
    due = {(row.commitment, row.lead_id): row.due_at for row in result.outcomes if row.due_at}
    for key, worked in wanted.items():
        assert worked is not None
        assert due[key] == _written(worked.due)


def _written(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_pause_moves_the_deadline_by_what_stood_still() -> None:
    shown = examples(agreement(ROOT / "policies" / "northwind.yaml"))
    worked = shown.of(time("6 business hours"), "business")
    assert isinstance(worked, Worked)
    pause = shown.with_pause(worked, time("6 business hours"), "business")
    assert pause is not None
    # 4 h of 6 have passed on Monday at 12:20; of Tuesday from 12:20 on, 10 min and from 13:30 the last 1 h 50 min.
    assert [shown.moment(at, "business") for at in pause] == [
        "Monday, 11 January 2027 at 12:20",
        "Tuesday, 12 January 2027 at 12:20",
        "Tuesday, 12 January 2027 at 15:20",
    ]
