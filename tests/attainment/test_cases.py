"""Every case of `tests/cases/scorecard/`: how each promise stands that some version makes, and who made it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from slakit.attainment import Scorecard, scorecard
from slakit.attainment.scorecard import PromiseScore
from slakit.engine.run import evaluation
from tests.engine.case import case_request, read_case

CASES = sorted((Path(__file__).parents[1] / "cases" / "scorecard").glob("*.yaml"))


def card_of(case: dict[str, Any], folder: Path) -> Scorecard:
    """The case's scorecard."""
    request = replace(case_request(case, folder), only=case.get("only", ()))
    with evaluation(request) as found:
        assert not found.has_errors, found.diagnostics
        return scorecard(found, request.versions, only=request.only)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    card = card_of(case, tmp_path)
    expected = case["promises"]
    known = {row["id"] for row in expected}
    found = {
        (promise.id, "+".join(promise.by)): {
            "id": promise.id,
            "by": "+".join(promise.by),
            "status": promise.status.value,
            "kept": str(promise.counts.met),
            "broken": str(promise.counts.breached),
            "objective": promise.objective or "",
            "periods": str(len(promise.periods)),
            "promised": promise.promised,
            "title": promise.title,
            **_first_period(promise),
        }
        for promise in card.promises
        if promise.id in known
    }
    assert [{key: found[row["id"], row["by"]][key] for key in row} for row in expected] == expected
    assert len(found) == len(expected)
    assert card.is_broken or not any(row["status"] == "broken" for row in expected)
    assert bool(card.holidays) is (case.get("holidays", "false") == "true")
    if "only" in case:
        assert len(found) == len(card.promises)


def _first_period(promise: PromiseScore) -> dict[str, str]:
    """When the first period is over, and its share as it was counted."""
    if not promise.periods:
        return {}
    first, *_ = promise.periods
    over = datetime.fromtimestamp(first.ends_at, UTC).isoformat().replace("+00:00", "Z")
    one = first.results[0]
    shares = {} if one.met is None else {"shares": f"{one.met} of {one.met + (one.breached or 0)}"}
    return {"ends": over, **shares}


def test_there_are_cases() -> None:
    assert len(CASES) >= 14
