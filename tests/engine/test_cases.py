"""Every hand-worked case under tests/cases/evaluate holds in the engine."""

from pathlib import Path

import pytest

from tests.engine.case import CASES, check, problems, read_case
from tests.engine.shared import CLOCKS, Evaluate, grouped, said


@pytest.mark.parametrize("path", grouped(CASES))
def test_case(path: Path, evaluated: Evaluate) -> None:
    judged = evaluated(path)
    found = problems(judged.case, judged.found)
    assert not found, "\n".join([str(path), *found])


@pytest.mark.parametrize("path", CLOCKS[::4], ids=said)
def test_nothing_but_outcomes_is_asked_for(path: Path, tmp_path: Path) -> None:
    """Without what timelines read beside them, outcomes are made in fewer steps."""
    assert check(read_case(path), tmp_path) == []
