"""What `stage` may say in the rows of an event, as two agreements or one have it."""

from pathlib import Path

import pytest

from slakit.front_door import load
from slakit.stage_rows import stage_values

HEAD = """apiVersion: slakit/v1
kind: Agreement
metadata: {name: n, title: T, version: "1"}
term: {from: 2027-01-01, timezone: UTC}
parties:
  marketing: {title: Marketing, accountable: Dana}
  sales: {title: Sales, accountable: Lee}
"""
STAGES = """stages:
  mql: {title: M, by: marketing, initial: true, next: [sal], dwell: {within: 3 days}}
  sal: {title: S, by: sales, closes: won, dwell: {at_least: 1 days}}
"""
TOUCHED = "events: {touched: {event: touched}}\n"
QUOTA = "measures: {m: %s}\nquotas: {q: {by: marketing, for: sales, measure: m, at_least: 5, per: month%s}}\n"
DISTINCT = """cadences:
  c: {by: sales, for: marketing, starts: mql, attempts: {event: touched, at_least: 2}, within: 5 days,
    distinct: {field: stage, at_least: 2}}
"""
BY_FIELD = "fields: {lifecycle: {type: string}}\nevents: {mql: {event: stage_changed, where: {lifecycle: MQL}}}\n"
TIER = "fields: {tier: {type: string}}\n"
OWN_WORD = "events: {mql: {event: created}, touched: {event: touched}}\n"
LIFECYCLE = "events: {mql: {event: lifecycle, where: {stage: [qualified]}}, touched: {event: touched}}\n"


@pytest.mark.parametrize(
    ("declared", "word", "fields", "right", "wrong"),
    [
        (TOUCHED, "stage_changed", "", ["mql", "sal", ""], ["mqll", "Nurture"]),
        (
            TOUCHED + QUOTA % ("{sum: {stage: {mql: 10, Nurture: 5}}, of: touched}", ""),
            "touched",
            "",
            ["Nurture"],
            ["N"],
        ),
        (TOUCHED + QUOTA % ("{count: touched}", ", for_each: stage"), "touched", "", ["Nurture", "sql"], []),
        (
            TOUCHED + QUOTA % ("{count: touched}", ", for_each: stage"),
            "stage_changed",
            "",
            ["Nurture", "sall", "closed_lost"],
            [],
        ),
        (
            TOUCHED
            + QUOTA % ("{count: touched, when: {any: [{stage: Tier 1}, {stage: {matches: 'Tier [0-9]'}}]}}", ""),
            "touched",
            "",
            ["Tier 1", "Tier 2", "Teir 1"],
            [],
        ),
        (TOUCHED + DISTINCT, "touched", "", ["Nurture"], []),
        # what is found within a text
        (
            TOUCHED + QUOTA % ("{count: touched, when: {stage: {contains: Nurt}}}", ""),
            "stage_changed",
            "",
            ["Nurture 1"],
            ["Nuture 1", "sall"],
        ),
        (
            "events: {touched: {event: touched, where: {none: [{stage: {contains: junk}}]}}}\n",
            "touched",
            "",
            ["junk A", "mql"],
            ["jnk A"],
        ),
        (
            LIFECYCLE + QUOTA % ("{count: touched, when: {stage: {matches: '^(?i)nurt'}}}", ""),
            "lifecycle",
            "",
            ["Nurture"],
            [],
        ),
        (
            "events: {again: {event: stage_changed, where: {stage: {contains: reopen}}}}\n",
            "stage_changed",
            "",
            ["reopened"],
            ["sall", "new"],
        ),
        # what enters a stage by something else, but for what is nearly a word that rows enter or count by
        (BY_FIELD, "stage_changed", "lifecycle", ["Working", "mql", "SQL"], ["sall"]),
        (BY_FIELD, "stage_changed", "", ["sal"], ["Working", "mql", "sall"]),
        (
            OWN_WORD + QUOTA % ("{count: touched, when: {stage: [Nurture, Tier 1]}}", ""),
            "touched",
            "",
            ["Nurture", "Working", "Nurture 1", "Tier 2"],
            ["Nurtur", "nurture", "Nurtrue", "Nurtere", "Nuurture"],
        ),
        (
            "events: {mql: {event: stage_changed, where: {stage: {is_not: [sal]}}}}\n",
            "stage_changed",
            "",
            ["New"],
            ["sall"],
        ),
        # what is listed, whole or as a text in it, in every way that a row has to be one of the event
        (
            "events: {mql: {event: stage_changed, where: {stage: {contains: Qualified}}}}\n",
            "stage_changed",
            "",
            ["Marketing Qualified", "sal"],
            ["Marketing qualified", "mql", "Nurture"],
        ),
        (
            "events: {mql: {event: stage_changed, where: {any: [{stage: New}, {stage: {contains: Raw}}]}}}\n",
            "stage_changed",
            "",
            ["New", "Raw 1"],
            ["Nurture"],
        ),
        (
            "events: {mql: {event: stage_changed, where: {any: [{stage: New}, {tier: A}]}}}\n" + TIER,
            "stage_changed",
            "tier",
            ["New", "Nurture"],
            ["sall"],
        ),
        (
            "events: {mql: {event: stage_changed, where: {stage: New, tier: A}}}\n" + TIER,
            "stage_changed",
            "tier",
            ["New"],
            ["Nurture"],
        ),
        # a stage whose rows are those of another word
        ("events: {mql: {event: status, where: {stage: MQL}}}\n", "status", "", ["MQL"], ["sal", "mql"]),
    ],
)
def test_stage_values(
    declared: str, word: str, fields: str, right: list[str], wrong: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(HEAD + declared + STAGES, encoding="utf-8")
    agreement, _ = load(str(path))
    assert agreement is not None
    values = stage_values([agreement], [word], [*fields.split(), "stage"])
    assert [value for value in [*right, *wrong] if value in values] == right
