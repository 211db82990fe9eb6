"""The scorecard where everybody may read it, and as other programs take it: broken promises, without a name."""

import json
from dataclasses import replace
from importlib import import_module
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from slakit.attainment.scorecard import PartyScore, Scorecard, Status
from slakit.diagnostics import Span
from slakit.formats import FORMATS
from slakit.formats.scorecard import github, markdown
from slakit.formats.setting import Setting
from tests.formats import hostile as strangers
from tests.formats.cards import FIRST_ATTEMPT, HOSTILE, card, hostile
from tests.formats.test_sarif import official

PUBLIC = ("github", "sarif", "junit")
NAMES = ("ann", "ben", "L0460", "L0461")
"""Owners and leads of the card."""


def shown(format_: str, made: Scorecard, **setting: int) -> str:
    text = import_module(f"slakit.formats.scorecard.{format_}").render(made, Setting(**setting))
    assert isinstance(text, str)
    return text


def named(text: str) -> Scorecard:
    """A card of which every text that comes from users is `text`."""
    made = hostile()
    (party,) = made.parties
    (promise,) = party.promises
    told = replace(promise, title=text, promised=text, span=Span(text, 1, 1), causes=((text, 1),))
    parties = (PartyScore(parties=("sales",), title=text, accountable=(text,), promises=(told,)),)
    return replace(made, title=text, agreement=text, version=text, parties=parties, leads=(text,))


@pytest.mark.parametrize("format_", PUBLIC)
def test_formats(format_: str, snapshot: SnapshotAssertion) -> None:
    assert strangers.without_pages(shown(format_, card())) == snapshot


def test_the_summary_of_a_step(snapshot: SnapshotAssertion) -> None:
    assert github.summary(card(), Setting()) == snapshot


@pytest.mark.parametrize("made", [card(), card(leads=NAMES[2:])])
def test_nobody_is_named(made: Scorecard) -> None:
    pages = [*(shown(format_, made) for format_ in PUBLIC), github.summary(made, Setting())]
    for page in pages:
        assert not [name for name in NAMES if name in page]
    assert all(name in shown("markdown", card()) for name in NAMES)  # the card does name them


def test_an_annotation_stands_where_the_promise_is_made() -> None:
    found = strangers.commands(shown("github", card()))
    broken = [command for command in found if command.name == "error"]
    assert [(one.properties["file"], one.properties["line"]) for one in broken] == [
        ("agreement.yaml", "10"),
        ("agreement.yaml", "20"),
    ]
    assert broken[0].properties["title"] == "Broken promise: First attempt"
    (warning,) = [command for command in found if command.name == "warning"]
    assert warning.properties["title"].startswith("SLA604 ")


def test_a_result_is_the_same_while_its_promise_is_broken() -> None:
    def fingerprints(made: Scorecard) -> list[str]:
        (run,) = json.loads(shown("sarif", made))["runs"]
        return [result["partialFingerprints"]["slakit/v1"] for result in run["results"]]

    worse = replace(
        FIRST_ATTEMPT, counts=replace(FIRST_ATTEMPT.counts, breached=99), span=Span("agreement.yaml", 70, 1)
    )
    party = card().parties[1]
    later = replace(party, promises=tuple(worse if one is FIRST_ATTEMPT else one for one in party.promises))
    assert fingerprints(card()) == fingerprints(card(parties=(card().parties[0], later)))


def test_two_promises_of_one_id_are_told_apart() -> None:
    """One that a later version lets others make."""
    moved = replace(FIRST_ATTEMPT, by=("marketing",))
    others = PartyScore(parties=("marketing",), title="Marketing", accountable=(), promises=(moved,))
    both = card(parties=(*card().parties, others))
    names = {"first_attempt (sales)", "first_attempt (marketing)"}
    suites = list(junitparser.JUnitXml.fromstring(shown("junit", both).encode()))
    assert {case.name for suite in suites for case in suite if case.name.startswith("first_attempt")} == names
    assert all(f"/{name}" in shown("sarif", both) for name in names)


@pytest.mark.parametrize("made", [card(), hostile(), *(named(text) for text in strangers.TEXTS)])
def test_sarif_is_as_the_official_schema_says(made: Scorecard) -> None:
    jsonschema.Draft4Validator(official()).validate(json.loads(shown("sarif", made)))


def test_junit_says_what_became_of_every_promise() -> None:
    suites = list(junitparser.JUnitXml.fromstring(shown("junit", card()).encode()))
    cases = {case.name: [type(one).__name__ for one in case.result] for suite in suites for case in suite}
    assert cases == {
        "mql_volume": [],
        "won_share": ["Skipped"],
        "sal.transition": [],
        "first_attempt": ["Failure"],
        "feedback": ["Failure"],
        "events.csv": [],  # of which there is a warning, its output
    }


@pytest.mark.parametrize("text", [HOSTILE, *strangers.TEXTS])
@pytest.mark.parametrize("format_", FORMATS)
def test_texts_of_strangers_do_nothing(format_: str, text: str) -> None:
    printed = shown(format_, named(text))
    assert not strangers.steers(printed)
    allowed = {"error", "warning"} if format_ == "github" else set()
    assert {command.name for command in strangers.commands(printed)} <= allowed
    if format_ == "junit":
        ElementTree.fromstring(printed)  # noqa: S314 - what was made here
    if format_ == "markdown":
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(printed)
        inside = [child for token in tokens for child in token.children or ()]
        assert not {"link_open", "image", "em_open", "s_open"} & {child.type for child in inside}
        assert not [token for token in tokens if token.type == "html_block"]


def test_a_long_table_is_folded_and_fits() -> None:
    many = tuple(replace(FIRST_ATTEMPT, id=f"p{n}", status=Status.KEPT if n % 2 else Status.BROKEN) for n in range(400))
    made = card(parties=(PartyScore(parties=("sales",), title="Sales", accountable=(), promises=many),))
    whole = markdown.render(made, Setting(limit=1_000_000))
    assert "<details><summary>200 promises kept or open</summary>" in whole
    page = markdown.render(made, Setting())
    assert 50_000 < len(page.encode()) <= 65_536
    assert "there is no room for them on this page" in page
    assert "(p0)" in page
