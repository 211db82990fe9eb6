"""Where a reader learns more."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from slakit import codes, starter
from slakit.diagnostics import Code
from slakit.formats import pages

ROOT = Path(__file__).parents[2]


def test_addresses_are_of_the_project_s_repository() -> None:
    assert pages.page("x") == f"https://github.com/{starter.REPOSITORY}/blob/main/x"
    assert pages.uri("SLA302") == pages.page("docs/codes.md#sla302")


@pytest.mark.parametrize("path", ["docs/codes.md", "docs/outcomes.md", "docs/language.md"])
def test_the_pages_are_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("id_", codes.ids())
def test_the_page_of_a_code(id_: str) -> None:
    code = Code(id_, "title")
    assert "\n" not in pages.what(code)
    assert pages.text(code).startswith(f"{id_}: ")
    tokens = MarkdownIt().parse(pages.markdown(code))
    said = [token.content for token in tokens if token.type == "inline"]
    assert said[0].startswith("**")
    assert said.index("Wrong:") < said.index("Right:")


def test_a_code_without_a_page_has_its_title() -> None:
    code = Code("NEW1", "Something new")
    assert pages.what(code) == "Something new."
    assert pages.text(code) == pages.markdown(code) == "NEW1: Something new"
