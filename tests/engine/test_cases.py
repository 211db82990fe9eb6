"""Every hand-worked case under tests/cases/evaluate holds in the engine."""

from pathlib import Path

import pytest

from tests.engine.case import CASES, check, read_case


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, tmp_path: Path) -> None:
    problems = check(read_case(path), tmp_path)
    assert not problems, "\n".join([str(path), *problems])
