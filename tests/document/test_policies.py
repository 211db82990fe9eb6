"""The documents beside the policies: current, deterministic, and in a contract's words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.document.make import POLICIES, REFERENCE, ROOT, rendered

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


def test_the_document_is_the_same_in_every_zone_locale_and_hash_seed() -> None:
    program = (
        "import sys; from slakit.loading import load_agreement; from slakit.document import document_of; "
        "from slakit.document.markdown import markdown; "
        "sys.stdout.buffer.write(markdown(document_of(load_agreement(sys.argv[1])[0])).encode())"
    )
    settings = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    texts = [
        subprocess.run(
            [sys.executable, "-c", program, str(REFERENCE)], env={**os.environ, **one}, check=True, capture_output=True
        ).stdout
        for one in settings
    ]
    assert texts[0] == texts[1] == rendered(REFERENCE).encode()
