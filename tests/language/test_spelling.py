"""The name that was probably meant."""

import pytest

from slakit.language.spelling import nearest, suggestion

KNOWN = ("handoff", "attempt", "stops", "starts", "month", "Agreement")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("handof", "handoff"),
        ("ahndoff", "handoff"),
        ("hand_off", "handoff"),
        ("stop", "stops"),
        ("monthly", "month"),
        ("agreement", "Agreement"),
        ("zzz", None),
        ("", None),
        ("h" * 100, None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_a_name_is_not_its_own_suggestion() -> None:
    assert nearest("stops", ("stops",)) is None


def test_suggestion() -> None:
    assert suggestion("handof", KNOWN) == "did you mean 'handoff'?"
    assert suggestion("zzz", KNOWN) == ""
