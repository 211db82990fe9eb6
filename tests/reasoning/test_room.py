"""Whether a time fits a window by the calendar: every claim is replayed by another calendar, start by start."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from slakit.durations import Duration, parse_duration
from slakit.model import Agreement
from slakit.reasoning.room import Room
from slakit.reasoning.slack import surely_fits
from tests.binding import bound
from tests.oracle.calendars import Calendar, calendar
from tests.oracle.quantities import duration
from tests.oracle.zone import instant

ZONE = "America/New_York"
CALENDARS: dict[str, str] = {
    "office": '{hours: {mon-fri: ["09:00-17:00"]}}',
    "lunch": '{hours: {mon-thu: ["09:00-12:30", "13:30-17:30"], fri: ["09:00-16:00"]}}',
    "holidays": '{hours: {mon-fri: ["09:00-17:00"]}, holidays: {country: US, subdivision: NY}}',
    "named": '{hours: {mon-fri: ["09:00-17:00"]}, holidays: {add: [{date: 2027-03-10, name: A}, {date: 2027-03-11}]}}',
    "short": '{hours: {mon-fri: ["09:00-17:00"]}, overrides: {2027-03-09: ["09:00-10:00"], 2027-03-12: []}}',
    "nights": '{hours: {mon-fri: ["22:00-06:00"]}, holidays: {add: [{date: 2027-03-10, name: A}]}}',
    "all_day": '{hours: {mon-sun: ["00:00-24:00"]}}',
    "elsewhere": '{hours: {mon-fri: ["09:00-17:00"]}, timezone: Asia/Kolkata}',
}
PAIRS = [
    ("12 business hours", "3 days"),
    ("16 business hours", "4 days"),
    ("16 business hours", "5 days"),
    ("20 business hours", "2 days"),
    ("3 business days", "2 days"),
    ("1 business day", "3 days"),
    ("2 business days", "5 days"),
    ("9 business hours", "1 business day"),
    ("8 business hours", "1 business day"),
    ("12 business hours", "3 business days"),
    ("48 hours", "3 business days"),
    ("60 hours", "2 business days"),
    ("40 hours", "16 business hours"),
    ("20 hours", "20 business hours"),
    ("2 business days", "10 business hours"),
    ("1 business day", "30 business hours"),
]
FIRST, LAST = "2027-03-01", "2027-03-21"
STEP = 900
"""Starts are looked at every quarter of an hour, and a second before it: clocks change on the 14th."""


def agreement(name: str, folder: Path) -> Agreement:
    text = CALENDARS[name]
    if "mon-fri:" not in text:
        text = text.replace("{hours: {", "{hours: {mon-fri: null, ")  # else the base's would remain
    return bound(f"term: {{from: {FIRST}, through: {LAST}}}\ncalendars:\n  business: {text}\n", folder)


def read(text: str) -> Duration:
    found = parse_duration(text)
    assert found is not None
    return found


def other(name: str) -> Calendar:
    declared: Any = yaml.load(CALENDARS[name], Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    return calendar(declared, ZONE)


def starts() -> list[int]:
    first, end = instant(f"{FIRST}T00:00:00-05:00"), instant("2027-03-22T00:00:00-04:00")
    return [at for quarter in range(first, end, STEP) for at in (quarter - 1, quarter) if first <= at < end]


@pytest.mark.parametrize(("need", "window"), PAIRS)
@pytest.mark.parametrize("name", CALENDARS)
def test_room(name: str, need: str, window: str, folder: Path) -> None:
    claimed = Room(agreement(name, folder)).misfit("business", read(need), read(window))
    replayed = other(name)
    late = {
        at: replayed.deadline(at, duration(need)) > replayed.deadline(at, duration(window))
        for at in starts()[:: 3 if "business day" in need + window else 1]
    }
    assert (claimed is not None) >= any(late.values()), "a start is missed"
    if claimed is None:
        return
    assert claimed.always is all(late.values())
    assert replayed.deadline(claimed.start, duration(need)) == claimed.need_due
    assert replayed.deadline(claimed.start, duration(window)) == claimed.window_due
    assert claimed.need_due > claimed.window_due


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("room")


@pytest.mark.parametrize(("need", "window"), PAIRS)
@pytest.mark.parametrize("name", CALENDARS)
def test_what_surely_fits_has_no_misfit(
    name: str, need: str, window: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = agreement(name, folder)
    assert known.term is not None
    if surely_fits(known.calendars["business"], known.term, read(need), read(window)):
        monkeypatch.setattr("slakit.reasoning.room.surely_fits", lambda *_: False)
        assert Room(known).misfit("business", read(need), read(window)) is None


def test_room_is_plain_for_the_reference_s_calendar(folder: Path) -> None:
    hours = '{mon-fri: null, mon-thu: ["09:00-12:30", "13:30-17:30"], fri: ["09:00-16:00"]}'
    holidays = "{country: US, subdivision: NY, add: [{date: 2027-11-26, name: A}], remove: [2027-10-11]}"
    overrides = '{2027-12-24: ["09:00-12:00"]}'
    fragment = f"calendars:\n  business: {{hours: {hours}, holidays: {holidays}, overrides: {overrides}}}\n"
    known = bound(fragment, folder)
    assert known.term is not None
    assert surely_fits(known.calendars["business"], known.term, read("12 business hours"), read("12 days"))
