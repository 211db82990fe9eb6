"""The page that is made from what was measured."""

from pathlib import Path

from benchmarks_page import UNKNOWN, page
from results import load
from syrupy.assertion import SnapshotAssertion

MEASURED = Path(__file__).with_name("results.json")


def test_the_page(snapshot: SnapshotAssertion) -> None:
    assert page(load(MEASURED)) == snapshot


def test_what_was_not_measured_is_said() -> None:
    empty = page(())
    assert empty.count(UNKNOWN) == 6
    assert "## Measuring again" in empty


def test_a_target_that_does_not_hold_is_said() -> None:
    held = [line for line in page(load(MEASURED)).splitlines() if "| yes |" in line]
    broken = [line for line in page(load(MEASURED)).splitlines() if "| **no** |" in line]
    assert [line.split("|")[3].strip() for line in held] == ["1.40", "1.00", "2.30"]
    assert [line.split("|")[3].strip() for line in broken] == ["1.60 (`lead_feedback`)", "1.18"]
