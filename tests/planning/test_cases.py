"""Every hand-worked case of a plan."""

from pathlib import Path

import pytest

from tests.engine.case import read_case
from tests.planning.case import CASES, expected, said, solved


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    assert case["expect"]
    plan = solved(case, tmp_path)
    assert said(plan, case["expect"]) == expected(case["expect"])


def test_there_are_enough() -> None:
    assert len(CASES) >= 40
