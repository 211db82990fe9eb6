"""Hostile text in every place of an agreement that takes text, in every format: shown as it was written, all of it.

The places are found by the schema of the language: a new one is asked about without a change here.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from slakit.document import Document, document_of
from slakit.document.docx_reading import docx_lines
from slakit.document.literal import visible
from slakit.document.pdf_reading import pdf_lines
from slakit.document.writers import suffixes, writer
from tests.document import html_page
from tests.document.files import squashed
from tests.document.make import ROOT
from tests.document.make import html as as_html
from tests.document.office import needed
from tests.document.sample import texts_of
from tests.document.text_places import Texts, all_places, rewritten
from tests.document.within_pages import assert_within

FILES = (ROOT / "tests/cases/valid/pay.yaml", ROOT / "tests/document/agreements/unusual.yaml")
HOSTILE = (
    'Qz{}q <script>alert(1)</script> <b>*x*</b> &amp; "\'> {{ 7777*7777 }} {% x %} #import "@a/b:1" #panic() $y$ '
    "_z_ `c` [l](//u.example) \\input{/etc/passwd} // | ~ ^ \u202eabc\u2066 \u200b😀 é ﬁ (end)"
)
ADDRESS = "Qz{}q<b>*x*</b>{{7777*7777}}#panic()$y$_z_`c`\u202e\u2066😀@x.example"


@cache
def made(file: Path, text: str, address: str) -> tuple[Document, Texts]:
    with TemporaryDirectory() as folder:
        agreement, texts = rewritten(file, text, address, Path(folder) / "agreement.yaml")
    return document_of(agreement), texts


def as_page(content: bytes) -> str:
    return html_page.text(html_page.parsed(content.decode()))


READ: dict[str, Callable[[bytes], str]] = {
    ".md": lambda content: as_page(f"<!doctype html><title>x</title>{as_html(content.decode())}".encode()),
    ".html": as_page,
    ".pdf": lambda content: "".join(pdf_lines(content)),
    ".docx": lambda content: "".join(docx_lines(content)),
}


def wanted(text: str, suffix: str) -> str:
    shown = visible(text)
    if suffix == ".pdf":  # what its fonts do not have
        shown = shown.replace("😀", "[U+1F600]")
    return normalize("NFKC", squashed(shown)).casefold()


def test_every_place_of_the_language_is_asked_about() -> None:
    asked = {place for file in FILES for place in made(file, HOSTILE, ADDRESS)[1].places}
    assert all_places() - asked == set()
    assert len(asked) > 60


@pytest.mark.parametrize("suffix", suffixes())
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_shown_as_it_was_written(file: Path, suffix: str) -> None:
    document, texts = made(file, HOSTILE, ADDRESS)
    found = normalize("NFKC", squashed(READ[suffix](writer(suffix).write(document)))).casefold()
    lost = {number for number, text in texts.written.items() if wanted(text, suffix) not in found}
    assert [place for place, numbers in texts.places.items() for number in numbers if number in lost] == []
    assert "60481729" not in found  # nothing was worked out


LONG, LONG_ADDRESS = f"Qz{{}}q{'W' * 10_000}", f"Qz{{}}q{'x' * 10_000}@x.example"


def test_words_of_ten_thousand_letters_are_whole() -> None:
    document, texts = made(FILES[0], LONG, LONG_ADDRESS)
    shown = {
        ".md": writer(".md").write(document).decode(),
        ".html": writer(".html").write(document).decode().replace("<wbr>", ""),
        ".docx": "".join(docx_lines(writer(".docx").write(document))),
    }
    for number in set(texts.written):
        assert [suffix for suffix, text in shown.items() if texts.written[number] not in text] == []


def test_long_words_stay_within_the_pages_of_a_pdf() -> None:
    document, _ = made(FILES[1], LONG[:290], f"{LONG_ADDRESS[:290]}@x.example")  # longer ones are shown in short, too
    content = writer(".pdf").write(document)
    assert_within(content)
    shown = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert shown.count("W") >= "".join(texts_of(document)).count("W") > 90_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_word_processors_take_the_file(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.docx"
    path.write_bytes(writer(".docx").write(made(file, HOSTILE, ADDRESS)[0]))
    found = OpenXmlValidator().validate(str(path))
    assert found.is_valid, [(error.part_uri, error.description) for error in found.errors][:5]


@pytest.mark.parametrize("name", [pytest.param("hostile", marks=needed)])
def test_libreoffice_opens_the_file(name: str, office: dict[str, Path]) -> None:
    pages = pypdfium2.PdfDocument(office[name])
    text = squashed("".join(page.get_textpage().get_text_range() for page in pages))
    assert text.count("{{7777*7777}}") > 100
    assert text.count("#panic()") > 100
