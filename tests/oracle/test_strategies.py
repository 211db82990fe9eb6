"""Generated cases can be repeated, reach every state, and mean the same in any order of rows."""

from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import evaluate
from tests.oracle.documents import agreement, text
from tests.oracle.shrink import shrink
from tests.oracle.strategies import Case, cases, generate

SEEDS = range(120)


def outcomes(case: Case) -> list[dict[str, str | None]]:
    """What the oracle makes of a case."""
    return evaluate(case.agreement, case.rows, people=case.people, as_of=case.as_of)


def test_a_seed_is_one_case() -> None:
    assert [generate(seed) for seed in range(20)] == [generate(seed) for seed in range(20)]
    assert generate(1) != generate(2)


def test_an_agreement_can_be_written_and_read_again(tmp_path: Path) -> None:
    for seed in range(40):
        drafted = generate(seed).agreement
        (tmp_path / "agreement.yaml").write_text(text(drafted), encoding="utf-8")
        assert agreement(tmp_path / "agreement.yaml") == drafted


def test_cases_reach_every_kind_and_state() -> None:
    rows = [row for seed in SEEDS for row in outcomes(generate(seed))]
    kinds = {row["kind"] for row in rows}
    assert kinds == {
        "ready", "transition", "reason", "dwell", "response", "cadence", "quota", "objective", "goal"
    }  # fmt: skip
    states = {row["state"] for row in rows}
    assert states == {"met", "breached", "pending", "at_risk", "paused", "cancelled", "not_applicable"}


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


def _too_late(case: Case) -> bool:
    return any(row["cause"] == "late" and row["kind"] == "response" for row in outcomes(case))
