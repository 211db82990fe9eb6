"""Whatever the texts are, every format can be made and read, and nothing in it acts."""

import json
from importlib import import_module
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.formats import FORMATS
from slakit.formats.setting import Setting
from tests.formats import hostile
from tests.formats.runs import run
from tests.formats.test_scorecard_public import named

THINGS = {
    "slakit.formats": hostile.report,
    "slakit.formats.scorecard": named,
    "slakit.formats.scenarios": run,
}
PIECES = st.sampled_from(
    ["::", ":", "##", "#", "[", "]", "error ", "set-output name=x", "\n", "\r", "|", "`", "%", "<", "]]>", "\\"]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=12).map("".join)
"""Any characters, halves of them included, and what formats are made of."""


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("package", THINGS)
@given(text=TEXTS)
@settings(max_examples=40, deadline=None)
def test_no_text_acts(package: str, format_: str, text: str) -> None:
    setting = Setting(lines=lambda _: hostile.lines(text))
    printed = import_module(f"{package}.{format_}").render(THINGS[package](text), setting)
    assert not hostile.steers(printed)
    printed.encode()
    found = {command.name for command in hostile.commands(printed)}
    assert found <= (hostile.CALLED_BY_NAME if format_ == "github" else set())
    if format_ in ("json", "sarif"):
        json.loads(printed)
    if format_ == "junit":
        ElementTree.fromstring(printed)  # noqa: S314 - what was made here
