"""Every number of the reference agreement is in its document: change one, and the text changes."""

import re
from pathlib import Path

import pytest

from slakit.document import document_of
from slakit.document.markdown import markdown
from slakit.loading import load_agreement
from tests.document.make import REFERENCE, rendered

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)")


def changed(token: str, by: int) -> str:
    whole, point, decimals = token.partition(".")
    return f"{max(0, int(whole) + by):0{len(whole)}}{point}{decimals}"


def numbers() -> list[tuple[int, int, str]]:
    """Line, column and token of each number outside of comments and ids."""
    found = []
    for index, line in enumerate(REFERENCE.read_text(encoding="utf-8").splitlines()):
        if not line.lstrip().startswith("#"):
            found += [(index, match.start(), match[0]) for match in _NUMBER.finditer(line)]
    return found


def text_with(tmp_path: Path, place: tuple[int, int, str], by: int) -> str | None:
    """The document with one number changed; None if the agreement is then in error."""
    index, column, token = place
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    lines[index] = lines[index][:column] + changed(token, by) + lines[index][column + len(token) :]
    path = tmp_path / "agreement.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    agreement, _ = load_agreement(str(path))
    return None if agreement is None else markdown(document_of(agreement))


@pytest.mark.parametrize("place", numbers(), ids=lambda place: f"{place[0] + 1}:{place[1] + 1}-{place[2]}")
def test_a_changed_number_changes_the_document(tmp_path: Path, place: tuple[int, int, str]) -> None:
    for by in (by for by in (-1, 1, 5) if changed(place[2], by) != place[2]):
        text = text_with(tmp_path, place, by)
        if text is not None:
            assert text != rendered(REFERENCE)
            return
    pytest.skip("no other number is allowed here")
