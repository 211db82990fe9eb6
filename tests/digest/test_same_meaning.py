"""One meaning, one digest, however it is spelled; and what looks alike and is not."""

from pathlib import Path

import pytest

from slakit.digest import digest_of
from slakit.loading import load_agreement

BASE = """\
apiVersion: slakit/v1
kind: Agreement
metadata: {name: small, title: Small, version: 1.0.0}
term: {from: 2027-01-01, timezone: America/New_York}
parties: {sales: {title: Sales}}
events: {handoff: {event: assigned}, attempt: {event: [call, email]}}
responses: {usual: {by: sales, starts: handoff, stops: attempt, within: 3 days, calendar: always}}
"""
FIRST = "responses: {first_attempt: {by: sales, starts: handoff, stops: attempt, %s}}"
FIELDS = "fields: {score: {type: integer}, offer: {type: string}, hot: {type: boolean}, seen: {type: timestamp}}\n"
SCOPE = FIELDS + "scope: {%s}"
CALENDAR = "calendars: {office: {timezone: Europe/Berlin, %s}}"
QUOTA = "measures: {calls: {count: attempt}}\nquotas: {calling: {by: sales, measure: calls, per: week, %s}}"

SAME = {
    "decimals": (QUOTA % "at_least: 5", QUOTA % "at_least: 5.00"),
    "quotes": (QUOTA % "at_least: 5", QUOTA % "at_least: '5'"),
    "percent and share": (FIRST % "within: 1 day, at_risk: 50%", FIRST % "within: 1 day, at_risk: 0.5"),
    "fraction and share": (FIRST % "within: 1 day, at_risk: 3/4", FIRST % "within: 1 day, at_risk: 75.0%"),
    "a default": (FIRST % "within: 1 day", FIRST % "within: 1 day, at_risk: 75%, again: ignore, calendar: always"),
    "the default of the term": (
        "term: {from: 2027-01-01, timezone: America/New_York}",
        "term: {from: 2027-01-01, timezone: America/New_York, week_starts: monday, fiscal_year_starts: january}",
    ),
    "one and a list of one": (FIRST % "within: 1 day", (FIRST % "within: 1 day").replace("by: sales", "by: [sales]")),
    "one target and a list of one": (FIRST % "within: 2 hours", FIRST % "targets: [{within: 2 hours}]"),
    "singular and plural": (FIRST % "within: 1 day", FIRST % "within: 1 days"),
    "a value and a list of one": (SCOPE % "score: 5", SCOPE % "score: [5.0]"),
    "the order of tests": (SCOPE % "score: 5, offer: demo", SCOPE % "offer: demo, score: 5"),
    "all and a mapping": (SCOPE % "score: 5, hot: true", SCOPE % "all: [{hot: true}, {all: [{score: 5}]}]"),
    "operators together and apart": (
        SCOPE % "score: {at_least: 5, below: 9}",
        SCOPE % "all: [{score: {below: 9}}, {score: {at_least: 5}}]",
    ),
    "a group of one": (SCOPE % "any: [{any: [{score: 5}]}]", SCOPE % "score: 5"),
    "none of any": (SCOPE % "none: [{any: [{score: 5}, {hot: true}]}]", SCOPE % "none: [{hot: true}, {score: 5}]"),
    "said twice": (SCOPE % "any: [{score: 5}, {hot: true}, {score: 5}]", SCOPE % "any: [{hot: true}, {score: 5}]"),
    "zones of an instant": (
        SCOPE % "seen: {above: 2027-01-01T00:00:00+01:00}",
        SCOPE % "seen: {above: '2026-12-31T23:00:00Z'}",
    ),
    "days of a week": (
        CALENDAR % 'hours: {mon-wed: ["09:00-12:00", "13:00-17:00"]}',
        CALENDAR % 'hours: {tue-wed: ["13:00-17:00", "09:00-12:00"], mon: ["09:00-12:00", "13:00-17:00"], sun: []}',
    ),
    "midnight": (CALENDAR % 'hours: {mon: ["09:00-24:00"]}', CALENDAR % 'hours: {mon: ["09:00-00:00"]}'),
    "the zone of the term": (
        'calendars: {office: {timezone: America/New_York, hours: {mon: ["09:00-17:00"]}}}',
        'calendars: {office: {hours: {mon: ["09:00-17:00"]}}}',
    ),
    "the only calendar": (
        CALENDAR % 'hours: {mon: ["09:00-17:00"]}' + "\n" + FIRST % "within: 1 business hour",
        CALENDAR % 'hours: {mon: ["09:00-17:00"]}' + "\n" + FIRST % "within: 1 business hour, calendar: office",
    ),
    "the order of an enum's values": (
        "fields: {kind: {type: enum, values: [a, b]}}",
        "fields: {kind: {type: enum, values: [b, a]}}",
    ),
    "a stage's own rows": (
        "stages: {won: {by: sales, closes: won}}",
        "stages: {won: {by: sales, closes: won}}\nevents: {won: {event: stage_changed, where: {stage: won}}}",
    ),
    "the first stage": (
        "stages: {open: {by: sales, next: [won]}, won: {by: sales, closes: won}}",
        "stages: {open: {by: sales, next: [won], initial: true}, won: {by: sales, closes: won}}",
    ),
    "a calendar for what runs around the clock": (
        CALENDAR % 'hours: {mon: ["09:00-17:00"]}' + "\n" + FIRST % "within: 2 days",
        CALENDAR % 'hours: {mon: ["09:00-17:00"]}' + "\n" + FIRST % "within: 2 days, calendar: office",
    ),
    "folded and plain text": (
        "clauses: {notice: {text: 'One line of text.'}}",
        "clauses:\n  notice:\n    text: >-\n      One line\n      of text.",
    ),
}

