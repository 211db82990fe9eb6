"""The documents beside the policies: current, deterministic, and in a contract's words."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.document.make import POLICIES, ROOT, rendered

# The program's words, which a contract does not use. What is quoted is the agreement's own.
OURS = re.compile(r"\b(episodes?|stop(s|ped|ping)?|cancel(s|led|ling)?|states?|fields?)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_document_beside_a_policy_is_current(path: Path) -> None:
    committed = path.with_suffix(".md").read_text(encoding="utf-8")
    assert committed == rendered(path), f"stale: slakit render policies/{path.name} -o policies/{path.stem}.md"


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_programs_own_words_do_not_appear(path: Path) -> None:
    assert not [line for line in rendered(path).splitlines() if OURS.search(re.sub(r"“[^”]*”", "", line))]


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_commitment_has_a_clause_and_none_twice(path: Path) -> None:
    references = re.findall(r"^#+ ([A-Z]+-\d+) ", rendered(path), re.MULTILINE)
    assert references
    assert len(references) == len(set(references))


def test_the_minimal_agreement(snapshot: SnapshotAssertion) -> None:
    assert rendered(ROOT / "tests" / "cases" / "valid" / "minimal.yaml") == snapshot
