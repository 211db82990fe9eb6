"""JSON that is safe to print and reads as it was."""

import json

import pytest

from slakit.formats.json_text import dumped
from tests.formats import hostile


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_texts_of_strangers_do_nothing_and_stay(text: str) -> None:
    printed = dumped({text: [text, {"a": text}]})
    assert not hostile.steers(printed)
    assert not hostile.commands(printed)
    assert json.loads(printed) == {text: [text, {"a": text}]}
