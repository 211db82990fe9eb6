"""The engine and the oracle agree on random agreements and logs: every row, every column, the same bytes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.engine.against_oracle import compare, compare_in_a_folder
from tests.engine.ways import PLAIN, way_of
from tests.oracle.strategies import Case, cases, generate


@pytest.mark.parametrize("seed", range(60))
def test_they_agree(seed: int, tmp_path: Path) -> None:
    assert compare(generate(seed), tmp_path, way_of(seed)) == []


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_they_agree_on_several_versions(seed: int, tmp_path: Path) -> None:
    assert compare(generate(seed, several=True), tmp_path, way_of(seed)) == []


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(cases())
def test_they_agree_on_what_hypothesis_draws(case: Case) -> None:
    assert compare_in_a_folder(case, PLAIN) == []
