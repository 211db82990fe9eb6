"""The HTML page: sound, whole in itself, easy to find one's way in, and the same wherever it is written."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from slakit.document import document_of
from slakit.document.html import html
from slakit.document.html_table import shape
from slakit.document.model import Clause, Document, Facts, Paragraph, Points, Section, Signature, Table
from slakit.wording.outline import Item
from tests.document.html_page import Element, elements, parsed, text
from tests.document.make import POLICIES, REFERENCE, agreement
from tests.document.test_markdown import HOSTILE

_TAGS = (
    "html head meta title style body a header h1 h2 h3 h4 h5 h6 p code div nav ol ul li span main section article dl dt"
    " dd table caption thead tbody tr th td figure footer br wbr bdi svg desc rect path text tspan"
)
TAGS = frozenset(_TAGS.split())
"""Everything that a page consists of."""


@cache
def document(path: Path) -> Document:
    return document_of(agreement(path))


@cache
def page(path: Path) -> str:
    return html(document(path))


@cache
def root(path: Path) -> Element:
    return parsed(page(path))


class Page(SingleFileSnapshotExtension):
    """Snapshots in files of their own."""

    file_extension = "html"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_page(path: Path, snapshot: SnapshotAssertion) -> None:
    body = page(path).partition("<body>\n")[2]
    assert body == snapshot(extension_class=Page, name=path.stem)


every_policy = pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)


@every_policy
def test_it_consists_of_known_elements_and_asks_for_nothing(path: Path) -> None:
    found = list(elements(root(path)))
    assert {element.tag for element in found} <= TAGS
    for element in found:
        assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "src", "srcset")]
        assert element.attrib.get("href", "#").startswith("#")
    (style,) = root(path).iter("style")
    assert not re.search(r"url\(|@import|expression", style.text)


@every_policy
def test_its_policy_allows_the_style_sheet_and_nothing_else(path: Path) -> None:
    (policy,) = [meta.attrib["content"] for meta in root(path).iter("meta") if "http-equiv" in meta.attrib]
    (style,) = root(path).iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


@every_policy
def test_links_lead_somewhere_and_ids_are_unique(path: Path) -> None:
    ids = [element.attrib["id"] for element in elements(root(path)) if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert {link.attrib["href"][1:] for link in root(path).iter("a")} <= set(ids)
    for element in elements(root(path)):
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(element.attrib.get(name, "").split()) <= set(ids)


@every_policy
def test_headings_go_down_one_level_at_a_time(path: Path) -> None:
    levels = [int(element.tag[1]) for element in elements(root(path)) if re.fullmatch(r"h[1-6]", element.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_policy
def test_every_table_has_a_caption_and_headers_with_a_scope(path: Path) -> None:
    tables = list(root(path).iter("table"))
    assert tables
    for table in tables:
        assert text(table.find("caption"))
        assert all(cell.attrib["scope"] in ("col", "row") for cell in table.iter("th"))
        widths = {sum(cell.tag in ("th", "td") for cell in row) for row in table.iter("tr")}
        assert len(widths) == 1


@every_policy
def test_every_picture_says_in_words_what_it_shows(path: Path) -> None:
    pictures = list(root(path).iter("svg"))
    assert pictures
    for picture in pictures:
        title, description = picture.find("title"), picture.find("desc")
        assert picture.attrib["role"] == "img"
        assert picture.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
        assert text(title)
        shown = [text(line) for line in picture.iter("text") if line.attrib["class"] == "reference-text"]
        assert all(f"{reference} " in text(description) for reference in shown)
    whole = " ".join(text(picture.find("desc")) for picture in pictures)
    assert all(glance.reference in whole and glance.title in whole for glance in document(path).overview)
    assert all(step.title in whole for step in document(path).funnel)


@every_policy
def test_everything_of_the_document_is_shown(path: Path) -> None:
    shown = text(root(path).find("body"))
    missing: list[str] = []

    def look(value: str) -> str:
        if " ".join(value.split()) not in shown:
            missing.append(value)
        return value

    changed(document(path).sections, look)
    assert not missing


def test_the_text_refers_by_links() -> None:
    (clause,) = [one for one in root(REFERENCE).iter("article") if one.attrib["id"] == "M-2"]
    links = {text(link): link.attrib["href"] for link in clause.iter("a")}
    assert links["M-2"] == "#M-2"
    assert links["3.1.1"] == "#stage-mql"
    linked = {text(link) for link in root(REFERENCE).iter("a") if link.attrib.get("class") == "reference"}
    assert {glance.reference for glance in document(REFERENCE).overview} <= linked


# What is not a text of the agreement's but a name that the page is built with.
_BUILT = {"kind", "anchor", "number", "reference", "closes", "digest"}


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """The part of a document with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in _BUILT]
        return replace(value, **{name: changed(getattr(value, name), change) for name in names})
    return value


