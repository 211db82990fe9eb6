"""The scorecard as text, Markdown and JSON."""

import json

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from slakit.attainment.scorecard import Counts, PeriodScore, PromiseScore, Scorecard, Status, Upcoming
from slakit.diagnostics import Span
from slakit.formats.scorecard import markdown, text
from slakit.formats.scorecard.json import render as render_json
from slakit.formats.setting import Setting
from slakit.formats.terminal import width
from slakit.language.schema_files import bundled
from tests.formats.cards import HOSTILE, VOLUME, attained, card, hostile, period


@pytest.mark.parametrize("columns", [80, 120])
def test_text(columns: int, snapshot: SnapshotAssertion) -> None:
    shown = text.render(card(), Setting(width=columns))
    assert shown == snapshot
    assert max(width(line) for line in shown.splitlines()) <= columns


def test_text_in_colour_says_the_same() -> None:
    coloured = text.render(card(), Setting(colour=True))
    assert "\x1b[" in coloured
    plain = "".join(part.partition("m")[2] for part in ("m" + coloured).split("\x1b["))
    assert [line.rstrip() for line in plain.splitlines()] == text.render(card(), Setting()).splitlines()


def test_markdown(snapshot: SnapshotAssertion) -> None:
    assert markdown.render(card(), Setting()) == snapshot


def test_json(snapshot: SnapshotAssertion) -> None:
    assert render_json(card(), Setting()) == snapshot


@pytest.mark.parametrize("made", [card(), hostile()])
def test_json_is_as_its_schema_says(made: Scorecard) -> None:
    jsonschema.Draft202012Validator(bundled("evaluation")).validate(json.loads(render_json(made, Setting())))


def test_json_has_no_binary_float() -> None:
    def refuse(number: str) -> object:
        raise AssertionError(number)

    json.loads(render_json(card(), Setting()), parse_float=refuse)


@pytest.mark.parametrize("columns", [60, 80])
def test_text_of_users_is_shown_and_not_obeyed(columns: int) -> None:
    shown = text.render(hostile(), Setting(width=columns))
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "\\x1b[31m[red]*L*|`1`<b>\\u202e" in shown.replace("\n", "").replace(" ", "")
    assert max(width(line) for line in shown.splitlines()) <= columns


def test_text_of_users_does_not_mark_up_markdown() -> None:
    shown = markdown.render(hostile(), Setting())
    assert not {"\x1b", "\u202e"} & set(shown)
    for mark in ("*L*", "|`", "<b>", "`1`"):
        assert mark not in shown, mark
    tables = [line for line in shown.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in tables} == {7, 6}  # no cell breaks out


def test_json_keeps_text_as_it_is() -> None:
    printed = render_json(hostile(), Setting())
    assert not {"\x1b", "\u202e"} & set(printed)
    assert json.loads(printed)["agreement"]["title"] == HOSTILE


@pytest.mark.parametrize("render", [text.render, markdown.render, render_json])
def test_equal_scorecards_give_equal_bytes(render: object) -> None:
    assert callable(render)
    assert render(card(), Setting()) == render(card(), Setting())


def test_the_verdict_comes_first_and_last() -> None:
    lines = text.render(card(), Setting()).splitlines()
    verdict = "2 of 4 promises are broken, 1 is at risk, 1 is kept."
    assert lines.index(verdict) < 8
    assert lines[-1] == verdict


def test_nothing_to_judge() -> None:
    shown = text.render(
        card(parties=(), owners=(), unowned=0, upcoming=Upcoming(), as_of=card().as_of - 10_000_000),
        Setting(width=100),
    )
    assert "Nothing to judge: no promise has an outcome yet, the term begins on 1 January 2027." in shown
    assert "nothing is at risk" in shown


def many(count: int) -> PromiseScore:
    """A promise with `count` ended periods of which the third is broken, and a running one."""
    states = ["breached" if number == 2 else "met" for number in range(count)]
    ended = [period(1, attained(state, 1, ">= 1")) for state in states]
    running: PeriodScore = period(3, attained("pending", 0, ">= 1"))
    return PromiseScore(
        id="weekly",
        kind="quota",
        title="Weekly",
        promised="",
        by=("sales",),
        span=Span("agreement.yaml"),
        status=Status.BROKEN,
        counts=Counts(met=count - 1, breached=1, pending=1),
        periods=(*ended, running),
    )


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (4, "Jan 1 of 1 | Jan 1 of 1 | Jan 0 of 1 BROKEN | Jan 1 of 1 | Mar 0 of 1 so far"),
        (9, "7 others: 7 kept | Jan 0 of 1 BROKEN | Jan 1 of 1 | Mar 0 of 1 so far"),
    ],
)
def test_of_many_periods_those_that_matter_are_shown(count: int, line: str) -> None:
    party = card().parties[0]
    shown = text.render(
        card(parties=(type(party)(parties=("sales",), title="S", accountable=(), promises=(many(count),)),)),
        Setting(width=100),
    )
    assert line in shown


def test_of_many_parts_the_worst_are_named() -> None:
    parts = [attained("breached", 0, ">= 1", f"r{number}") for number in range(7)]
    promise = PromiseScore(
        id="share",
        kind="quota",
        title="Share",
        promised="",
        by=("sales",),
        span=Span("agreement.yaml"),
        status=Status.BROKEN,
        counts=Counts(breached=7),
        periods=(period(2, *parts),),
    )
    party = card().parties[0]
    shown = text.render(
        card(parties=(type(party)(parties=("sales",), title="S", accountable=(), promises=(promise,)),)),
        Setting(width=120),
    )
    assert "Feb 7 of 7 BROKEN: r0 0 of 1, r1 0 of 1, r2 0 of 1, r3 0 of 1 and 3 more" in shown


def test_selection_is_said() -> None:
    shown = text.render(card(leads=("L1",), only=("first_attempt",)), Setting())
    assert "lead L1; promises over periods are left out" in shown
    assert "Only     first_attempt\n" in shown


def test_a_promise_that_is_at_risk_is_shown_with_its_end() -> None:
    shown = text.render(
        card(parties=(type(card().parties[0])(parties=("m",), title="M", accountable=(), promises=(VOLUME,)),)),
        Setting(),
    )
    assert "  Thu  1 Apr 00:00  in 7h 00m  Mql volume     123 of 126" in shown


def test_without_a_country_nothing_is_said_of_holiday_data() -> None:
    made = card(holidays="")
    assert json.loads(render_json(made, Setting()))["holidays"] is None
    assert "holidays" not in text.render(made, Setting()) + markdown.render(made, Setting())
