"""The page of limits says what the program holds to."""

import re
from datetime import UTC, datetime
from importlib import import_module

import pytest

from slakit.formats.setting import Setting
from slakit.log.instants import LATEST
from tests.house.pages import ROOT

PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
HELD = {
    "bytes of a file": "slakit.language.source:MAX_BYTES",
    "keys and values of a file, aliases expanded": "slakit.language.yaml_reader:MAX_NODES",
    "keys and values of an agreement and its bases together": "slakit.language.extends:MAX_NODES",
    "lists and mappings inside each other, aliases expanded": "slakit.language.yaml_reader:MAX_LEVELS",
    "files that extend each other, one below the other": "slakit.language.extends:MOST_BASES",
    "characters of a number": "slakit.language.scalars:MOST_DIGITS",
    "characters of a pattern": "slakit.language.patterns:MOST_CHARACTERS",
    "characters of all patterns of an agreement": "slakit.language.patterns:MOST_IN_ALL",
    "times that a pattern repeats a part": "slakit.language.patterns:MOST_REPEATS",
    "attempts of a cadence": "slakit.commitments.cadence.bind:MOST_ATTEMPTS",
    "the last year of a date": "slakit.language.scalars:YEARS",
    "findings about the YAML of a file": "slakit.language.yaml_reader:MAX_FINDINGS",
    "findings about the keys of a file": "slakit.language.structure:MAX_FINDINGS",
    "bytes of `slakit.toml` or `pyproject.toml`": "slakit.discretion.settings:_MOST",
    "comments `# slakit: ignore[…]` of a file": "slakit.discretion.comments:_MOST",
    "codes in one of them": "slakit.discretion.ignores:_MOST",
    "columns of a CSV file": "slakit.log.readers.csv:MAX_COLUMNS",
    "bytes of a line of CSV or JSON Lines": "slakit.log.readers.csv:MAX_RECORD",
    "bytes of the header of a CSV file": "slakit.log.files:HEAD",
    "bytes of a row in quotes over several lines, in a file that has rows without end": "slakit.log.records:MAX_RECORD",
    "bytes of a PDF or DOCX that is compared": "slakit.document.reading.parent:MOST_BYTES",
    "bytes of a part of a DOCX, unpacked": "slakit.document.docx_reading:MOST",
    "characters of its text": "slakit.document.reading.child:OUTPUT",
    "processor time for reading it, in seconds": "slakit.document.bounds:SECONDS",
    "lines of a difference that are shown": "slakit.document.differences:MOST",
    "findings shown one by one, errors first": "slakit.formats.text:MOST_SHOWN",
    "annotations of a level in a step of GitHub Actions": "slakit.formats.workflow:SHOWN",
    "results of a SARIF log, errors first": "slakit.formats.sarif_log:MOST_RESULTS",
    "bytes of the summary of a step": "slakit.cli.step_summary:_MOST",
    "timelines of one scenario's problems": "slakit.scenarios.run:MOST_TIMELINES",
}
"""Each row of the page with the constant behind it."""
OTHERS = {("the last year of an instant", "2199"), ("bytes of a page of Markdown", "64 KiB")}


@pytest.mark.parametrize("what", HELD)
def test_a_limit(what: str) -> None:
    module, _, name = HELD[what].partition(":")
    assert (what, _shown(what, getattr(import_module(module), name))) in {row[:2] for row in ROWS}


def test_every_row_is_held_to_something() -> None:
    assert {row[0] for row in ROWS} - {"what", "---"} == {*HELD, *dict(OTHERS)}
    assert {row[:2] for row in ROWS} >= OTHERS
    assert (Setting().limit, LATEST) == (64 * 1024, datetime(2200, 1, 1, tzinfo=UTC).timestamp())


def test_codes_exist() -> None:
    ids = set(re.findall(r"SLA\d{3}", PAGE))
    pages = {path.stem for path in (ROOT / "src" / "slakit" / "codes" / "pages").glob("*.yaml")}
    assert ids <= pages


def _shown(what: str, held: int | range) -> str:
    if isinstance(held, range):
        return str(held[-1])
    if what.startswith("bytes"):
        return f"{held >> 20} MiB" if held >> 20 else f"{held >> 10} KiB"
    return f"{held:,}"
