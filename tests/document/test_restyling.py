"""A team's own templates: what they may do, what they may not, and how what is wrong in them is told."""

import os
from pathlib import Path

import pytest

from slakit.cli import main
from slakit.document import document_of
from slakit.document.model import Document, Paragraph, Section
from slakit.document.restyling import child, parent
from slakit.document.restyling.child import BEYOND, MISTAKE, UNREADABLE, Task
from slakit.document.templating import Templates
from slakit.document.writers import suffixes, writer
from tests.document.make import REFERENCE, ROOT, agreement
from tests.house.pages import fences

SMALL = Document(
    title="<b>T</b>",
    subtitle="\u202es",
    sections=(Section(number="1", anchor="a", title="A", blocks=(Paragraph(text="<i>x</i> *y* {{ 1 }}"),)),),
)


def render(folder: Path, text: str, suffix: str = ".html", document: Document = SMALL) -> tuple[dict[str, object], str]:
    """What comes of a folder whose one template is the page, in this process."""
    (folder / f"agreement{suffix}.jinja").write_text(text, encoding="utf-8")
    return child.answered(Task(document=document, suffix=suffix, folder=str(folder)))


@pytest.mark.parametrize(
    ("suffix", "text", "printed"),
    [
        (".html", "{{ document.title }}", "&lt;b&gt;T&lt;/b&gt;"),
        (".html", "{{ document.sections[0].blocks[0].text | prose }}", "&lt;i&gt;x&lt;/i&gt; *y* {{ 1 }}"),
        (".html", "{% set x %}{{ document.title }}{% endset %}{{ x }}", "&lt;b&gt;T&lt;/b&gt;"),
        (".html", "{{ document.title ~ '<' }}", "&lt;b&gt;T&lt;/b&gt;&lt;"),
        (".html", "{{ document.title | replace('b', '<') }}", "&lt;&lt;&gt;T&lt;/&lt;&gt;"),
        (".html", "{{ document.subtitle }}", "[U+202E]s"),
        (".md", "{{ document.subtitle }}", "\\[U+202E\\]s\n"),
        (".md", "{{ document.title }} {{ document.title | upper }}", "\\<b\\>T\\</b\\> \\<B\\>T\\</B\\>\n"),
        (".md", "{{ document.title | e }}", "\\&lt;b\\&gt;T\\&lt;/b\\&gt;\n"),
    ],
)  # fmt: skip
def test_values_are_escaped_however_they_are_printed(tmp_path: Path, suffix: str, text: str, printed: str) -> None:
    assert render(tmp_path, text, suffix) == ({}, printed)


