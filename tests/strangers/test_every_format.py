"""One hostile agreement with its log and scenario through every format of every verb, each read as its reader would."""

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest import mock

import jsonschema
import junitparser
import pytest
from markdown_it import MarkdownIt

from slakit.formats import FORMATS
from slakit.formats.pages import REPOSITORY
from slakit.language.schema_files import bundled
from tests.examples.running import Ran, run
from tests.formats import hostile
from tests.formats.test_sarif import official
from tests.strangers.sound import agreement

ACTING = (
    "::error file=x::stolen ##[add-mask]x ##vso[task.setvariable variable=x]y %0A::warning::z",
    "<b onclick=x>&amp;</b> ]]> <!-- --> </details></script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "`` ``` | a \\\\| *a* _b_ [x](javascript:alert(1)) ![i](https://evil.example/i.png) https://evil.example",
    "@everyone @sales/team #1 GH-2 www.evil.example a@evil.example ${{ secrets.TOKEN }} {{ 7*7 }}{% raw %}",
    "left \u202e right \u2066 \u200b \u200f",
)
TEXT = " ".join(ACTING)
AT_LINES = "".join(f"\n{part}\n# {part}\n- {part}" for part in ACTING) + "\n=1+1\n+1\n-1\n@SUM(1)\n    code\n---\n"
FORMULAS = ("=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)")
LEAD = f"{FORMULAS[0]} \x1b[31m\n::error::stolen {TEXT}"
VALIDATED = ("evil ::error::x, `<b>` | [x](y).yaml", "sound.yaml")


@dataclass(frozen=True)
class Folder:
    """Where the hostile files lie."""

    path: Path

    def run(self, *arguments: str) -> tuple[Ran, str]:
        """What the command prints, and the page that it adds to the summary of the step."""
        page = self.path / "summary.md"
        page.write_text("")
        with mock.patch.dict(os.environ, {"GITHUB_STEP_SUMMARY": str(page)}):
            done = run(*arguments, folder=self.path)
        assert "Traceback" not in done.err
        assert "internal error" not in done.err
        return done, page.read_text(encoding="utf-8")


def _strange() -> str:
    quoted = json.dumps(TEXT)
    lines = json.dumps(TEXT + AT_LINES)
    return agreement(
        TITLE=quoted,
        DESCRIPTION=lines,
        PARTY=quoted,
        RESPONSE=quoted,
        CLAUSE=quoted,
        TEXT=lines,
        GRADE=quoted,
        WHEN=f"{{is_not: {quoted}}}",
        ASSIGNED=quoted,
    )


def _log() -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("lead_id", "event", "at", "grade", "note", "owner", TEXT))
    for number, lead in enumerate((LEAD, *FORMULAS)):
        writer.writerow((lead, TEXT, f"2027-01-04T15:0{number}:00Z", TEXT, LEAD, LEAD, "x"))
    writer.writerow((LEAD, TEXT, TEXT, LEAD, "x", LEAD, "y"))  # quarantined
    writer.writerow((FORMULAS[0], "call", "2027-03-04T15:00:00Z", "", "", "", ""))
    return out.getvalue()


def _scenario() -> str:
    event = {"lead_id": LEAD.replace("\x1b", ""), "event": TEXT, "at": "2027-01-04T15:00:00Z", "grade": TEXT}
    expect = {"commitment": "first_attempt", "lead_id": event["lead_id"], "state": "met", "owner": TEXT}
    head = {"apiVersion": "slakit/v1", "kind": "Scenario", "agreement": "strange", "title": TEXT}
    return json.dumps({**head, "as_of": "2027-02-01T00:00:00Z", "events": [event], "expect": [expect]}, indent=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    made = tmp_path_factory.mktemp("hostile")
    (made / ".git").mkdir()
    (made / VALIDATED[1]).write_text(_strange(), encoding="utf-8")
    key = json.dumps(f"{FORMULAS[0]}\n{ACTING[0]}")
    wrong = (
        _strange()
        .replace("starts: handoff", f"starts: {json.dumps(TEXT)}, {key}: x")
        .replace("by: sales", f"by: {key}")
    )
    (made / VALIDATED[0]).write_text(wrong.replace("name: strange", "name: other"), encoding="utf-8")
    (made / "log.csv").write_text(_log(), encoding="utf-8", newline="")
    (made / "scenario.yaml").write_text(_scenario(), encoding="utf-8")
    return Folder(made)


COMMANDS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "validate": (("validate", *VALIDATED), 1, "diagnostics"),
    "evaluate": (("evaluate", "sound.yaml", "--events", "log.csv", "--max-bad", "1"), 1, "evaluation"),
    "test": (("test", "sound.yaml", "scenario.yaml", "--coverage"), 1, "test_results"),
    "explain": (("explain", "sound.yaml", "--events", "log.csv", "--max-bad", "1", "--lead", LEAD), 0, "explanation"),
}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("verb", COMMANDS)
def test_a_format(verb: str, format_: str, folder: Folder) -> None:
    arguments, code, schema = COMMANDS[verb]
    if verb == "explain" and format_ not in ("text", "json"):
        pytest.skip("explain has no such format")
    done, page = folder.run(*arguments, "--format", format_)
    assert done.code == code, done.err
    _check_plain(done.err, allowed=set())
    _check_plain(done.out, allowed=hostile.CALLED_BY_NAME if format_ == "github" else set())
    match format_:
        case "json":
            _check_json(done.out, schema)
        case "sarif":
            jsonschema.Draft4Validator(official()).validate(json.loads(done.out))
        case "junit":
            assert junitparser.JUnitXml.fromstring(done.out.encode())
        case "markdown":
            _check_markdown(done.out)
        case "github":
            _check_plain(page, allowed=set())
            _check_markdown(page)
            for command in hostile.commands(done.out):
                assert command.properties.keys() <= {"file", "line", "col", "endLine", "endColumn", "title"}


def test_a_document(folder: Folder) -> None:
    done, _ = folder.run("render", "sound.yaml")
    assert done.code == 0, done.err
    assert not hostile.steers(done.out)
    _check_markdown(done.out, calls_nobody=False)
    done, _ = folder.run("render", "sound.yaml", "-o", "sound.html")
    assert done.code == 0, done.err
    found = _Tags()
    found.feed((folder.path / "sound.html").read_text(encoding="utf-8"))
    assert not found.acting


def test_files_of_rows(folder: Folder) -> None:
    """Cells are what the log has: another program reads them again; whoever opens one in a sheet imports it as text."""
    done, _ = folder.run(*COMMANDS["evaluate"][0], "--outcomes", "o.csv", "--quarantine", "bad.csv")
    assert done.code == 1, done.err
    rows = list(csv.DictReader(io.StringIO((folder.path / "o.csv").read_text(encoding="utf-8"), newline="")))
    assert {row["lead_id"] for row in rows} == {LEAD, *FORMULAS}
    with (folder.path / "bad.csv").open(encoding="utf-8", newline="") as file:
        (bad,) = csv.DictReader(file)
    assert bad["cause"].startswith("at: ")


def _check_plain(printed: str, *, allowed: set[str]) -> None:
    """Nothing in it acts on a terminal, nor on the runner but what slakit says to it."""
    assert not hostile.steers(printed)
    assert {command.name for command in hostile.commands(printed)} <= allowed


def _check_json(printed: str, schema: str) -> None:
    found = json.loads(printed)
    jsonschema.Draft202012Validator(bundled(schema)).validate(found)
    assert any(part in text for part in (ACTING[0][:12], FORMULAS[0]) for text in _texts(found)), "as they are"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("gfm-like", {"linkify": False})


def _check_markdown(page: str, *, calls_nobody: bool = True) -> None:
    """No image, no link but to slakit's pages, no HTML but its own folds and breaks, nobody called by name."""
    tokens = _parser().parse(page)
    inside = [child for token in tokens for child in token.children or ()]
    assert "image" not in {child.type for child in inside}
    links = [str(child.attrs["href"]) for child in inside if child.type == "link_open"]
    assert all(link.startswith((REPOSITORY, "#")) for link in links), links
    html = [token.content for token in tokens if token.type == "html_block"]
    html += [child.content for child in inside if child.type == "html_inline"]
    tags = {tag for part in html for tag in re.findall(r"</?[A-Za-z][^\s>/]*", part)}
    assert tags <= {"<br", "<details", "</details", "<summary", "</summary", "<a", "</a"}, tags
    assert "evil" in page
    plain = [child.content for child in inside if child.type == "text"]
    assert not (calls_nobody and any(re.search(r"@\w|(?<!\w)#\d", part) for part in plain))


class _Tags(HTMLParser):
    """The tags and attributes of a page that would do something."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what acts."""
        if tag in ("script", "img", "iframe", "object", "embed", "form"):
            self.acting.append(tag)
        for name, value in attrs:
            is_link = name in ("href", "src") and not (value or "").startswith("#")
            if name.startswith("on") or is_link:
                self.acting.append(f"{tag} {name}={value}")
