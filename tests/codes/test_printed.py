"""Pages as a terminal shows them."""

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit import codes


@pytest.mark.parametrize("id_", ["SLA104", "SLA302", "SLA443", "SLA503", "SLA511", "SLA526", "SLA702"])
def test_pages(id_: str, snapshot: SnapshotAssertion) -> None:
    page = codes.find(id_)
    assert page is not None
    assert codes.text(page) == snapshot


@pytest.mark.parametrize("id_", codes.ids())
def test_nothing_but_text_is_printed(id_: str) -> None:
    page = codes.find(id_)
    assert page is not None
    text = codes.text(page)
    assert text.endswith("\n")
    assert all(character == "\n" or character.isprintable() for character in text)
    assert text.startswith(f"{id_}: {page.title} (")
