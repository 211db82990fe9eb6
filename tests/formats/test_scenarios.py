"""A run of scenarios in every format but text."""

import json
from importlib import import_module
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from slakit.formats import FORMATS
from slakit.formats.setting import Setting
from slakit.language.schema_files import bundled
from slakit.scenarios.result import Run
from tests.formats import hostile
from tests.formats.runs import passed, run
from tests.formats.test_sarif import official

PARSER = MarkdownIt("gfm-like", {"linkify": False})


def shown(format_: str, found: Run, **setting: int) -> str:
    text = import_module(f"slakit.formats.scenarios.{format_}").render(found, Setting(**setting))
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "text"])
def test_formats(format_: str, snapshot: SnapshotAssertion) -> None:
    assert hostile.without_pages(shown(format_, run())) == snapshot


@pytest.mark.parametrize("format_", ["markdown", "junit", "github"])
def test_a_run_that_passes(format_: str, snapshot: SnapshotAssertion) -> None:
    assert shown(format_, passed()) == snapshot


@pytest.mark.parametrize("made", [run(), passed(), Run(), *(run(text) for text in hostile.TEXTS)])
def test_json_is_as_its_schema_says(made: Run) -> None:
    jsonschema.Draft202012Validator(bundled("test_results")).validate(json.loads(shown("json", made)))


@pytest.mark.parametrize("made", [run(), passed(), Run(), *(run(text) for text in hostile.TEXTS)])
def test_sarif_is_as_the_official_schema_says(made: Run) -> None:
    jsonschema.Draft4Validator(official()).validate(json.loads(shown("sarif", made)))


def test_a_problem_leads_to_the_promise() -> None:
    (log,) = json.loads(shown("sarif", run()))["runs"]
    result = next(result for result in log["results"] if result["ruleId"] == "failed-scenario")
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "policies/acme.yaml"
    assert related["message"]["text"] == "The promise first_attempt"


def test_junit_counts_what_failed() -> None:
    suites = list(junitparser.JUnitXml.fromstring(shown("junit", run()).encode()))
    told = [(suite.name, suite.tests, suite.failures, suite.errors) for suite in suites]
    assert told == [
        ("files", 1, 0, 1),
        ("policies/late.scenario", 3, 2, 0),
        ("policies/broken.scenario", 1, 0, 1),
        ("policies/good.scenario", 2, 0, 0),
        ("coverage", 1, 1, 0),
    ]


@pytest.mark.parametrize("text", hostile.TEXTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_texts_of_strangers_do_nothing(format_: str, text: str) -> None:
    printed = shown(format_, run(text))
    assert not hostile.steers(printed)
    allowed = {"error", "notice"} if format_ == "github" else set()
    assert {command.name for command in hostile.commands(printed)} <= allowed
    match format_:
        case "junit":
            ElementTree.fromstring(printed)  # noqa: S314 - what was made here
        case "markdown":
            tokens = PARSER.parse(printed)
            assert [token.type for token in tokens].count("table_open") == 2
            inside = [child for token in tokens for child in token.children or ()]
            assert not {"link_open", "image", "em_open", "s_open"} & {child.type for child in inside}
            assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}


def test_markdown_keeps_within_its_limit() -> None:
    (late, *_) = run().scenarios
    many = Run(scenarios=(late,) * 2_000)
    page = shown("markdown", many, limit=20_000)
    assert 10_000 < len(page.encode()) <= 20_000
    assert " more: `slakit test` shows all of them." in page
