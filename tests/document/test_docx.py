"""The DOCX file: real headings, numbers, tables and fields, the whole text, and nothing that acts."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from syrupy.assertion import SnapshotAssertion

from slakit.document.docx_numbering import HEADINGS, numbering
from slakit.document.docx_styles import TEXT_WIDTH
from slakit.document.extras import MissingExtraError
from slakit.document.literal import visible
from slakit.document.model import Clause, Document, Paragraph, Section
from slakit.document.writers import writer
from tests.document.files import AGREEMENTS, NAMES, document, word, word_texts, written
from tests.document.sample import DIGEST, texts_of


def part(name: str, path: str) -> etree._Element:
    with ZipFile(BytesIO(written(name, ".docx"))) as file:
        return etree.fromstring(file.read(path))


@pytest.mark.parametrize("name", AGREEMENTS)
def test_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(f"{style}: {text}".rstrip() for style, text in word_texts(word(name))) == snapshot


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_its_order(name: str) -> None:
    whole, at = flat("\n".join(text for _, text in word_texts(word(name)))), 0
    for text in texts_of(document(name)):
        found = whole.find(flat(visible(text)), at)
        assert found >= 0, text
        at = found + len(flat(visible(text)))


def said(node: etree._Element) -> str:
    return "".join(one.text or "" for one in node.iter(qn("w:t")))


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", ["northwind", "sample", "hostile"])
def test_it_is_valid(name: str, tmp_path: Path) -> None:
    """By the schemas of the format and by what Word asks beyond them."""
    path = tmp_path / "a.docx"
    path.write_bytes(written(name, ".docx"))
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, found.errors


@pytest.mark.parametrize("name", [*AGREEMENTS, "sample"])
def test_a_word_processor_counts_to_the_numbers_of_the_document(name: str) -> None:
    assert list(counted(name)) == list(numbers(document(name).sections))


def counted(name: str) -> Iterator[str]:
    """The numbers of the headings, counted as their lists say."""
    lists = part(name, "word/numbering.xml")
    counters: dict[tuple[str, int], int] = {}
    for one in word(name).paragraphs:
        if not (one.style is not None and (one.style.name or "").startswith("Heading")):
            continue
        number_id = one._p.pPr.numPr.numId.val
        level = one._p.pPr.numPr.ilvl.val
        counters[number_id, level] = counters.get((number_id, level), 0) + 1
        for deeper in [key for key in counters if key[0] == number_id and key[1] > level]:
            del counters[deeper]
        abstract = lists.find(f'{qn("w:abstractNum")}[@{qn("w:abstractNumId")}="{number_id}"]')
        assert abstract is not None
        text = abstract.findall(qn("w:lvl"))[level].find(qn("w:lvlText"))
        assert text is not None
        numbers = {str(at + 1): str(count) for (list_id, at), count in counters.items() if list_id == number_id}
        yield re.sub(r"%(\d)", lambda at, numbers=numbers: numbers[at[1]], text.get(qn("w:val"), ""))


def numbers(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.number
        yield from (one.reference for one in section.blocks if isinstance(one, Clause))
        yield from numbers(section.sections)


def test_numbers_that_nobody_would_count_stay_as_they_are() -> None:
    clauses = [Clause(reference=name, anchor=name, title="T", blocks=()) for name in ("S-1", "S-3", "100%", "S-2")]
    section = Section(number="7", anchor="a", title="A", blocks=tuple(clauses))
    made = Document(title="T", subtitle="", sections=(section, Section(number="2", anchor="b", title="B")))
    found = numbering(made).headings
    assert [one.number for one in found.values() if not one.list_id] == ["7", "S-3", "100%"]
    assert found["section-2"].list_id == HEADINGS
    texts = [text for style, text in word_texts(opened(made)) if style.startswith("Heading")]
    assert texts == ["7\tA", "T", "S-3\tT", "100%\tT", "T", "B"]


@pytest.mark.parametrize("name", ["northwind", "sample"])
def test_every_style_that_is_asked_for_is_there(name: str) -> None:
    defined = {node.get(qn("w:styleId")) for node in part(name, "word/styles.xml").iter(qn("w:style"))}
    said = [part(name, f"word/{one}.xml") for one in ("document", "footer1", "header1", "numbering", "styles")]
    kinds = [qn(f"w:{one}") for one in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")]
    assert {node.get(qn("w:val")) for root in said for node in root.iter(*kinds)} <= defined


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slakit.document.formats.docx.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"^a DOCX needs python-docx: pip install 'slakit\[docx\]'$"):
        writer(".docx").write(document("sample"))


def opened(made: Document) -> docx.document.Document:
    return docx.Document(BytesIO(writer(".docx").write(made)))


def test_references_are_fields_that_follow_the_clause() -> None:
    body = word("sample").element.body
    fields = {node.get(qn("w:instr")).strip(): said(node) for node in body.iter(qn("w:fldSimple"))}
    marks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    assert set(fields.values()) == {"S-1", "G-1", "2.2"}
    assert {instruction.split()[1] for instruction in fields} <= marks
    assert all(re.fullmatch(r"REF _Ref\d{8} \\w \\h", instruction) for instruction in fields)


def test_the_table_of_contents_is_a_field_with_links() -> None:
    body = word("sample").element.body
    assert [node.text.strip() for node in body.iter(qn("w:instrText"))] == ['TOC \\o "1-2" \\h \\z \\u']
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    marks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    links = [node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))]
    assert len(links) == 5
    assert set(links) <= marks


def test_tables_repeat_their_header_and_split_no_row() -> None:
    tables = [
        one for one in word("b2b_midsize").tables if one.style is not None and one.style.name == "Agreement Table"
    ]
    assert len(tables) > 10
    for one in tables:
        rows = one._tbl.findall(qn("w:tr"))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_no_table_is_wider_than_the_text(name: str) -> None:
    columns = [one._tbl.tblGrid.findall(qn("w:gridCol")) for one in word(name).tables]
    assert columns
    assert max(sum(int(column.get(qn("w:w"))) for column in one) for one in columns) <= TEXT_WIDTH


def test_head_and_foot_of_every_page() -> None:
    section = word("sample").sections[0]
    assert section.header.paragraphs[0].text == f"Agreement on Samples\tsamples  ·  version 2.1.0  ·  {DIGEST[:12]}"
    foot = section.footer.paragraphs[0]._p
    assert [node.get(qn("w:instr")).strip() for node in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_what_the_file_says_about_itself() -> None:
    core = word("sample").core_properties
    assert (core.title, core.version, core.language, core.author) == ("Agreement on Samples", "2.1.0", "en-US", "")
    assert core.created == core.modified
    assert str(core.created).startswith("2000-01-01 00:00:00")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_acts_or_leads_outside(name: str) -> None:
    with ZipFile(BytesIO(written(name, ".docx"))) as file:
        entries = file.infolist()
        relations = b"".join(file.read(one) for one in entries if one.filename.endswith(".rels"))
        body = file.read("word/document.xml")
    assert {(one.date_time, one.compress_type, one.create_system) for one in entries} == {
        ((1980, 1, 1, 0, 0, 0), ZIP_STORED, 0)
    }
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    assert not [one for one in entries if "vba" in one.filename or not one.filename.endswith((".xml", ".rels"))]
    assert b"TargetMode" not in relations
    instructions = re.findall(rb'(?:w:instr="|<w:instrText[^>]*>) *(\w+)', body)
    assert set(instructions) <= {b"TOC", b"REF"}


def test_what_reads_leftward_is_a_run_of_its_own() -> None:
    section = Section(number="1", anchor="a", title="A", blocks=(Paragraph(text="before שלום 57 days"),))
    body = opened(Document(title="T", subtitle="", sections=(section,))).element.body
    marked = [node.getparent().getparent() for node in body.iter(qn("w:rtl"))]
    assert [said(run) for run in marked] == ["שלום"]
