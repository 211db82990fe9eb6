"""Findings as Markdown, for a comment on a pull request."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from slakit.diagnostics import Span, diagnostic
from slakit.formats import markup
from slakit.formats.markdown import render
from slakit.formats.report import Report
from slakit.formats.setting import Setting
from slakit.formats.text import MOST_SHOWN
from tests.formats import hostile

LINES = ("stages:", "  first: {by: sales, starts: handof}", "  text: |", "    one", "    two", "last")
SETTING = Setting(lines=lambda _: LINES)
PARSER = MarkdownIt("gfm-like", {"linkify": False})


def test_a_page(snapshot: SnapshotAssertion) -> None:
    assert render(Report(findings=hostile.findings(), files=("a b.yaml", "sub/c.yaml")), SETTING) == snapshot


def test_a_page_without_findings() -> None:
    assert render(Report(findings=(), files=("a.yaml",)), SETTING) == "### slakit: no findings in 1 file\n"


def test_errors_come_first() -> None:
    page = render(Report(findings=tuple(reversed(hostile.findings()))), SETTING)
    assert page.index("error") < page.index("warning", page.index("| ---"))


@pytest.mark.parametrize("limit", [2_000, 20_000])
def test_a_page_keeps_within_its_limit(limit: int) -> None:
    many = tuple(diagnostic(hostile.ERROR, Span("ä.yaml", 2, n + 1), f"the {n}th 😀") for n in range(3_000))
    page = render(Report(findings=many), replace(SETTING, limit=limit))
    assert limit // 2 < len(page.encode()) <= limit
    shown = len(re.findall("^\\| ❌", page, re.MULTILINE))
    left = f"{3_000 - shown:,}"
    assert f"And {left} more ({left} SLA302): `--format json` shows all of them." in page
    assert shown <= MOST_SHOWN


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_texts_of_strangers_do_nothing(text: str) -> None:
    page = render(hostile.report(text), Setting(lines=lambda _: hostile.lines(text)))
    assert len(page.encode()) <= 65_536
    assert not hostile.steers(page)
    assert not hostile.commands(page)
    tokens = PARSER.parse(page)
    shape = [token.type for token in tokens]
    assert shape.count("table_open") == 1
    assert shape.count("tr_open") == 3
    assert shape.count("td_open") == 6
    assert shape.count("heading_open") == 1
    assert shape.count("fence") == 1
    assert not {"blockquote_open", "bullet_list_open", "ordered_list_open"} & set(shape)
    html = [token.content for token in tokens if token.type == "html_block"]
    assert html == ["<details><summary>The lines in question</summary>\n", "</details>\n"]
    inside = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}
    assert all("/docs/codes.md#sla" in str(child.attrs["href"]) for child in inside if child.type == "link_open")
    assert not {"image", "em_open", "strong_open", "s_open"} & {child.type for child in inside}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@everyone", "@&#8203;everyone"),
        ("a@b.example", "a@&#8203;b.example"),
        ("#12", "\\#&#8203;12"),
        ("GH-12", "GH&#8203;-12"),
        ("www.a.example", "www&#8203;.a.example"),
        ("a @ b # c", "a @ b \\# c"),
        ("plain, 100% ä", "plain, 100% ä"),
        ("::error::x", "\\::error::x"),
    ],
)
def test_nobody_is_called_and_nothing_is_linked(text: str, shown: str) -> None:
    assert markup.text(text) == shown


@pytest.mark.parametrize("text", ["a", "`", "``x`", "a|b", "", "\x1b", "`a` `b`"])
def test_code_in_a_cell(text: str) -> None:
    tokens = PARSER.parse(markup.table(("h",), "l", [(markup.cell_code(text),)]))
    (code,) = [child for token in tokens for child in token.children or () if child.type == "code_inline"]
    assert code.content == (text.replace("\x1b", "\\x1b") or " ")


def test_a_fold_s_summary_is_text() -> None:
    assert markup.details("<b>&", "x").startswith("<details><summary>&lt;b&gt;&amp;</summary>\n\nx")


@pytest.mark.parametrize("rows", [0, 1, 1_000])
def test_a_page_without_its_rows_that_does_not_fit_is_cut(rows: int) -> None:
    page = markup.fitted(lambda count: "\n\n".join(["ä" * 100] * (50 + count)), rows, 2_000)
    assert 1_500 < len(page.encode()) <= 2_000
    assert page.endswith("ä\n\nThe rest does not fit here.\n")


@pytest.mark.parametrize(("limit", "shown"), [(200, 10), (199, 9), (110, 5), (100, 5), (20, 1), (19, 0)])
def test_as_many_rows_are_shown_as_fit(limit: int, shown: int) -> None:
    row = f"{'x' * 19}\n"
    assert markup.fitted(lambda count: row * count, 10, limit) == row * shown
