"""The PDF: what it says about itself, that it says the whole document, and that it is always the same file."""

import re
from collections.abc import Iterator
from importlib import util
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import pikepdf
import pypdfium2
import pytest
from documents import agreement
from syrupy.assertion import SnapshotAssertion

from slakit.cli import main
from slakit.document.extras import MissingExtraError
from slakit.document.model import Clause, Document, Section, Table
from slakit.document.pdf import pdf
from tests.document.files import AGREEMENTS, NAMES, document, pdf_pages, squashed, written
from tests.document.make import REFERENCE, ROOT
from tests.document.sample import DIGEST, texts_of

SMALL = ROOT / "policies" / "small_team.yaml"


def opened(name: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(written(name, ".pdf")))


@pytest.mark.parametrize("name", AGREEMENTS)
def test_text(name: str, snapshot: SnapshotAssertion) -> None:
    pages = (re.sub(r"[\x02\ufffe]\n?", "-", page) for page in pdf_pages(name))
    assert "\n\n".join(re.sub(r" +$", "", page, flags=re.MULTILINE) for page in pages) == snapshot


@pytest.mark.parametrize("name", [*AGREEMENTS, "sample"])
def test_every_text_is_there_in_its_order(name: str) -> None:
    of = document(name)
    head, at = squashed(f"{of.title}{of.name}·version{of.version}·{of.digest[:12]}"), 0
    pages = [squashed(page) for page in pdf_pages(name)]
    assert all(page.startswith(head) for page in pages)
    whole = "".join(re.sub(r"Page\d+of\d+$", "", page.removeprefix(head)) for page in pages)
    for text in map(squashed, texts_of(of)):
        found = whole.find(text, at)
        assert found >= 0, text
        at = found + len(text)


@pytest.mark.parametrize("name", NAMES)
def test_it_claims_and_has_what_archives_and_screen_readers_need(name: str) -> None:
    file = opened(name)
    root = file.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en-US"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert [str(one.S) for one in root.OutputIntents] == ["/GTS_PDFA1"]
    with file.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("2", "A", "1")
        assert squashed(said["dc:title"])[:290] == squashed(document(name).title)[:290]
        assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2000-01-01T00:00:00Z"
    kinds = [kind for kind, _ in tags(root.StructTreeRoot)]
    assert {"/Title", "/H1", "/H2", "/P", "/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/TOC", "/Link"} <= set(kinds)


def tags(node: Any) -> Iterator[tuple[str, Any]]:
    """The structure elements below, in reading order."""
    below = node.get("/K", [])
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield str(one.S), one
            yield from tags(one)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_acts_or_leads_outside(name: str) -> None:
    file = opened(name)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(file.Root.keys())
    assert "/JavaScript" not in file.Root.get("/Names", {})
    assert not file.attachments
    for page in file.pages:
        for note in page.get("/Annots", []):
            assert note.Subtype == "/Link"
            assert note.get("/A", pikepdf.Dictionary(S="/GoTo")).S == "/GoTo"


@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_within(name: str) -> None:
    file = opened(name)
    fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), font.BaseFont
        assert "/ToUnicode" in font


@pytest.mark.parametrize("name", ["northwind", "sample"])
def test_bookmarks_are_the_headings(name: str) -> None:
    with opened(name).open_outline() as outline:
        found = [squashed(title) for title in titles(outline.root)]
    assert found == [squashed(one) for one in headings(document(name).sections)]


def titles(items: Any) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from titles(item.children)


def headings(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield f"{section.number} {section.title}"
        yield from (f"{one.reference} {one.title}" for one in section.blocks if isinstance(one, Clause))
        yield from headings(section.sections)


def test_every_page_says_what_it_is_a_page_of() -> None:
    pages = pdf_pages("sample")
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"samples · version 2.1.0 · {DIGEST[:12]}\n" in page
        assert f"Page {number} of {len(pages)}" in page
    assert DIGEST[:13] not in "".join(pages)


def test_a_table_of_several_pages_repeats_its_header() -> None:
    rows = tuple((f"Row {number}", "text") for number in range(100))
    section = Section(number="1", anchor="a", title="Table", blocks=(Table(header=("Header", "B"), rows=rows),))
    opened = pypdfium2.PdfDocument(pdf(Document(title="T", subtitle="", sections=(section,))))
    pages = [page.get_textpage().get_text_range() for page in opened]
    assert len(pages) > 3
    assert all(re.search(r"Header\s+B", page) for page in pages[1:])


def test_references_lead_to_their_clauses() -> None:
    file = opened("sample")
    named = [str(note.Dest) for page in file.pages for note in page.get("/Annots", []) if "/Dest" in note]
    assert [one for one in named if one.startswith(("clause-", "section-"))]


def test_the_way_of_a_lead_is_a_picture_that_says_what_it_shows() -> None:
    file = opened("sample")
    said = [str(node.Alt) for kind, node in tags(file.Root.StructTreeRoot) if kind == "/Figure"]
    assert len(said) == 1
    assert said[0].startswith("Inquiry: Marketing responsible, leads may begin here, then Accepted lead.")
    assert "Returned [U+1F600]: Sales responsible" in said[0]


def test_two_hundred_commitments_take_less_than_ten_seconds(tmp_path: Path) -> None:
    large, target = tmp_path / "large.yaml", tmp_path / "large.pdf"
    large.write_text(agreement(200), encoding="utf-8")
    begun = process_time()
    assert main(["render", str(large), "-o", str(target)]) == 0
    assert process_time() - begun < 10
    assert len(pypdfium2.PdfDocument(target.read_bytes())) > 40


def test_without_typst_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = util.find_spec
    monkeypatch.setattr("slakit.document.pdf.find_spec", lambda name: None if name == "typst" else there(name))
    assert main(["render", str(REFERENCE), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "a PDF needs Typst: pip install 'slakit[pdf]'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_typst_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.document.pdf.version", lambda name: "0.14.9")
    with pytest.raises(MissingExtraError, match=r"^Typst 0.14.9 is too old, 0.15 is needed: pip install"):
        pdf(document("sample"))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_check_tells_a_current_file_from_a_stale_one(
    tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"agreement{suffix}"
    assert main(["render", str(SMALL), "-o", str(target)]) == 0
    assert main(["render", str(SMALL), "-o", str(target), "--check"]) == 0
    target.write_bytes(target.read_bytes() + b"\n")
    assert main(["render", str(SMALL), "-o", str(target), "--check"]) == 1
    assert "SLA702" in capsys.readouterr().out