STRANGE = [
    *HOSTILE,
    "</style><script>alert(1)</script>",
    "</title></desc></svg><script>x</script>",
    '"><img src=x onerror=alert(1)>',
    "'\" onmouseover=alert(1) x='",
    "--><!-- ]]>",
    "\\000022 } body { display: none }",
    "&#x202e;",
    "#import \"x\" \\input{y} $z$ @q",
]  # fmt: skip


@pytest.mark.parametrize("nasty", STRANGE, ids=lambda nasty: nasty[:20])
def test_hostile_text_in_every_place_is_shown_literally(nasty: str) -> None:
    shown = " ".join(nasty.split())
    blocks = (
        Paragraph(text=nasty),
        Points(items=(Item(text=nasty, items=(Item(text=nasty),)),)),
        Facts(rows=((nasty, nasty),)),
        Table(header=(nasty, "b", "c"), rows=((nasty, nasty, "1"),), numeric=(2,), caption=nasty),
        Clause(reference="S-1", anchor="a", title=nasty, blocks=(Paragraph(text=nasty),)),
        Signature(party=nasty, role=nasty, name=nasty, email=nasty),
    )
    section = Section(number="1", anchor="a", title=nasty, blocks=blocks)
    found = parsed(html(Document(title=nasty, subtitle=nasty, version=nasty, sections=(section,))))
    assert {element.tag for element in elements(found)} <= TAGS
    assert not [name for element in elements(found) for name in element.attrib if name.startswith("on")]
    assert text(found.find(".//h1")) == shown
    assert text(found.find("head/title")) == f"{shown}, version {shown}"
    for place in ("p", "li", "dt", "dd", "caption", "td", "thead/tr/th"):
        assert shown in {text(one) for one in found.iterfind(f".//main//{place}")} | {
            text(one).removesuffix(shown).strip() for one in found.iterfind(f".//main//{place}")
        }
    (style,) = found.iter("style")
    assert "@page" in style.text
    assert style.text.count("{") == style.text.count("}")


def test_hostile_text_throughout_an_agreement_leaves_the_page_as_it_is() -> None:
    """As many elements of each kind as without it, but for those that break long words and turn text around."""
    document_ = document(REFERENCE)
    before = kinds(page(REFERENCE))
    for nasty in ("<b>&amp;</b>{{ 1 }}", "\u202eabc", "</svg>", '" x="'):
        nasty_page = html(changed(document_, lambda value, nasty=nasty: f"{value}{nasty}" if value else value))
        assert kinds(nasty_page) == before
        assert not [sign for sign in set(nasty_page) if unicodedata.category(sign) == "Cf"]


def kinds(text_: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for element in elements(parsed(text_)):
        if element.tag not in ("wbr", "bdi", "tspan", "a"):
            counts[element.tag] = counts.get(element.tag, 0) + 1
    return counts


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a\u202egnp.exe", "a[U+202E]gnp.exe"),
        ("bell\u0007", "bell[U+0007]"),
        ("nul\0", "nul[U+0000]"),
        ("half\ud800", "half[U+D800]"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("one\ntwo", "one<br>two"),
        ("see S-1 and X-9", 'see <a class="reference" href="#S-1">S-1</a> and X-9'),
        ("(3.1) 3.1 (9.9)", '(<a class="reference" href="#a">3.1</a>) 3.1 (9.9)'),
        ("xS-1 S-10 S-1-2", "xS-1 S-10 S-1-2"),
        ("“שלום, עולם” (S-1)", '“<bdi>שלום, עולם</bdi>” (<a class="reference" href="#S-1">S-1</a>)'),
        ("a" * 40, "a" * 16 + "<wbr>" + "a" * 16 + "<wbr>" + "a" * 8),
        ("e\u0301" * 20, "e\u0301" * 8 + "<wbr>" + "e\u0301" * 8 + "<wbr>" + "e\u0301" * 4),
    ],
)
def test_text_for_people(said: str, shown: str) -> None:
    clause = Clause(reference="S-1", anchor="s", title="t", blocks=())
    section = Section(number="3.1", anchor="a", title="t", blocks=(Paragraph(text=said), clause))
    assert f"<p>{shown}</p>\n" in html(Document(title="t", subtitle="s", sections=(section,)))


@pytest.mark.parametrize(
    ("header", "row", "numeric", "classes"),
    [
        (("A", "B"), ("one", "two"), (), "pairs"),
        (("A", "B"), ("one", "two " * 100), (), "pairs"),
        (("A", "B"), ("x" * 15, "y" * 16), (), "pairs tight"),
        (("A", "B", "C"), ("one", "two", "three"), (), "cards"),
        (("A", "B", "C"), ("one", "2", "3"), (1, 2), "pairs"),
        (("A", "B", "C", "D"), ("1", "2", "3", "4"), (0, 1, 2, 3), "cards"),
        (("A", "B", "C"), ("x" * 900, "y" * 900, "z" * 900), (), "cards even"),
    ],
)
def test_a_table_takes_the_shape_that_its_words_need(
    header: tuple[str, ...], row: tuple[str, ...], numeric: tuple[int, ...], classes: str
) -> None:
    assert shape(Table(header=header, rows=(row,), numeric=numeric)) == classes
