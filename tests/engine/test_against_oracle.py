"""The engine and the oracle agree on random agreements and logs: every row, every column, the same order."""

from pathlib import Path

import pytest

from tests.engine.against_oracle import compare
from tests.oracle.strategies import generate, generate_versions


@pytest.mark.parametrize("seed", range(60))
def test_they_agree(seed: int, tmp_path: Path) -> None:
    assert compare(generate(seed), tmp_path, files=1 + seed % 3) == []


@pytest.mark.parametrize("seed", range(40))
def test_they_agree_on_several_versions(seed: int, tmp_path: Path) -> None:
    assert compare(generate_versions(seed), tmp_path, files=1 + seed % 3) == []
