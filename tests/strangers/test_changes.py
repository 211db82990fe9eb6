"""Good agreements with a few changes: a diagnostic or a true clean, within a second of CPU each."""

from pathlib import Path

from tests.strangers.survival import survive


def test_changed_agreements(tmp_path: Path) -> None:
    found = survive(tmp_path, count=60, seed=1)
    assert not found.wrong, "\n".join(found.wrong)
    assert found.with_errors > 10
    assert found.clean
