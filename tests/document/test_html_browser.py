"""The HTML page in a real browser, at the width of a phone and of a desk: nothing to complain of.

Chromium is Debian's (`apt-get install chromium`) or the one that SLAKIT_CHROMIUM names.
"""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, sync_playwright

from slakit.document.html import html
from tests.document.make import POLICIES
from tests.document.test_hostile_texts import ADDRESS, FILES, HOSTILE, LONG, made
from tests.document.test_html import changed, document, page

CHROMIUM = os.environ.get("SLAKIT_CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SMALL, PHONE, DESK = (360, 740), (390, 844), (1440, 900)
NASTY = f"<b>{{{{ 1 }}}}</b>&amp;\u202eגשם 😀 {'x' * 100}"

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="THE HTML PAGE IS NOT LOOKED AT IN A BROWSER: there is no Chromium. apt-get install chromium, or let"
        " SLAKIT_CHROMIUM name one",
    ),
    pytest.mark.xdist_group("chromium"),
]


def axe() -> str:
    """The script of axe-core, as a package of tests carries it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all pages; it is never asked to fetch anything."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@dataclass
class Look:
    """What a browser makes of a page: its complaints, how wide it is, and what is hard to read or to use."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    width: int = 0
    cut: list[str] = field(default_factory=list)
    violations: list[Any] = field(default_factory=list)


_CUT = """
() => [...document.querySelectorAll('main *')].filter(element => {
  const box = element.getBoundingClientRect();
  return !element.closest('caption, thead, svg') && box.width > 0 && box.right > innerWidth + 1;
}).map(element => element.outerHTML.slice(0, 100))
"""
_AXE = """
async () => (await axe.run({resultTypes: ['violations']})).violations.map(
  one => [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 150) + node.failureSummary)])
"""


def look(browser: Browser, file: Path, size: tuple[int, int], scheme: Any, *, closely: bool) -> Look:
    """Open the page in a window of `size`, in `light` or `dark`, and see; `closely`: with axe-core."""
    found = Look()
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    tab = context.new_page()
    tab.on("console", lambda message: found.complaints.append(message.text))
    tab.on("pageerror", lambda error: found.complaints.append(str(error)))
    tab.on("request", lambda request: found.requests.append(request.url))
    tab.goto(file.as_uri())
    found.width = tab.evaluate("document.documentElement.scrollWidth")
    found.cut = tab.evaluate(_CUT)
    if closely:
        tab.evaluate(axe())
        found.violations = tab.evaluate(_AXE)
    context.close()
    return found


CASES = [(path, size, scheme) for path in POLICIES for size, scheme in ((PHONE, "dark"), (DESK, "light"))]
LOOKED = [*CASES, (POLICIES[-1], PHONE, "light"), (POLICIES[-1], DESK, "dark")]


@pytest.mark.parametrize(
    ("path", "size", "scheme"), LOOKED, ids=[f"{path.stem}-{size[0]}-{scheme}" for path, size, scheme in LOOKED]
)
def test_a_page_is_sound(path: Path, size: tuple[int, int], scheme: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(path), encoding="utf-8")
    found = look(browser, file, size, scheme, closely=True)
    assert found == Look(requests=[file.as_uri()], width=size[0])


def test_hostile_text_leaves_the_layout_intact(browser: Browser, tmp_path: Path) -> None:
    """Something nasty everywhere, and every fifty texts a word of 10,000 letters."""
    count = 0

    def nasty(text: str) -> str:
        nonlocal count
        count += 1
        return f"{text} {NASTY}" if count % 50 else f"{text} {'w' * 10_000}"

    file = tmp_path / "page.html"
    file.write_text(html(changed(document(POLICIES[-1]), nasty)), encoding="utf-8")
    for size in (SMALL, PHONE, DESK):
        found = look(browser, file, size, "light", closely=False)
        assert found == Look(requests=[file.as_uri()], width=size[0])


@pytest.mark.parametrize(("text", "address"), [(HOSTILE, ADDRESS), (LONG[:1000], ADDRESS)], ids=["markup", "long"])
def test_hostile_text_everywhere_in_an_agreement(text: str, address: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(html(made(FILES[0], text, address)[0]), encoding="utf-8")
    found = look(browser, file, PHONE, "light", closely=False)
    assert found == Look(requests=[file.as_uri()], width=PHONE[0])


def test_the_keyboard_leads_past_the_contents(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(POLICIES[-1]), encoding="utf-8")
    tab = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    tab.goto(file.as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the agreement"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"
    tab.close()


def test_on_paper_every_page_says_what_it_belongs_to(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(POLICIES[-1]), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    paper = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True, print_background=True))
    tab.close()
    agreement = document(POLICIES[-1])
    texts = [one.get_textpage().get_text_range() for one in paper]
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert all(agreement.title in text and f"Version {agreement.version}" in text for text in texts[1:])
    assert "Skip to" not in texts[0]
    (last,) = [text for text in texts if "Date" in text and "Signature" in text]
    assert last.count("Signature\n") + last.count("Signature ") >= 2
