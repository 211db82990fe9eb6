"""The oracle of pay agrees with every pay case that was worked by hand."""

from pathlib import Path

import pytest

from tests.oracle import Refused
from tests.pay_oracle import payroll
from tests.pay_oracle.cases import CASES, name, read, versions
from tests.pay_oracle.comparing import plain, unexpected


@pytest.mark.parametrize("path", CASES, ids=name)
def test_case(path: Path) -> None:
    case = read(path)

    def paid() -> dict[str, object]:
        found = payroll(
            versions(case),
            case["events"],
            people=case["people"],
            period=case["period"],
            as_of=case["as_of"],
            waivers=case.get("waivers") or (),
        )
        return {person: plain(statement) for person, statement in found.items()}

    if case.get("refuse") == "true":
        with pytest.raises(Refused):
            paid()
        return
    problems = unexpected(paid(), case["expect"])  # type: ignore[arg-type]
    assert not problems, "\n".join(problems)
