"""What the policies do not use, and what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.document import document_of, refusal
from tests.document.make import REFERENCE, agreement, rendered

UNUSUAL = Path(__file__).parent / "agreements" / "unusual.yaml"


def test_the_unusual_agreement(snapshot: SnapshotAssertion) -> None:
    assert rendered(UNUSUAL) == snapshot


def test_a_base_is_refused() -> None:
    base = replace(agreement(REFERENCE), term=None)
    found = refusal(base)
    assert found is not None
    assert found.code.id == "SLA701"
    assert found.span == base.span
    assert refusal(agreement(REFERENCE)) is None
    with pytest.raises(ValueError, match="base only"):
        document_of(base)


def test_party_letters_are_distinct_and_leave_room_for_joint_promises_and_goals() -> None:
    text = rendered(UNUSUAL)
    for reference in ("M-1", "SA-1", "SU-1", "J-1", "G-1"):
        assert f"### {reference} " in text
