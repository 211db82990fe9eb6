"""The soak counts what it compared, tells of what differs, and starts with what the project installs."""

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from tests import soak

ROOT = Path(__file__).parents[1]


def test_pairs_that_agree_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert soak.main(["--pairs", "2", "--first", "2000", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 pairs of an agreement and a log (seeds 2000 to 2001) in ")
    assert said.endswith(": 0 differences\n")


def test_a_pair_that_differs_is_told_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def compared(seed: int) -> list[str]:
        return ["- met", "+ breached"] if seed == 2001 else []

    with (
        patch("tests.engine.against_oracle.compare_seed", compared),
        patch("tests.engine.against_oracle.shrunk", lambda seed: f"{seed} made small"),
    ):
        assert soak.main(["--pairs", "3", "--first", "2000", "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("seed 2001 differs:\n  - met\n  + breached\n2001 made small\n3 pairs ")
    assert said.endswith(": 1 differences\n")


@pytest.mark.parametrize("tool", ["tests.soak", "tests.mutations", "tests.robustness", "tests.pay_oracle.soak"])
def test_a_tool_starts(tool: str) -> None:
    done = subprocess.run([sys.executable, "-m", tool, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ")
