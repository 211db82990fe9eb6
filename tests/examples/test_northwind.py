"""Northwind: the log is made again byte for byte, and the README's commands give what is kept beside it."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.expected import FOLDER, PAY, produce
from tests.examples.running import EXAMPLES, files, quick_start, run

NORTHWIND = EXAMPLES / "northwind"
LOG = ("--people", "examples/northwind/people.csv", "--events", "examples/northwind/messy.csv")


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the README's commands give now."""
    folder = tmp_path_factory.mktemp("produced")
    produce(folder)
    return folder


def test_the_agreement_has_no_finding() -> None:
    done = run(*quick_start()["validate"])
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize("name", ["events.csv", "messy.csv"])
def test_the_generator_makes_the_same_log(name: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(NORTHWIND / "generate.py"), str(tmp_path)], check=True)
    assert (tmp_path / name).read_bytes() == (NORTHWIND / name).read_bytes()


def test_the_readme_writes_every_expected_file(produced: Path) -> None:
    assert [path.name for path in files(produced)] == [path.name for path in files(FOLDER)]


@pytest.mark.parametrize(
    "name",
    ["agreement.md", "outcomes.csv", "scorecard.json", "scorecard.md", "scorecard.txt", *(name for _, name in PAY)],
)
def test_what_it_writes_is_as_expected(name: str, produced: Path) -> None:
    assert (produced / name).read_bytes() == (FOLDER / name).read_bytes(), "python -m tests.examples.expected"


def test_bad_rows_stop_the_evaluation(tmp_path: Path) -> None:
    quarantine = tmp_path / "quarantine.csv"
    done = run("evaluate", "examples/northwind/agreement.yaml", *LOG, "--quarantine", quarantine)
    assert done.code == 2
    assert done.out.count(" error SLA510: ") == 6
    with quarantine.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6


def test_bad_rows_may_be_allowed() -> None:
    done = run("evaluate", "examples/northwind/agreement.yaml", *LOG, "--max-bad", "6")
    assert done.code in (0, 1), done.err
    assert done.out