MISTAKES = [
    ("{{ nope }}", MISTAKE, 1, "'nope' is undefined"),
    ("\n{{ document.nope }}", MISTAKE, 2, "this document has no attribute 'nope'"),
    ("\n\n{% if %}", MISTAKE, 3, "Expected an expression"),
    ("{% extends 'slakit/agreement.html.jinja' %}\n{% block header %}\n{{ x }}{% endblock %}", MISTAKE, 3, "'x'"),
    ("{{ document.title | safe }}", MISTAKE, 1, "No filter named 'safe'"),
    ("{{ [1, 2] | random }}", MISTAKE, 1, "No filter named 'random'"),
    ("\n{% autoescape false %}{{ document.title }}{% endautoescape %}", MISTAKE, 2, "cannot be turned off"),
    ("{{ ''.__class__.__mro__ }}", MISTAKE, 1, "unsafe"),
    ("{{ document.__init__.__globals__ }}", MISTAKE, 1, "unsafe"),
    ("{{ '{0.__class__}'.format(document) }}", MISTAKE, 1, "unsafe"),
    ("{{ document.sections.__add__ }}", MISTAKE, 1, "unsafe"),
    ("{{ 2 ** 9 }}", MISTAKE, 1, "operator ** is not offered"),
    ("{{ range }}", MISTAKE, 1, "a function is printed"),
    ("{{ 1 / 0 }}", MISTAKE, 1, "division by zero"),
    ("{% import 'os' as os %}", UNREADABLE, 1, "there is no template 'os'"),
    ("{% include '../secret' %}", UNREADABLE, 1, "leads out"),
    ("{% include 'a/../../secret' %}", UNREADABLE, 1, "leads out"),
    ("{% include '/etc/hostname' %}", UNREADABLE, 1, "leads out"),
    ("{% include 'C:\\\\secret' %}", UNREADABLE, 1, "leads out"),
    ("{% include 'slakit/../model.py' %}", UNREADABLE, 1, "leads out"),
    ("{% include 'link' %}", UNREADABLE, 1, "the link leads out"),
    ("{% include 'folder' %}", UNREADABLE, 1, "not a regular file"),
    ("{% include 'pipe' %}", UNREADABLE, 1, "not a regular file"),
    ("{% include 'bytes' %}", UNREADABLE, 1, "not UTF-8 at byte 2"),
    ("{% include 'large' %}", UNREADABLE, 1, "more than 1,048,576 bytes"),
    ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", BEYOND, 1, "without end"),
    ("{% include 'agreement.html.jinja' %}", BEYOND, 1, "without end"),
    ("{% for a in range(1000000) %}{% endfor %}", BEYOND, 1, "Range too big"),
    ("{% for a in range(400) %}{{ 'x' * 100000 }}{% endfor %}", BEYOND, 0, "prints more than 33,554,432 characters"),
]


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of templates with what a template must not read in it and beside it."""
    above = tmp_path_factory.mktemp("above")
    folder = above / "templates"
    (folder / "folder").mkdir(parents=True)
    (above / "secret").write_text("secret")
    (folder / "link").symlink_to(above / "secret")
    os.mkfifo(folder / "pipe")
    (folder / "bytes").write_bytes(b"a\xff")
    (folder / "large").write_text("x" * (1024 * 1024 + 1))
    return folder


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize(("text", "kind", "line", "said"), MISTAKES, ids=[one[0].strip()[:40] for one in MISTAKES])
def test_what_is_wrong_is_told_with_its_place(surroundings: Path, text: str, kind: str, line: int, said: str) -> None:
    problem, printed = render(surroundings, text)
    assert (problem["kind"], problem["line"], printed) == (kind, line, "")
    assert problem["file"] == str(surroundings / "agreement.html.jinja")
    assert said in str(problem["said"])
    assert "secret" not in str(problem["said"])


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("real")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert render(tmp_path, "{% include 'link.txt' %}") == ({}, "real")


@pytest.mark.parametrize("suffix", suffixes())
def test_the_parts_of_a_format_are_its_files(suffix: str) -> None:
    templates = writer(suffix).templates
    if templates is None:
        return
    folder = ROOT / "src" / "slakit" / "document" / "templates"
    there = {path.name for path in folder.iterdir() if path.name.endswith((f"{suffix}.jinja", ".css"))}
    if suffix != ".html":
        there = {name for name in there if not name.endswith(".css")}
    assert {templates.root, *templates.parts} == there
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in there)


def html_templates() -> Templates:
    templates = writer(".html").templates
    assert templates is not None
    return templates


def test_a_template_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "agreement.html.jinja").write_text(
        "{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}{% endfor %}"
    )
    content, (finding,) = parent.restyled(SMALL, ".html", html_templates(), str(tmp_path), seconds=1)
    assert content is None
    assert finding.code.id == "SLA713"
    assert "of processor time" in finding.message
    assert (Path(finding.span.file), finding.span.line) == (tmp_path / "agreement.html.jinja", 2)


def test_a_block_of_the_page_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, page = tmp_path / "letterhead", tmp_path / "page.html"
    folder.mkdir()
    (folder / "agreement.html.jinja").write_text(
        '{% extends "slakit/agreement.html.jinja" %}\n{% block header %}<h1>Letter & head</h1>{% endblock %}\n'
    )
    (folder / "paragraph.html.jinja").write_text('<p class="ours">{{ block.text | prose }}</p>')
    before = [str(REFERENCE), "-o", str(page), "--template", str(folder)]
    assert main(["render", *before]) == 0
    text = page.read_text(encoding="utf-8")
    assert "<h1>Letter & head</h1>" in text
    assert '<p class="ours">This agreement is made between Marketing and Sales.' in text
    assert main(["render", "--check", *before]) == 0
    assert main(["render", "--check", *before[:-2]]) == 1
    assert "SLA702" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "a.html", "--template", "none"], 2, "there is no such folder"),
        (["-o", "a.html", "--template", "empty"], 1, "empty:1:1: error SLA711: nothing in this folder is a template"),
        (["-o", "a.docx", "--template", "empty"], 2, "--template is for .html, .md"),
        (["-o", "a.html", "--template", "wrong"], 1, "wrong/agreement.html.jinja:1:1: error SLA712: 'x' is undefined"),
    ],
)  # fmt: skip
def test_what_is_refused(
    tmp_path: Path,
    arguments: list[str],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("wrong").mkdir()
    Path("wrong", "agreement.html.jinja").write_text("{{ x }}")
    assert main(["render", str(REFERENCE), *arguments]) == code
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("a.*"))


def test_slakits_own_templates_run_in_the_sandbox_as_outside(tmp_path: Path) -> None:
    document = document_of(agreement(REFERENCE))
    for suffix in (".html", ".md"):
        text = f'{{% include "slakit/agreement{suffix}.jinja" %}}'
        problem, printed = render(tmp_path, text, suffix, document)
        assert not problem
        assert printed == writer(suffix).write(document).decode()


def test_the_example_of_the_page_on_templates_works(tmp_path: Path) -> None:
    (example,) = [
        text for language, text in fences((ROOT / "docs" / "templates.md").read_text()) if language == "jinja"
    ]
    problem, printed = render(tmp_path, example)
    assert not problem
    assert "Northwind Traders Inc." in printed
    assert "--accent: #7a1030" in printed
