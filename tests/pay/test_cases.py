"""slakit pays what every pay case says that was worked by hand."""

from pathlib import Path

import pytest

from tests.pay.front_door import paid_by_case
from tests.pay_oracle.cases import CASES, name, read
from tests.pay_oracle.comparing import unexpected


@pytest.mark.parametrize("path", CASES, ids=name)
def test_case(path: Path, tmp_path: Path) -> None:
    case = read(path)
    found, said = paid_by_case(case, tmp_path)
    if case.get("refuse") == "true":
        assert found is None
        assert "error" in said
        return
    assert found is not None, said
    problems = unexpected(found, case["expect"])
    assert not problems, "\n".join(problems)
