"""A plan in every format: as people read it, as programs do, and with texts that try to break out."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from slakit.formats.plan import html, markdown, text
from slakit.formats.plan import json as json_format
from slakit.formats.setting import Setting
from slakit.language.schema_files import bundled
from slakit.planning import planned
from tests.engine.case import read_case, read_model
from tests.formats import hostile
from tests.formats.plan.plans import is_exact, of_policy, running, strange
from tests.house.pages import ROOT
from tests.planning.case import FOLDER, merged, solved

POLICIES = ("northwind", "b2b_midsize")


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
@pytest.mark.parametrize("policy", POLICIES)
def test_what_people_read(policy: str, format_: str, snapshot: SnapshotAssertion) -> None:
    page = import_module(f"slakit.formats.plan.{format_}").render(of_policy(policy), Setting())
    if format_ == "html":  # its style is the same in each
        page = re.sub(r"(?s)<style>.*?</style>|style-src '[^']*'", "", page)
    assert page == snapshot


def test_a_plan_that_nobody_promises_anything_for_is_not_called_well(tmp_path: Path) -> None:
    case = read_case(FOLDER / "no_quota_at_all.yaml")
    plan = planned(read_model(tmp_path / "a.yaml", merged(read_case(FOLDER / "_defaults.yaml"), case["agreement"])))
    said = "No quota promises these leads: nobody has to bring them."
    assert text.render(plan, Setting()).count(said) == 2
    assert f'<p class="verdict bad">{said}</p>' in html.render(plan, Setting())


def test_with_a_log(snapshot: SnapshotAssertion) -> None:
    assert text.render(running(), Setting(width=100)) == snapshot


def test_with_a_log_by_day() -> None:
    page = markdown.render(running(), Setting())
    rows = re.findall(r"^\| (\d+ \w{3}) \| (\d+) \| (\d+) \| ([\d.]+) \| ([-+][\d.]+) \|$", page, re.MULTILINE)
    assert ("10 Mar", "1", "42", "40.65", "+1.35") in rows


def numbers(value: Any) -> Iterator[dict[str, str]]:
    """Every number of a JSON document."""
    if isinstance(value, dict):
        if "exact" in value and "decimal" in value:
            yield value
        else:
            for item in value.values():
                yield from numbers(item)
    elif isinstance(value, list):
        for item in value:
            yield from numbers(item)


@pytest.mark.parametrize("plan", [*POLICIES, "running"])
def test_what_programs_read(plan: str) -> None:
    found = json.loads(json_format.render(running() if plan == "running" else of_policy(plan), Setting()))
    jsonschema.Draft202012Validator(bundled("plan")).validate(found)
    assert all(is_exact(number) for number in numbers(found))
    assert not any(isinstance(value, float) for value in flat(found))


def flat(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from flat(item)
    else:
        yield value


def test_the_numbers_of_the_reference() -> None:
    found = json.loads(json_format.render(of_policy("northwind"), Setting()))
    steps = {step["id"]: step for step in found["steps"]}
    assert steps["customer"]["result"] == {"exact": "80/3", "decimal": "26.666667"}
    assert (steps["mql"]["result"]["exact"], steps["mql"]["rounded"]) == ("3200/27", 119)
    assert (steps["per_month"]["result"]["exact"], steps["per_month"]["rounded"]) == ("3200/81", 40)


class _Tags(HTMLParser):
    """What a page has that would act, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and what acts."""
        self.tags.add(tag)
        for name, value in attrs:
            is_link = name in ("href", "src") and not (value or "").startswith("#")
            if name.startswith("on") or is_link:
                self.acting.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("words", hostile.TEXTS, ids=lambda one: ascii(one[:12]))
def test_strangers(words: str) -> None:
    acting = strange(words)
    for page in (text.render(acting, Setting()), json_format.render(acting, Setting())):
        assert not hostile.steers(page)
        assert not hostile.commands(page)
    json.loads(json_format.render(acting, Setting()))
    page = markdown.render(acting, Setting())
    assert not hostile.steers(page)
    assert not hostile.commands(page)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
    inside = [child for token in tokens for child in token.children or ()]
    assert not {"image", "link_open", "html_block"} & {child.type for child in [*tokens, *inside]}
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<br>"}
    page = html.render(acting, Setting())
    assert not hostile.steers(page)
    assert not hostile.commands(page)
    found = _Tags()
    found.feed(page)
    assert not found.acting
    assert not {"script", "img", "iframe", "object", "embed", "form", "b"} & found.tags


def test_headings_are_in_order() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", html.render(running(), Setting()))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique() -> None:
    page = html.render(running(), Setting())
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<svg") == 2 * (1 + len(running().runs))


def test_nothing_of_this_machine_is_in_a_snapshot() -> None:
    for path in (Path(__file__).parent / "__snapshots__").glob("*.ambr"):
        assert str(ROOT) not in path.read_text(encoding="utf-8")


EDGES: dict[str, dict[str, Any]] = {
    "a_goal_of_nothing": {"goals": {"revenue": {"target": "0"}}, "quotas": {"mql_volume": {"for_each": "offer"}}},
    "none_of_it": {"plan": {"share": "0%"}},
    "a_baseline_of_nothing": {"goals": {"revenue": {"baseline": {"value": "0"}}}},
    "one_stage": {"plan": {"rates": {"sal": None, "customer": None}}},
    "a_term_that_ends_before_the_goal": {"term": {"through": "2027-01-31"}},
    "a_term_without_end": {"term": {"through": None}},
    "hardly_anybody": {"plan": {"rates": {"customer": "0.0000001%"}}},
}


@pytest.mark.parametrize("edge", EDGES)
def test_at_the_edges(edge: str, tmp_path: Path) -> None:
    tree = merged(read_case(FOLDER / "_defaults.yaml"), EDGES[edge])
    plan = planned(read_model(tmp_path / "agreement.yaml", tree))
    for shown in (text, markdown, html):
        assert plan.aim.title in shown.render(plan, Setting())
    jsonschema.Draft202012Validator(bundled("plan")).validate(json.loads(json_format.render(plan, Setting())))


def test_before_the_first_day(tmp_path: Path) -> None:
    # at the first instant of the goal and the month no day has begun, so there is none to show
    event = {"lead_id": "L1", "event": "assigned", "at": "2026-12-01T10:00:00-05:00"}
    plan = solved({"events": [event], "as_of": "2027-01-01T00:00:00-05:00"}, tmp_path)
    assert len(plan.runs) == 2
    for shown in (text, markdown, html):
        page = shown.render(plan, Setting())
        assert "no open time has gone" in page
        assert "Sum" not in page


@pytest.mark.parametrize(
    ("currency", "shown"),
    [
        ("JPY", ["JPY 400,000 (800,001/2)", "an average deal of at least JPY 2,001"]),  # whole yen only
        ("KWD", ["KWD 400,000.500", "an average deal of at least KWD 2,000.003"]),  # a dinar has a thousand fils
        ("USD", ["USD 400,000.50", "an average deal of at least USD 2,000.01"]),
        ("", ["400,000.5", "an average deal of at least 2,000.01"]),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(currency: str, shown: list[str], tmp_path: Path) -> None:
    # half of 800,001 is 400,000.5, of which 200 deals bring 2,000.0025 each
    change = {
        "term": {"currency": currency or None},
        "goals": {"revenue": {"target": "800001", "baseline": {"value": "800000"}}},
        "quotas": {"mql_volume": {"at_least": "200", "per": "quarter"}},
        "plan": {"share": "50%", "average_deal": "1000", "rates": {"sal": None, "customer": "100%"}},
    }
    plan = planned(read_model(tmp_path / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), change)))
    page = markdown.render(plan, Setting())
    assert [words for words in shown if words not in page] == []


def test_one_lead_is_one(tmp_path: Path) -> None:
    change = {"goals": {"revenue": {"target": "27000", "baseline": {"value": "27000"}}}, "plan": {"share": "22.5%"}}
    plan = planned(read_model(tmp_path / "agreement.yaml", merged(read_case(FOLDER / "_defaults.yaml"), change)))
    assert "That takes 1 lead in “MQL”: 1 a month." in text.render(plan, Setting())


def test_what_came_is_written_beside_both_lines() -> None:
    """Behind the line there is room to the right of what came: below the line, and not on what came before."""
    page = html.render(running(), Setting())
    behind = next(part for part in page.split("<svg")[1:] if "behind" in part and "wide" in part)
    (spot,) = re.findall(r'<circle class="now" cx="(\d+)" cy="(\d+)"', behind)
    (words,) = re.findall(r'<text class="beside start"><tspan x="(\d+)" y="(\d+)"', behind)
    assert (int(words[0]) - int(spot[0]), int(words[1]) > int(spot[1])) == (8, True)
