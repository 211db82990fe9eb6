"""The bank's leads, where their log is at hand (`SLAKIT_DATA` names its folder): the figures of the example's page."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.examples.running import run
from tests.house.pages import ROOT

DATA = Path(os.environ.get("SLAKIT_DATA", ROOT.parent / "shared" / "data"))
LOG = DATA / "bpic2012" / "bpic2012_events.csv.gz"
FOLDER = "examples/bank_leads"
FIGURES = {
    "pickup": {"met": 4766, "breached": 5},
    "pickup_by_the_clock": {"met": 3358, "breached": 1397},
    "four_calls": {"met": 1364, "breached": 3637, "open": 14},
    "follow_up": {"met": 3474, "breached": 1813, "cancelled": 451, "open": 51},
}


def test_the_agreement_and_its_source_have_no_finding() -> None:
    done = run("validate", FOLDER)
    assert (done.code, done.out) == (0, "")


@pytest.mark.skipif(not LOG.exists(), reason="the bank's log is not here: SLAKIT_DATA names its folder")
def test_the_figures(tmp_path: Path) -> None:
    target = tmp_path / "outcomes.csv"
    done = run(
        *("evaluate", f"{FOLDER}/agreement.yaml", "--source", f"{FOLDER}/source.yaml"),
        *("--events", LOG, "--outcomes", target),
    )
    assert done.code in (0, 1), done.err
    found: dict[str, Counter[str]] = {name: Counter() for name in FIGURES}
    with target.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["commitment"] in found:
                state = row["state"]
                found[row["commitment"]]["open" if state in ("pending", "at_risk", "paused") else state] += 1
    assert found == FIGURES
