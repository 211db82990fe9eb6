"""Every YAML block of the language reference is read; joined they are the reference agreement, without a finding."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from slakit.loading import load, load_agreement
from tests.house.test_completeness import VERBS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "language.md"
REFERENCE = ROOT / "policies" / "northwind.yaml"
_SECTION = re.compile(r"^## (\d+) ", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def blocks() -> dict[int, list[str]]:
    """The YAML blocks of each section."""
    _, *parts = _SECTION.split(PAGE.read_text(encoding="utf-8"))
    numbers, texts = parts[::2], parts[1::2]
    return {int(number): _BLOCK.findall(text) for number, text in zip(numbers, texts, strict=True)}


def reference() -> str:
    """The blocks of §2–§9 and §12, joined."""
    return "".join(block for number in (*range(2, 10), 12) for block in blocks()[number])


def texts(document: str) -> Any:
    """The document with every scalar as text."""
    return yaml.load(document, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text


def companions() -> list[str]:
    """The blocks of §11: files of other kinds."""
    return blocks()[11]


def test_the_reference_agreement_has_no_finding(tmp_path: Path) -> None:
    (tmp_path / "reference.yaml").write_text(reference(), encoding="utf-8")
    agreement, findings = load_agreement(str(tmp_path / "reference.yaml"))
    assert agreement is not None
    assert findings == ()


def test_the_reference_agreement_is_the_policy_of_that_name() -> None:
    assert texts(reference()) == texts(REFERENCE.read_text(encoding="utf-8"))


def test_a_file_of_each_other_kind_is_shown() -> None:
    assert [texts(block)["kind"] for block in companions()] == ["Source", "Waivers", "Scenario"]


@pytest.mark.parametrize("block", companions(), ids=lambda block: texts(block)["kind"])
def test_the_other_kinds_have_no_finding(block: str, tmp_path: Path) -> None:
    (tmp_path / "companion.yaml").write_text(block, encoding="utf-8")
    loaded = load([str(REFERENCE), str(tmp_path / "companion.yaml")])
    assert len(loaded.files) == 2
    assert loaded.diagnostics == ()


def test_the_verbs_that_there_are_are_told_from_those_to_come() -> None:
    (told,) = re.findall(r"Version 0\.1 has the verbs (.*?): \[cli\.md\]", PAGE.read_text(encoding="utf-8"))
    assert re.findall(r"`(\w+)`", told) == VERBS


def test_every_block_belongs_to_a_section_that_is_tested() -> None:
    shown = PAGE.read_text(encoding="utf-8").count("```yaml")
    assert shown == sum(len(found) for found in blocks().values())
    assert {number for number, found in blocks().items() if found} <= {*range(2, 10), 11, 12}
