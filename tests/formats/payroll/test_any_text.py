"""Whatever names, titles and leads are, every format shows them literally, and nothing in them acts."""

import csv
import io
import json
import re
from importlib import import_module

import pytest
from hypothesis import given, settings

from slakit.formats.payroll import EXPLAINED, FORMATS
from slakit.formats.payroll.sheet import Sheet
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe
from tests.document.html_page import elements, parsed
from tests.document.html_page import text as shown_text
from tests.formats import hostile
from tests.formats.payroll import payrolls
from tests.formats.test_any_text import TEXTS

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\uff1d1", '=HYPERLINK("https://evil.example")')
NASTY = (*hostile.TEXTS, *FORMULAS)
SHORT = tuple(text[:300] for text in NASTY)
"""The same, for what would take long to read back."""


def render(form: str, text: str) -> str:
    module = import_module(f"slakit.formats.payroll.{form}")
    printed: str = module.render(Sheet(payroll=payrolls.hostile(text)), Setting())
    return printed


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nothing_acts(text: str, form: str) -> None:
    printed = render(form, text)
    assert not hostile.steers(printed)
    assert not hostile.commands(printed)
    printed.encode()


@pytest.mark.parametrize("form", EXPLAINED)
def test_nothing_acts_in_an_explained_line(form: str) -> None:
    for text in SHORT:
        sheet = Sheet(payroll=payrolls.hostile(text))
        statement = sheet.statements[1]
        printed = import_module(f"slakit.formats.payroll.{form}").explain(
            sheet, statement, statement.lines[0], Setting()
        )
        assert not hostile.steers(printed)
        assert not hostile.commands(printed)
        printed.encode()


@pytest.mark.parametrize("form", FORMATS)
@given(text=TEXTS)
@settings(max_examples=15, deadline=None)
def test_no_text_acts(form: str, text: str) -> None:
    printed = render(form, text)
    assert not hostile.steers(printed)
    assert not hostile.commands(printed)
    printed.encode()


@pytest.mark.parametrize("text", SHORT, ids=range(len(NASTY)))
def test_json_keeps_text_as_it_is(text: str) -> None:
    assert json.loads(render("json", text))["agreement"]["id"] == text


@pytest.mark.parametrize("text", SHORT, ids=range(len(NASTY)))
def test_a_spreadsheet_takes_nothing_for_a_formula(text: str) -> None:
    table = list(csv.reader(io.StringIO(render("csv", text))))
    assert {len(row) for row in table} == {len(table[0])}
    for row in table[1:]:
        for name, cell in zip(table[0], row, strict=True):
            is_number = name in {"amount", "before_rounding", "credited", "carried", "attainment_percent"}
            assert not cell.lstrip().startswith(("=", "+", "@", "\uff1d"))
            assert is_number or not cell.lstrip().startswith("-") or name == "counted_percent"
    assert table[1][0].removeprefix("'") == safe(text)


@pytest.mark.parametrize("text", SHORT, ids=range(len(NASTY)))
def test_html_shows_it(text: str) -> None:
    root = parsed(render("html", text))
    assert {one.tag for one in elements(root)}.isdisjoint({"script", "img", "b", "iframe"})
    name = next(one for one in elements(root) if one.tag == "h2")
    if text.isascii() and text.isprintable():
        assert shown_text(name) == " ".join(text.split())


@pytest.mark.parametrize("text", SHORT, ids=range(len(NASTY)))
def test_markdown_keeps_its_tables(text: str) -> None:
    printed = render("markdown", text)
    assert not re.search(r"(?<!\\)(<(?!br>|/?details>|/?summary>)|\]\()", printed)
    bars = [one.replace("\\\\", "").replace("\\|", "").count("|") for one in printed.splitlines() if one[:2] == "| "]
    assert set(bars) <= {4, 5, 6, 7}
