"""The bank's leads with a plan, where their log is at hand: what the page shows, and rates counted again by hand."""

import csv
import gzip
import json
import shutil
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

import pytest

from tests.examples.running import run
from tests.examples.test_bank_leads import LOG
from tests.house.pages import ROOT, fences, section

PAGE = ROOT / "docs" / "plan.md"
EXAMPLE = ROOT / "examples" / "bank_leads"
ARGUMENTS = ("agreement.yaml", "--source", "source.yaml", "--events", LOG, "--as-of", "2012-02-15")
AS_OF = datetime.fromisoformat("2012-02-16T00:00:00+01:00")

pytestmark = pytest.mark.skipif(not LOG.exists(), reason="the bank's log is not here: SLAKIT_DATA names its folder")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the page's plan."""
    folder = tmp_path_factory.mktemp("bank")
    (plan,) = [text for language, text in fences(section(PAGE, "On real data")) if language == "yaml"]
    shutil.copy(EXAMPLE / "source.yaml", folder)
    text = (EXAMPLE / "agreement.yaml").read_text(encoding="utf-8")
    (folder / "agreement.yaml").write_text(f"{text}{plan}", encoding="utf-8")
    return folder


def test_the_page_shows_what_is_printed(folder: Path) -> None:
    (console,) = [text for language, text in fences(section(PAGE, "On real data")) if language == "console"]
    _, *shown = console.splitlines()
    done = run(
        "plan", "agreement.yaml", "--source", "source.yaml", "--events", LOG, "--as-of", "2012-02-15", folder=folder
    )
    assert done.code == 0, done.err
    printed = done.out.splitlines()
    for line in shown:
        if line != "…":
            assert line in printed
            printed = printed[printed.index(line) + 1 :]


def test_rates_counted_again(folder: Path) -> None:
    found = json.loads(run("plan", *ARGUMENTS, "--format", "json", folder=folder).out)
    entered: dict[str, dict[str, datetime]] = {}
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["event"].startswith("A_"):
                at = datetime.fromisoformat(row["timestamp"]).replace(microsecond=0)
                first = entered.setdefault(row["event"][2:].lower(), {})
                if at <= AS_OF and at < first.get(row["lead_id"], AS_OF + timedelta(1)):
                    first[row["lead_id"]] = at
    for rate in found["rates"]:
        of, to, past = entered[rate["from"]], entered[rate["to"]], rate["history"]
        took = sorted(to[lead] - at for lead, at in of.items() if lead in to and to[lead] >= at)
        ripe = took[ceil(9 * len(took) / 10) - 1]
        old = {lead: at for lead, at in of.items() if at <= AS_OF - ripe}
        reached = sum(lead in to and to[lead] >= at for lead, at in old.items())
        assert (past["entered"], past["reached"], past["young"]) == (len(old), reached, len(of) - len(old))
