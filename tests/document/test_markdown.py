"""Hostile text is shown as it was written: read back as HTML, it is text and nothing else."""

import re
from dataclasses import replace
from html import unescape

import pytest

from slakit.document import document_of
from slakit.document.markdown import escaped, markdown
from slakit.document.model import Clause, Document, Facts, Paragraph, Points, Section, Signature, Table
from slakit.wording.outline import Item
from tests.document.make import REFERENCE, agreement, html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**bold** _it_ ~~gone~~ `code`",
    "[link](javascript:alert(1)) ![img](x)",
    "<https://evil.example>",
    "a | b | c",
    "# heading",
    "#",
    "ends with a hash #",
    "- point",
    "+ point",
    "1. first",
    "12) twelfth",
    "> quote",
    "---",
    "===",
    "```",
    "~~~",
    "    four spaces",
    "{{ 7 * 7 }} {% raw %} {# c #}",
    "\\ \\* \\\\",
    "&lt;b&gt; &#42; &amp; R&D",
    "$x^2$",
    "[^1]: note",
    "[a]: http://evil.example",
    "* * *",
    "😀 naïve 漢字",
    "x" * 10_000,
]


def shown(text: str) -> str:
    """What a browser shows of the text."""
    return re.sub(r"\s+", " ", text).strip()


def texts(page: str, tag: str) -> list[str]:
    return [shown(unescape(inner)) for inner in re.findall(f"<{tag}(?: [^>]*)?>(.*?)</{tag}>", page, re.DOTALL)]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_hostile_text_in_every_place_is_shown_literally(text: str) -> None:
    blocks = (
        Paragraph(text=text),
        Points(items=(Item(text=text, items=(Item(text=text),)),)),
        Facts(rows=((text, text),)),
        Table(header=(text, "Number"), rows=((text, text),), numeric=(1,)),
        Clause(reference="S-1", anchor="a", title=text, blocks=(Paragraph(text=text),)),
        Signature(party=text, role=text, name=text, email=text),
    )
    section = Section(number="1", anchor="a", title=text, blocks=blocks)
    page = html(markdown(Document(title=text, subtitle=text, sections=(section,))))

    tags = set(re.findall(r"</?([a-z0-9]+)", page))
    assert tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    want = shown(text)
    assert texts(page, "h1") == [want]
    assert texts(page, "h2") == [f"1 {want}"]
    assert texts(page, "h3") == [f"S-1 {want}"]
    assert texts(page, "p")[:2] == [want, want]
    assert texts(page, "td") == [want, want]
    assert texts(page, "th") == [want, "Number"]
    assert page.count("<li>") == 3
    assert f"{want}: {want}, {want}" in texts(page, "p")


@pytest.mark.parametrize(
    ("text", "escape"),
    [
        ("a\u202egnp.exe", "a\\[U+202E\\]gnp.exe"),
        ("a\u200bb", "a\\[U+200B\\]b"),
        ("bell\u0007", "bell\\[U+0007\\]"),
        ("esc\u001b[31m", "esc\\[U+001B\\]\\[31m"),
        ("👩\u200d💻", "👩\u200d💻"),  # a joiner between pictures belongs to them
        ("one\ntwo", "one<br>two"),
        ("1.2.0", "1.2.0"),
        ("26.67", "26.67"),
        ("-5", "-5"),
        ("https://x.example", "https\\://x.example"),
        ("9:00", "9:00"),
    ],
)
def test_escapes(text: str, escape: str) -> None:
    assert escaped(text) == escape


def test_hostile_titles_of_an_agreement_stay_titles() -> None:
    reference = agreement(REFERENCE)
    nasty = "| # <b>*S*</b> {{ x }}\u202e"
    response = replace(reference.responses["first_attempt"], title=nasty, on_breach=nasty, description=nasty)
    text = markdown(document_of(replace(reference, title=nasty, responses={"first_attempt": response})))
    assert "<b>" not in text
    assert "\u202e" not in text
    assert text.count("\\| \\# \\<b\\>\\*S\\*\\</b\\> {{ x }}\\[U+202E\\]") > 5
