"""Hostile text in every place of a PDF: shown as it was written, within the page, never run."""

from dataclasses import replace
from random import Random
from unicodedata import normalize

import pypdfium2
import pytest

from slakit.document.literal import visible
from slakit.document.model import Document, Paragraph, Section
from slakit.document.pdf import pdf
from slakit.document.pdf_data import Pages
from tests.document.files import document, pdf_pages, squashed, written
from tests.document.sample import HOSTILE, texts_of
from tests.document.within_pages import assert_within

# What the fonts that come with the typesetter do not have.
UNSHOWN = "😀👩💻漢字\u200d"


def expected(text: str) -> str:
    shown = "".join(f"[U+{ord(one):04X}]" if one in UNSHOWN or one == "\ue000" else one for one in visible(text))
    return normalize("NFKC", squashed(shown))


def test_every_text_is_shown_in_every_place() -> None:
    whole = normalize("NFKC", squashed("".join(pdf_pages("hostile"))))
    for text in HOSTILE:
        times = list(texts_of(document("hostile"))).count(text)
        assert times > 12
        if len(text) < 60 and "שלום" not in text:  # others are parted by the ends of pages, or copied in another order
            assert whole.count(expected(text)) >= times, text


def test_a_word_of_ten_thousand_letters_is_shown_whole() -> None:
    assert "".join(pdf_pages("long")).count("x") > 12 * 10_000


@pytest.mark.parametrize("name", ["hostile", "long"])
def test_nothing_leaves_the_page(name: str) -> None:
    assert_within(written(name, ".pdf"))


def test_stages_with_long_names_have_a_picture() -> None:
    steps = tuple(replace(step, title="W" * 10_000, by=("x" * 10_000,)) for step in document("sample").funnel)
    content = pdf(replace(document("sample"), funnel=steps))
    assert_within(content)


def of_paragraphs(*texts: str) -> Document:
    blocks = tuple(Paragraph(text=text) for text in texts)
    return Document(title="T", subtitle="", sections=(Section(number="1", anchor="a", title="A", blocks=blocks),))


def text_of(made: Document) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf(made)))


def test_a_character_without_a_picture_is_shown_by_its_number_and_the_file_says_so() -> None:
    text = text_of(of_paragraphs("a 漢 b 😀 c"))
    assert "a [U+6F22] b [U+1F600] c" in text
    assert "does not have are shown by their number: [U+6F22], [U+1F600]." in text


def test_a_file_whose_characters_all_have_pictures_says_nothing() -> None:
    assert "by their number" not in text_of(of_paragraphs("naïve Ωμέγα Жизнь שלום مرحبا ✓ → ½"))


def test_places_to_break_have_no_number_beside_a_character_without_a_picture() -> None:
    text = text_of(of_paragraphs(f"{'x' * 200}😀{'x' * 200} a\u200bb"))
    assert text.count("U+200B") == 1  # the one that was written
    assert "[U+1F600]" in squashed(text)


@pytest.mark.parametrize("words", [20, 60, 200])
def test_a_long_title_stands_whole_on_the_first_page(words: int) -> None:
    title = " ".join(f"word{number}" for number in range(words))
    content = pdf(replace(of_paragraphs("x"), title=title))
    assert_within(content)
    first = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert squashed(title) in squashed(first)


def test_numbers_beside_what_reads_leftward_stay_where_they_are() -> None:
    page = pypdfium2.PdfDocument(pdf(of_paragraphs("before שלום 57 days")))[1].get_textpage()
    found = page.get_text_range()
    hebrew, number = (page.get_charbox(found.index(one))[0] for one in ("ש", "57"))
    assert number > hebrew


def test_any_characters_make_a_file() -> None:
    chosen = Random(7)  # noqa: S311 - any would do; it is the same every time
    ranges = [(0x20, 0x7F), (0x80, 0x3000), (0x3000, 0xD800), (0xE000, 0x10000), (0x10000, 0x110000)]
    texts = ["".join(chr(chosen.randrange(*chosen.choice(ranges))) for _ in range(30)) for _ in range(60)]
    assert text_of(of_paragraphs(*texts)).count("[U+") > 500


@pytest.mark.parametrize(
    ("text", "linked"),
    [("as S-1 says", True), ("(2.2)", True), ("2.2", False), ("S-99", False), ("xS-1", False), ("S-1-1", False)],
)
def test_only_what_refers_is_linked(text: str, linked: bool) -> None:
    runs = Pages(document=document("sample")).prose(text)
    assert any(isinstance(run, dict) for line in runs for run in line) == linked
