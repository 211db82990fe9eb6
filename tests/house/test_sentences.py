"""Every sentence of the language reference that speaks of an error or a warning has a code, which fires."""

import re
import shlex
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.binding import MINIMAL
from tests.examples.running import run
from tests.house.pages import ROOT
from tests.house.test_codes import codes

TABLE = Path(__file__).with_name("sentences.yaml")
PAGE = ROOT / "docs" / "language.md"
HEAD = "apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\n"
_SPEAKS = re.compile(
    r"\berrors?\b|\bwarn|\bimpossible\b|\bsuspicious\b|\bmandatory\b|\bmust\b|do not validate|\bquarantined\b"
    r"|\bis bad\b|\breported\b|\bexit 2\b|` needs `|\bno default\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Fired:
    """What fires a code: an agreement, files beside it, a command, and what it ends with."""

    code: str
    fragment: str | None = None
    file: str | None = None
    padded: int = 0
    files: dict[str, str] = field(default_factory=dict)
    run: str = "validate agreement.yaml"
    severity: str = "error"
    exit: int | None = None
    shows: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Words of the page, and what fires the codes that they ask for."""

    says: str
    fires: tuple[Fired, ...]
    because: str


@cache
def table() -> tuple[Sentence, ...]:
    """The sentences in the order of the file."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return tuple(
        Sentence(
            says=row["says"],
            fires=tuple(
                Fired(**{("severity" if key == "as" else key): each[key] for key in each}) for each in row["fires"]
            ),
            because=row.get("because", ""),
        )
        for row in rows
    )


@cache
def page() -> str:
    """The reference in one line, without its YAML blocks."""
    text = re.sub(r"^```.*?^```$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"\s+", " ", text)


CASES = [(sentence, fired) for sentence in table() for fired in sentence.fires]


@pytest.mark.parametrize("sentence", table(), ids=lambda sentence: sentence.says[:60])
def test_the_page_says_so(sentence: Sentence) -> None:
    assert re.sub(r"\s+", " ", sentence.says) in page()
    assert bool(sentence.fires) is not bool(sentence.because)


@pytest.mark.parametrize("word", [*_SPEAKS.finditer(page())], ids=lambda word: page()[word.start() - 30 : word.end()])
def test_what_the_page_says_is_in_the_table(word: re.Match[str]) -> None:
    said = (page().find(re.sub(r"\s+", " ", sentence.says)) for sentence in table())
    spans = zip(said, (len(re.sub(r"\s+", " ", sentence.says)) for sentence in table()), strict=True)
    around = page()[max(0, word.start() - 80) : word.end() + 40]
    assert any(start <= word.start() and word.end() <= start + length for start, length in spans), around


@pytest.mark.parametrize(
    ("sentence", "fired"), CASES, ids=[f"{fired.code} {sentence.says[:50]}" for sentence, fired in CASES]
)
def test_the_code_fires(sentence: Sentence, fired: Fired, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "minimal.yaml").write_bytes(MINIMAL.read_bytes())
    text = fired.file if fired.file is not None else HEAD + (fired.fragment or "")
    (tmp_path / "agreement.yaml").write_text(text + "#" * fired.padded, encoding="utf-8")
    for name, content in fired.files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = run(*shlex.split(fired.run), folder=tmp_path)
    said = re.sub(r"\s+", " ", done.out + done.err)
    assert f"{fired.severity} {fired.code}: ".casefold() in said.casefold(), said
    assert fired.shows in said
    wanted = fired.exit if fired.exit is not None else None if fired.severity == "warning" else (1, 2)
    assert wanted is None or done.code in (wanted if isinstance(wanted, tuple) else (wanted,)), said


def test_every_error_and_warning_of_an_agreement_has_a_sentence_or_a_check() -> None:
    known = {fired.code for _, fired in CASES}
    assert known <= {code.id for code in codes()}
    assert {code.id for code in codes() if "SLA420" <= code.id < "SLA5"} - known == {"SLA438"}, "a check without words"
