"""A payroll that cannot fit into memory is refused before its rows are read."""

from pathlib import Path

import pytest

from slakit.engine.memory import ShortageError
from slakit.pay.gather import answers
from tests.pay.front_door import paid_by_case
from tests.pay_oracle.cases import FOLDER, read


@pytest.mark.parametrize("room", [2 * answers.PER_ROW, 2 * answers.PER_ROW - 1])
def test_credits_that_do_not_fit(room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = read(FOLDER / "clawback" / "two_deals_of_one_lead.yaml")
    monkeypatch.setattr(answers, "usable_memory", lambda: room)
    if room >= 2 * answers.PER_ROW:
        assert paid_by_case(case, tmp_path)[0] is not None
        return
    with pytest.raises(ShortageError, match=r"^2 credits, a row being one for each person credited, take 0 MB"):
        paid_by_case(case, tmp_path)
