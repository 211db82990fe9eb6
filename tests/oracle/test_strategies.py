"""Generated cases can be repeated, reach every state, and mean the same in any order of rows."""

from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import evaluate
from tests.oracle.documents import agreement, text
from tests.oracle.shrink import shrink
from tests.oracle.strategies import Case, VersionsCase, cases, generate, generate_versions, versions_cases
from tests.oracle.zone import instant, written

SEEDS = range(120)
KINDS = {"ready", "transition", "reason", "dwell", "response", "cadence", "quota", "objective", "goal"}
STATES = {"met", "breached", "pending", "at_risk", "paused", "cancelled", "not_applicable"}


def outcomes(case: Case) -> list[dict[str, str | None]]:
    """What the oracle makes of a case."""
    return evaluate(case.agreement, case.rows, people=case.people, as_of=case.as_of)


def test_a_seed_is_one_case() -> None:
    assert [generate(seed) for seed in range(20)] == [generate(seed) for seed in range(20)]
    assert generate(1) != generate(2)
    assert [generate_versions(seed) for seed in range(20)] == [generate_versions(seed) for seed in range(20)]
    assert generate_versions(1) != generate_versions(2)


def test_an_agreement_can_be_written_and_read_again(tmp_path: Path) -> None:
    for seed in range(40):
        drafted = generate(seed).agreement
        (tmp_path / "agreement.yaml").write_text(text(drafted), encoding="utf-8")
        assert agreement(tmp_path / "agreement.yaml") == drafted


def test_cases_reach_every_kind_and_state() -> None:
    rows = [row for seed in SEEDS for row in outcomes(generate(seed))]
    assert {row["kind"] for row in rows} == KINDS
    assert {row["state"] for row in rows} == STATES


def test_cases_of_versions_reach_every_kind_and_state() -> None:
    rows = [row for seed in SEEDS for row in generate_versions(seed).outcomes()]
    assert {(row["kind"], row["version"]) for row in rows} == {
        (kind, version) for kind in KINDS for version in ("1.0.0", "2.0.0", "3.0.0")
    }
    assert {row["state"] for row in rows} == STATES | {"waived"}
    assert {row["kind"] for row in rows if row["waiver"]} == KINDS


def test_cases_of_versions_cross_the_boundaries() -> None:
    crossed = {"response": 0, "cadence": 0}
    for seed in SEEDS:
        versions: dict[tuple[str | None, ...], set[str | None]] = {}
        for row in generate_versions(seed).outcomes():
            versions.setdefault((row["kind"], row["commitment"], row["lead_id"]), set()).add(row["version"])
        for (kind, *_), found in versions.items():
            if kind in crossed and len(found) > 1:
                crossed[kind] += 1
    assert min(crossed.values()) > 5


def test_what_is_not_known_changes_outcomes() -> None:
    known = [case for case in map(generate_versions, SEEDS) if case.known_by is not None]
    assert len(known) > 20
    assert any(case.outcomes() != case._replace(known_by=None).outcomes() for case in known)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(versions_cases(), st.integers(0, 1000))
def test_the_order_of_versions_means_nothing(case: VersionsCase, seed: int) -> None:
    random = Random(seed)  # noqa: S311 no secret depends on it
    shuffled = case._replace(
        rows=random.sample(case.rows, len(case.rows)),
        versions=random.sample(case.versions, len(case.versions)),
        people=random.sample(case.people, len(case.people)),
    )
    assert shuffled.outcomes() == case.outcomes()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.integers(1, 400))
def test_a_copy_that_begins_after_the_as_of_changes_nothing(case: Case, days: int) -> None:
    """The term has no end that the copy could cut but one after every row, so nothing is split or governed by it."""
    last = max(instant(row["at"]) for row in case.rows) // 86400 * 86400 + (days + 400) * 86400
    term = case.agreement["term"] | {"from": written(last)[:10]}
    term.pop("through", None)
    copy = case.agreement | {"metadata": case.agreement["metadata"] | {"version": "2.0.0"}, "term": term}
    copy.pop("goals", None)
    both = evaluate([copy, case.agreement], case.rows, people=case.people, as_of=case.as_of)
    if "through" in case.agreement["term"] and case.agreement["term"]["through"] < term["from"]:
        assert both == outcomes(case)
    assert all(row["version"] == "1.0.0" for row in both)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.integers(0, 1000))
def test_the_order_of_rows_means_nothing(case: Case, seed: int) -> None:
    shuffled = list(case.rows)
    Random(seed).shuffle(shuffled)  # noqa: S311 no secret depends on it
    assert outcomes(case._replace(rows=shuffled)) == outcomes(case)


def test_shrinking_keeps_the_failure_and_little_else() -> None:
    case = next(found for found in map(generate, SEEDS) if _too_late(found))
    small = shrink(case, _too_late)
    assert _too_late(small)
    assert len(small.rows) <= 2
    assert "quotas" not in small.agreement


def test_shrinking_takes_versions_and_waivers_away() -> None:
    case = next(found for found in map(generate_versions, SEEDS) if _waived_late(found))
    small = shrink(case, _waived_late)
    assert _waived_late(small)
    assert (len(small.versions), len(small.waivers), small.known_by) == (1, 1, None)
    assert len(small.rows) <= 2


def _waived_late(case: VersionsCase) -> bool:
    return any(row["state"] == "waived" and row["kind"] == "response" for row in case.outcomes())


def _too_late(case: Case) -> bool:
    return any(row["cause"] == "late" and row["kind"] == "response" for row in outcomes(case))
