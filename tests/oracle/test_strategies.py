"""Generated cases can be repeated, reach everything, and mean the same in any order of rows."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import Refused, evaluate
from tests.oracle.census import census
from tests.oracle.documents import agreement, text
from tests.oracle.extending import apart
from tests.oracle.shrink import shrink
from tests.oracle.strategies import Case, cases, generate
from tests.oracle.wanted import WANTED
from tests.oracle.zone import instant, written

SEEDS = range(120)
KINDS = {"ready", "transition", "reason", "dwell", "response", "cadence", "quota", "objective", "goal"}
STATES = {"met", "breached", "pending", "at_risk", "paused", "cancelled", "not_applicable", "waived"}


def outcomes(case: Case) -> list[dict[str, str | None]] | None:
    """What the oracle makes of a case; None if it refuses the log."""
    try:
        return case.outcomes()
    except Refused:
        return None


def test_a_seed_is_one_case() -> None:
    assert [generate(seed) for seed in range(40)] == [generate(seed) for seed in range(40)]
    assert generate(1) != generate(2)


def test_an_agreement_can_be_written_and_read_again(tmp_path: Path) -> None:
    for seed in range(40):
        for drafted in generate(seed).versions:
            (tmp_path / "agreement.yaml").write_text(text(drafted), encoding="utf-8")
            assert agreement(tmp_path / "agreement.yaml") == drafted


def test_a_base_and_its_extension_are_the_agreement(tmp_path: Path) -> None:
    for seed in range(40):
        drafted = generate(seed, several=False).versions[0]
        base, over = apart(drafted, Random(seed))  # noqa: S311 no secret depends on it
        assert base != drafted
        (tmp_path / "base.yaml").write_text(text(base), encoding="utf-8")
        (tmp_path / "agreement.yaml").write_text(text({"extends": "base.yaml", **over}), encoding="utf-8")
        merged = agreement(tmp_path / "agreement.yaml")
        assert merged == drafted
        assert list(merged.get("stages", {})) == list(drafted.get("stages", {}))
        assert list(merged["parties"]) == list(drafted["parties"])


def test_cases_reach_every_kind_and_state() -> None:
    rows = [row for seed in SEEDS for row in outcomes(generate(seed, several=False)) or []]
    assert {row["kind"] for row in rows} == KINDS
    assert {row["state"] for row in rows} == STATES


def test_cases_of_versions_reach_every_kind_and_state() -> None:
    rows = [row for seed in SEEDS for row in outcomes(generate(seed, several=True)) or []]
    found = {(row["kind"], row["version"]) for row in rows}
    assert {(kind, version) for kind in KINDS - {"goal"} for version in ("1.0.0", "2.0.0", "3.0.0")} <= found
    assert {("goal", "1.0.0"), ("goal", "2.0.0")} <= found
    assert {row["state"] for row in rows} == STATES


def test_cases_of_versions_cross_the_boundaries() -> None:
    crossed = {"response": 0, "cadence": 0}
    for seed in range(240):
        versions: dict[tuple[str | None, ...], set[str | None]] = {}
        for row in outcomes(generate(seed, several=True)) or []:
            versions.setdefault((row["kind"], row["commitment"], row["lead_id"]), set()).add(row["version"])
        for (kind, *_), found in versions.items():
            if kind in crossed and len(found) > 1:
                crossed[kind] += 1
    assert min(crossed.values()) > 3


def test_what_is_not_known_changes_outcomes() -> None:
    known = [case for case in map(generate, range(300)) if case.known_by is not None]
    assert len(known) > 20
    assert any(outcomes(case) != outcomes(case._replace(known_by=None)) for case in known)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(several=True), st.integers(0, 1000))
def test_the_order_of_versions_and_rows_means_nothing(case: Case, seed: int) -> None:
    random = Random(seed)  # noqa: S311 no secret depends on it
    shuffled = case._replace(
        rows=random.sample(case.rows, len(case.rows)),
        versions=random.sample(case.versions, len(case.versions)),
        people=random.sample(case.people, len(case.people)),
    )
    assert outcomes(shuffled) == outcomes(case)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(several=False), st.integers(1, 400))
def test_a_copy_that_begins_after_the_as_of_changes_nothing(case: Case, days: int) -> None:
    """The term has no end that the copy could cut but one after every row, so nothing is split or governed by it."""
    drafted, alone = case.versions[0], outcomes(case)
    if alone is None:
        return
    last = max(instant(row["at"]) for row in case.rows) // 86400 * 86400 + (days + 400) * 86400
    term = drafted["term"] | {"from": written(last)[:10]}
    term.pop("through", None)
    copy = drafted | {"metadata": drafted["metadata"] | {"version": "2.0.0"}, "term": term}
    copy.pop("goals", None)
    both = evaluate(
        [copy, drafted], case.rows, people=case.people, as_of=case.as_of, waivers=case.waivers, known_by=case.known_by
    )
    if "through" in drafted["term"] and drafted["term"]["through"] < term["from"]:
        assert both == alone
    assert all(row["version"] == "1.0.0" for row in both)


def test_shrinking_keeps_the_failure_and_little_else() -> None:
    case = next(found for found in map(generate, SEEDS) if _late(found, "breached"))
    small = shrink(case, lambda found: _late(found, "breached"))
    assert _late(small, "breached")
    assert len(small.rows) <= 2
    assert "quotas" not in small.versions[0]


def test_shrinking_takes_versions_and_waivers_away() -> None:
    case = next(found for found in (generate(seed, several=True) for seed in range(400)) if _late(found, "waived"))
    small = shrink(case, lambda found: _late(found, "waived"))
    assert _late(small, "waived")
    assert (len(small.versions), len(small.waivers), small.known_by) == (1, 1, None)
    assert len(small.rows) <= 2


def _late(case: Case, state: str) -> bool:
    return any(
        row["cause"] == "late" and row["kind"] == "response" and row["state"] == state for row in (outcomes(case) or [])
    )


@pytest.mark.long
def test_everything_wanted_occurs() -> None:
    found = census(600)
    assert [name for name in WANTED if not found[name]] == []
