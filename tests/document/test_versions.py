"""Versions: what a later one changed is listed, and its promises keep their references."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

import slakit
from slakit.document import document_of
from slakit.document.markdown import markdown
from slakit.model import Agreement
from tests.document.make import REFERENCE, agreement
from tests.examples.running import run

NEXT = Path(__file__).parent / "agreements" / "northwind_next.yaml"


def schedule(text: str) -> str:
    """The part of a document about its versions."""
    return re.split(r"^## ", text[text.index("Versions and amendments\n") :], maxsplit=1, flags=re.MULTILINE)[0]


def references(text: str) -> dict[str, str]:
    return {title: reference for reference, title in re.findall(r"^#+ ([A-Z]+-\d+) (.*)$", text, re.MULTILINE)}


def both() -> tuple[Agreement, Agreement]:
    return agreement(REFERENCE), agreement(NEXT)


def test_what_a_version_changed(snapshot: SnapshotAssertion) -> None:
    first, second = both()
    assert schedule(slakit.render(second, earlier=[first])) == snapshot


def test_promises_keep_their_references_and_new_ones_take_new_numbers() -> None:
    first, second = both()
    before = references(slakit.render(first))
    after = references(slakit.render(second, earlier=[first]))
    kept = {title: reference for title, reference in after.items() if title in before}
    assert kept == {title: before[title] for title in kept}
    assert len(kept) > 10
    new = {reference for title, reference in after.items() if title not in before}
    assert new == {"S-9"}  # not M-7, which the value quota had
    assert references(slakit.render(second))["Persistence"] == "S-8"  # alone it is numbered as it stands


def test_a_version_says_nothing_of_later_ones_others_and_itself() -> None:
    first, second = both()
    alone = slakit.render(first)
    assert slakit.render(first, earlier=[second, first]) == alone
    assert slakit.render(first, earlier=[replace(second, id="another")]) == alone


def test_holidays_are_compared_over_the_same_time() -> None:
    first, second = both()
    assert "Independence" not in schedule(slakit.render(second, earlier=[first]))


def test_a_version_that_changes_its_time_only() -> None:
    first, _ = both()
    assert first.term is not None
    older = replace(first, version="1", term=replace(first.term, from_=first.term.from_.replace(year=2026)))
    assert "Nothing but the time in which it is in force." in schedule(slakit.render(first, earlier=[older]))


def test_each_version_is_compared_with_the_one_before() -> None:
    first, second = both()
    assert second.term is not None
    clauses = {"more": replace(next(iter(second.clauses.values())), id="more", title="More", text="More.")}
    third = replace(
        second, version="1.4.0", clauses=clauses, term=replace(second.term, from_=second.term.from_.replace(month=9))
    )
    text = schedule(markdown(document_of(third, [second, first])))
    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### 8.1 What version 1.3.0 changed",
        "### 8.2 What version 1.4.0 changed",
    ]
    assert "| C-1 More | (not there) | (added) More. |" in text


def test_render_finds_earlier_versions_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    shutil.copy(REFERENCE, tmp_path / "2027a.yaml")
    text = NEXT.read_text(encoding="utf-8").replace("../../../policies/northwind.yaml", "2027a.yaml")
    (tmp_path / "2027b.yaml").write_text(text, encoding="utf-8")
    done = run("render", "2027b.yaml", folder=tmp_path)
    assert done.code == 0, done.err
    first, second = both()
    assert schedule(done.out) == schedule(slakit.render(second, earlier=[first]))


def test_another_release_of_the_same_holidays_leaves_a_document_current(tmp_path: Path) -> None:
    text = slakit.render(agreement(REFERENCE))
    other = re.sub(r"(“holidays”, version )[0-9.]+[0-9]", r"\g<1>0.1", text)
    assert other != text
    for content, code in ((other, 0), (other.replace("11 November", "12 November"), 1)):
        shutil.copy(REFERENCE, tmp_path / "northwind.yaml")
        (tmp_path / "northwind.md").write_text(content, encoding="utf-8")
        assert run("render", "northwind.yaml", "-o", "northwind.md", "--check", folder=tmp_path).code == code


def test_what_cannot_be_read_beside_an_agreement_is_no_version_of_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    shutil.copy(REFERENCE, tmp_path / "a.yaml")
    alone = run("render", "a.yaml", folder=tmp_path)
    (tmp_path / "b.yaml").mkdir()
    (tmp_path / "c.yaml").symlink_to("nowhere")
    head = "apiVersion: slakit/v1\nkind: Agreement\n"
    (tmp_path / "d.yaml").write_text(f"{head}metadata: {{name: northwind", encoding="utf-8")
    (tmp_path / "e.yaml").write_text(f"{head}extends: d.yaml\nmetadata: {{name: northwind}}\n", encoding="utf-8")
    (tmp_path / "f.yaml").write_bytes(b"\xff\xfe northwind apiVersion: slakit/v1")
    beside = run("render", "a.yaml", folder=tmp_path)
    assert (beside.code, beside.out) == (0, alone.out)