OTHER = {
    "an hour and sixty minutes, which outcomes show": (FIRST % "within: 1 hour", FIRST % "within: 60 minutes"),
    "a day and a business day": (FIRST % "within: 1 day", FIRST % "within: 24 hours"),
    "a third and nearly a third": (FIRST % "within: 1 day, at_risk: 1/3", FIRST % "within: 1 day, at_risk: 33.333333%"),
    "any and all": (SCOPE % "any: [{score: 5}, {hot: true}]", SCOPE % "all: [{score: 5}, {hot: true}]"),
    "at least and above": (SCOPE % "score: {at_least: 5}", SCOPE % "score: {above: 5}"),
    "is and is not": (SCOPE % "score: 5", SCOPE % "score: {is_not: 5}"),
    "what a target says of itself": (
        FIRST % "targets: [{within: 1 day}]",
        FIRST % "targets: [{within: 1 day, title: The usual, description: All the rest}]",
    ),
    "white space in a text": ("clauses: {notice: {text: 'a b'}}", "clauses: {notice: {text: 'a  b'}}"),
    "capitals": ("clauses: {notice: {text: 'Day'}}", "clauses: {notice: {text: 'day'}}"),
    "an accent of its own": ('clauses: {n: {text: "\\u00e9"}}', 'clauses: {n: {text: "e\\u0301"}}'),
    "the order of clauses": (
        "clauses: {a: {text: A}, b: {text: B}}",
        "clauses: {b: {text: B}, a: {text: A}}",
    ),
    "the order of stages": (
        "stages: {a: {by: sales, initial: true, next: [b]}, b: {by: sales, closes: won}}",
        "stages: {b: {by: sales, closes: won}, a: {by: sales, initial: true, next: [b]}}",
    ),
    "a closed day and one like its weekday": (
        CALENDAR % 'hours: {mon: ["09:00-17:00"]}, overrides: {2027-01-04: []}',
        CALENDAR % 'hours: {mon: ["09:00-17:00"]}',
    ),
    "an overnight and a day's shift": (
        CALENDAR % 'hours: {mon: ["22:00-06:00"]}',
        CALENDAR % 'hours: {mon: ["06:00-22:00"]}',
    ),
}


def digest(fragment: str, folder: Path) -> str:
    (folder / "pyproject.toml").touch()
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    file = folder / "agreement.yaml"
    file.write_text(f"apiVersion: slakit/v1\nkind: Agreement\nextends: base.yaml\n{fragment}\n", encoding="utf-8")
    agreement, findings = load_agreement(str(file))
    assert agreement is not None, findings
    return digest_of(agreement)


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_it_means_the_same(pair: tuple[str, str], tmp_path: Path) -> None:
    assert digest(pair[0], tmp_path) == digest(pair[1], tmp_path)


@pytest.mark.parametrize("pair", OTHER.values(), ids=OTHER)
def test_it_means_something_else(pair: tuple[str, str], tmp_path: Path) -> None:
    assert digest(pair[0], tmp_path) != digest(pair[1], tmp_path)
