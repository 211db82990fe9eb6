"""Numbers of leads that are not whole, at the edge of the finding."""

from pathlib import Path
from typing import Any

import pytest

from slakit.loading import load_agreement
from tests.engine.case import dumped, read_case
from tests.planning.case import FOLDER, merged

REPS = {"people": {"party": "sales", "role": "rep"}}


def told(folder: Path, change: dict[str, Any]) -> list[str]:
    """What is told of the default agreement of plans with a change."""
    path = folder / "agreement.yaml"
    path.write_text(dumped(merged(read_case(FOLDER / "_defaults.yaml"), change)), encoding="utf-8")
    _, findings = load_agreement(str(path))
    return [f"{finding.message} = {finding.help}" for finding in findings if finding.code.id == "SLA467"]


@pytest.mark.parametrize(
    ("quota", "said"),
    [
        ({"at_least": "2.5"}, "'mql_volume' counts whole ones: 2.5 is rounded down to 2 = write 3 or 2"),
        ({"at_least": "2.0"}, None),
        ({"at_least": "0"}, None),
        ({"at_least": "0.5"}, "0.5 is rounded down to 0, so that no period is ever judged = write 1"),
        ({"at_least": None, "at_most": "2.5"}, "2.5 is rounded down to 2 = write 2"),
        ({"at_least": None, "at_most": "0.5"}, "down to 0, so that no period is ever judged = write 0"),
        ({"at_least": "2.5", "for_each": "offer"}, "2.5 is rounded down to 2"),
        ({"at_least": "2.5", "times": REPS}, None),
        ({"at_least": "2.5", "for_each": REPS}, "2.5 is rounded down to 2 for each = write 3 or 2"),
        ({"at_least": "0.5", "for_each": REPS}, "down to 0 for each, so that no period is ever judged = write 1"),
        ({"at_least": "2.5", "measure": "bookings"}, None),
    ],
)
def test_a_quota(quota: dict[str, Any], said: str | None, tmp_path: Path) -> None:
    found = told(tmp_path, {"quotas": {"mql_volume": quota}})
    assert len(found) == (0 if said is None else 1)
    assert said is None or said in found[0]


@pytest.mark.parametrize(("target", "said"), [("9.5", "rounded down to 9"), ("0.5", "0, so that it is never judged")])
def test_a_goal(target: str, said: str, tmp_path: Path) -> None:
    found = told(tmp_path, {"goals": {"revenue": {"measure": "wins", "target": target, "baseline": {"value": target}}}})
    assert len(found) == 1
    assert said in found[0]
