"""What is read back of PDF and DOCX files, our own and a stranger's, and how their differences are told."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from slakit.document import docx_reading
from slakit.document.differences import differences, headings
from slakit.document.docx_reading import docx_lines
from slakit.document.model import Document, Paragraph, Section
from slakit.document.pdf_reading import pdf_lines
from slakit.document.reading import UnreadError, child, parent, read_both
from slakit.document.writers import suffixes, writer
from tests.document.files import document, written

READ = {".pdf": pdf_lines, ".docx": docx_lines}


def test_every_format_shows_its_lines() -> None:
    for suffix in suffixes():
        format_ = writer(suffix)
        assert format_.text != (format_.read is not None), suffix


@pytest.mark.parametrize("suffix", READ)
def test_all_headings_are_read_with_their_numbers(suffix: str) -> None:
    lines = READ[suffix](written("northwind", suffix))
    wanted = headings(document("northwind"))
    assert len(wanted) > 40
    assert [one for one in wanted if one not in lines] == []
    assert sum("S-5" in line for line in lines) >= 2


@pytest.mark.parametrize("suffix", READ)
def test_what_stands_on_every_page_is_read_once(suffix: str) -> None:
    lines = READ[suffix](written("northwind", suffix))
    assert sum(document("northwind").digest[:12] in line for line in lines) == 1
    assert sum(line.startswith("Page 2 of") for line in lines) == 0


def of(*texts: str) -> Document:
    blocks = tuple(Paragraph(text=text) for text in texts)
    return Document(title="T", subtitle="s", sections=(Section(number="1", anchor="a", title="A", blocks=blocks),))


@pytest.mark.parametrize("suffix", READ)
def test_one_word_is_one_line(suffix: str) -> None:
    before, after = (writer(suffix).write(of("one", word, "three")) for word in ("two", "zwei"))
    assert differences("f", *read_both(suffix, before, after), ["1 A"])[2:] == [
        "@@ -{0},3 +{0},3 @@ 1 A".format(READ[suffix](before).index("one") + 1),
        " one",
        "-two",
        "+zwei",
        " three",
    ]


def repacked(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A word processor's file with something else in a part."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for one in parts.namelist():
            part = parts.read(one)
            assert one != name or old in part
            archive.writestr(one, part.replace(old, new, 1) if one == name else part)
    return made.getvalue()


def test_tracked_changes_are_read_as_if_accepted() -> None:
    run = b"<w:r><w:t>two</w:t></w:r>"
    changed = (
        b'<w:del w:id="1" w:author="x"><w:r><w:delText>two</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="x"><w:r><w:t>zwei</w:t></w:r></w:ins>'
    )
    content = writer(".docx").write(of("one", "two"))
    lines = docx_lines(repacked(content, "word/document.xml", run, changed))
    assert "zwei" in lines
    assert "two" not in lines


ENTITY = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "ff">]>\n<w:document'


def test_entities_of_a_stranger_are_not_followed() -> None:
    content = writer(".docx").write(of("one"))
    with_type = repacked(content, "word/document.xml", b"<w:document", ENTITY)
    lines = docx_lines(repacked(with_type, "word/document.xml", b">one<", b">a&e;&f;b<"))
    assert "a&e;&f;b" in lines


def test_a_part_that_unpacks_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_reading, "MOST", 100_000)
    content = repacked(writer(".docx").write(of("one")), "word/document.xml", b">one<", b">" + b"x" * 200_000 + b"<")
    said = child.answered(".docx", content, content)["said"]
    assert isinstance(said, str)
    assert said.startswith("its part word/document.xml has more than")


@pytest.mark.parametrize("suffix", READ)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x00" * 1000, "Ω\n".encode() * 99])
def test_what_is_no_such_file_has_no_lines(suffix: str, content: bytes) -> None:
    assert "said" in child.answered(suffix, content, written("sample", suffix))


def test_a_text_that_is_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "OUTPUT", 10)
    content = written("sample", ".docx")
    assert child.answered(".docx", content, content) == {"said": "it has more than 10 characters"}


def test_a_file_that_takes_too_long_is_left() -> None:
    pytest.importorskip("resource")
    content = repacked(
        writer(".docx").write(of("one")), "word/document.xml", b"<w:p>", b"<w:p/>" * 4_000_000 + b"<w:p>"
    )
    assert len(content) < 100_000
    with pytest.raises(UnreadError, match="more than 1 seconds of processor time"):
        read_both(".docx", content, b"", seconds=1)


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "MOST_BYTES", 10)
    with pytest.raises(UnreadError, match="it has more than 0 MiB"):
        read_both(".pdf", b"%PDF-1.7 ...", b"")


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.document.formats.pdf.find_spec", lambda name: None)
    said = child.answered(".pdf", b"", b"")["said"]
    assert said == "the text of a PDF is read by pypdf: pip install 'slakit[pdf]'"


BEFORE = ["# T", "## 1 A", "x", "### S-1 One", "one", "### S-2 \\*Two\\*", "two", "### S-3 Three", "three"]
HEADINGS = ["1 A", "S-1 One", "S-2 *Two*", "S-3 Three"]


@pytest.mark.parametrize(
    ("after", "places"),
    [
        ([*BEFORE[:4], "1", *BEFORE[5:]], ["@@ -4,3 +4,3 @@ S-1 One"]),
        ([*BEFORE[:5], *BEFORE[7:]], ["@@ -5,4 +5,2 @@ S-3 Three"]),
        ([*BEFORE[:4], "1", *BEFORE[5:-1], "3"], ["@@ -4,3 +4,3 @@ S-1 One", "@@ -8,2 +8,2 @@ S-3 Three"]),
        ([*BEFORE[:6], "2", "### S-3 New", "new", "### S-4 Three", "three"], ["@@ -6,4 +6,6 @@ S-2 *Two*"]),
        (["# U", *BEFORE[1:]], ["@@ -1,2 +1,2 @@"]),
        (BEFORE, []),
    ],
)
def test_the_clauses_that_lines_are_in_are_named(after: list[str], places: list[str]) -> None:
    shown = differences("f.md", BEFORE, after, HEADINGS)
    assert [line for line in shown if line.startswith("@@")] == places
    assert shown[:2] == (["--- f.md", "+++ f.md as it would be rendered now"] if places else [])


def test_of_many_clauses_the_first_are_named() -> None:
    lines = [line for at in range(9) for line in (f"S-{at} x", "y")]
    shown = differences("f", ["old"], lines, [f"S-{at} x" for at in range(9)])
    assert shown[2] == "@@ -1,1 +1,18 @@ S-0 x, S-1 x, S-2 x, S-3 x and 5 more"


def test_headings_are_found_among_the_marks_of_html() -> None:
    made = replace(document("northwind"), digest="0" * 64)
    before, after = (writer(".html").write(one).decode().split("\n") for one in (made, document("northwind")))
    (last,) = [line for line in differences("f", before, after, headings(made)) if line.startswith("@@")][-1:]
    assert last.endswith("@@ 13 Signatures")
