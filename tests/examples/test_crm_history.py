"""Three exports of one history give the same verdicts: only the leads' ids differ."""

import csv
from pathlib import Path

import pytest

from tests.examples.running import run

EXPORTS = {
    "salesforce": "salesforce_lead_history.csv",
    "marketo": "marketo_change_data_value.csv",
    "hubspot": "hubspot_property_history.csv",
}
FOLDER = "examples/crm_history"


def outcomes(system: str, folder: Path) -> list[dict[str, str]]:
    """The outcomes of one export."""
    target = folder / f"{system}.csv"
    done = run(
        "evaluate",
        f"{FOLDER}/agreement.yaml",
        *("--source", f"{FOLDER}/{system}.yaml", "--events", f"{FOLDER}/{EXPORTS[system]}"),
        *("--as-of", "2027-01-29T16:30:00-05:00", "--outcomes", target),
    )
    assert done.code in (0, 1), done.err
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_ids(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """The rows in an order of their own, their leads' ids left out."""
    return sorted(tuple(text for name, text in row.items() if name != "lead_id") for row in rows)


def test_the_files_have_no_finding() -> None:
    done = run("validate", FOLDER)
    assert (done.code, done.out) == (0, "")


def test_the_three_shapes_give_the_same_outcomes(tmp_path: Path) -> None:
    found = {system: outcomes(system, tmp_path) for system in EXPORTS}
    told = {system: without_ids(rows) for system, rows in found.items()}
    assert told["salesforce"] == told["marketo"] == told["hubspot"]
    assert {row["state"] for row in found["salesforce"]} >= {"met", "breached"}


@pytest.mark.parametrize("system", EXPORTS)
def test_every_lead_that_got_beyond_an_inquiry_is_judged(system: str, tmp_path: Path) -> None:
    assert len({row["lead_id"] for row in outcomes(system, tmp_path)} - {""}) == 12
