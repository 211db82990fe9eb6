"""The page of statements in a real browser, at the width of a phone and of a desk, and on paper."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.document import test_html_browser as pages
from tests.document.test_html_browser import DESK, NASTY, PHONE, SMALL, Look, look
from tests.formats.payroll.payrolls import WHAT_IF, hostile, payroll
from tests.formats.payroll.test_shown import render

pytestmark = pages.pytestmark
browser = pages.browser


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_the_page_is_sound(size: tuple[int, int], scheme: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render("html", payroll()), encoding="utf-8")
    found = look(browser, file, size, scheme, closely=True)
    assert found == Look(requests=[file.as_uri()], width=size[0])


def test_hostile_text_leaves_the_layout_intact(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    for text, sizes in ((NASTY, (SMALL, PHONE, DESK)), ("w" * 10_000, (SMALL,))):
        file.write_text(render("html", hostile(text)), encoding="utf-8")
        for size in sizes:
            found = look(browser, file, size, "light", closely=False)
            assert found == Look(requests=[file.as_uri()], width=size[0])


def printed(browser: Browser, file: Path) -> list[str]:
    """The text of each sheet of paper that the page comes to."""
    tab = browser.new_page()
    tab.goto(file.as_uri())
    paper = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
    tab.close()
    return [one.get_textpage().get_text_range() for one in paper]


def test_on_paper_every_statement_begins_a_page_of_its_own(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render("html", payroll()), encoding="utf-8")
    texts = printed(browser, file)
    begun = [text for text in texts if "TOTAL" in text]
    assert [text.splitlines()[1].strip() for text in begun] == ["Dana Reyes", "ann", "ben"]
    assert all("Sales and Marketing Agreement (northwind)" in text and "9 April 2027" in text for text in begun)
    assert "Everybody (3 people)" in texts[0]


def test_on_paper_a_statement_alone_begins_at_once_and_leaves_no_deal_out(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render("html", WHAT_IF, "ann"), encoding="utf-8")
    texts = printed(browser, file)
    assert "TOTAL" in texts[0]
    assert "WHAT-IF" in texts[0]
    assert "L0013" in "".join(texts)
