"""The page of a plan in a real browser: sound at the width of a phone and of a desk, and on paper."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from slakit.formats.plan import html
from slakit.formats.setting import Setting
from tests.document.test_html_browser import DESK, PHONE, SMALL, Look, browser, look, pytestmark
from tests.formats.plan.plans import running, strange

__all__ = ["browser", "pytestmark"]

NASTY = f"<b>{{{{ 1 }}}}</b>&amp;\u202eגשם 😀 {'x' * 10_000}"


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_a_plan_is_sound(size: tuple[int, int], scheme: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text(html.render(running(), Setting()), encoding="utf-8")
    assert look(browser, file, size, scheme, closely=True) == Look(requests=[file.as_uri()], width=size[0])


def test_hostile_titles_leave_the_layout_intact(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text(html.render(strange(NASTY), Setting()), encoding="utf-8")
    for size in (SMALL, DESK):
        assert look(browser, file, size, "light", closely=False) == Look(requests=[file.as_uri()], width=size[0])


def test_on_paper(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text(html.render(running(), Setting()), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    paper = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True, print_background=True))
    tab.close()
    texts = [page.get_textpage().get_text_range() for page in paper]
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert "Skip to" not in texts[0]
    assert any("From the goal to leads and hours" in text and "USD 510,000" in text for text in texts)
