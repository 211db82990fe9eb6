"""Conditions: every form, typed by its field, and what does not fit."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, Matches, NoneOf, Present
from tests.binding import bound, found

FIELDS = """fields:
  name: {type: string}
  size: {type: decimal}
  born: {type: date}
  seen: {type: timestamp}
  robot: {type: boolean}
"""
USED = """events:
  uses: {event: x, where: {name: {present: true}, size: {present: true}, born: {present: true}, seen: {present: true},
    robot: {present: true}}}
quotas: {using: {by: sales, measure: using, at_least: 1, per: month}}
measures: {using: {count: uses}}
"""


def fragment(condition: str) -> str:
    return f"{FIELDS}{USED}responses: {{first_attempt: {{when: {condition}}}}}\n"


def condition(text: str, folder: Path) -> Condition:
    when = bound(fragment(text), folder).responses["first_attempt"].when
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("{name: Ann}", "name", ("Ann",)),
        ('{name: ["Ann", "5", no]}', "name", ("Ann", "5", "no")),
        ("{size: 2.50}", "size", (Fraction(5, 2),)),
        ('{size: "7"}', "size", (Fraction(7),)),
        ("{born: 2027-02-28}", "born", (date(2027, 2, 28),)),
        ("{seen: 1970-01-02T01:00:00.9+01:00}", "seen", (86_400,)),
        ("{robot: false}", "robot", (False,)),
        ("{offer: [webinar, demo_request]}", "offer", ("webinar", "demo_request")),
    ],
)
def test_equality(text: str, field: str, values: tuple[object, ...], tmp_path: Path) -> None:
    test = condition(text, tmp_path)
    assert isinstance(test, Equals)
    assert (test.field, test.values, test.negated) == (field, values, False)


def test_operators(tmp_path: Path) -> None:
    text = '{name: {is_not: [a, b], contains: A., matches: "^x"}, size: {above: 1, at_most: 2}, born: {present: false}}'
    both = condition(text, tmp_path)
    assert isinstance(both, AllOf)
    names, sizes, born = both.items
    assert isinstance(names, AllOf)
    is_not, contains, matches = names.items
    assert isinstance(is_not, Equals)
    assert is_not.negated
    assert isinstance(contains, Contains)
    assert contains.text == "A."
    assert isinstance(matches, Matches)
    assert isinstance(sizes, AllOf)
    assert [(test.operator, test.bound) for test in sizes.items if isinstance(test, Compare)] == [
        ("above", 1),
        ("at_most", 2),
    ]
    assert isinstance(born, Present)
    assert not born.present


def test_groups_nest(tmp_path: Path) -> None:
    both = condition("{any: [{name: a}, {all: [{size: 1}, {none: [{robot: true}]}]}]}", tmp_path)
    assert isinstance(both, AnyOf)
    _, second = both.items
    assert isinstance(second, AllOf)
    assert isinstance(second.items[1], NoneOf)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{nam: a}", "SLA303", "nam:"),
        ("{any: [{name: a}, {nam: b}]}", "SLA303", "nam:"),
        ("{name: 5}", "SLA321", "5"),
        ("{name: true}", "SLA321", "true"),
        ('{name: ""}', "SLA321", '""'),
        ("{name: {at_least: a}}", "SLA320", "at_least"),
        ("{robot: {above: 1}}", "SLA320", "above"),
        ("{size: {contains: 1}}", "SLA320", "contains"),
        ("{size: big}", "SLA310", "big"),
        ("{size: 1_000}", "SLA310", "1_000"),
        ("{born: 2027-02-30}", "SLA313", "2027-02-30"),
        ("{born: {at_least: 2027-1-1}}", "SLA313", "2027-1-1"),
        ("{seen: 2027-01-01}", "SLA314", "2027-01-01"),
        ("{seen: 2027-01-01T00:00:00}", "SLA314", "2027-01-01T00:00:00"),
        ('{robot: "true"}', "SLA321", '"true"'),
        ("{robot: yes}", "SLA321", "yes"),
        ("{offer: {is_not: webinr}}", "SLA322", "webinr"),
        ('{name: {matches: "(?=a)"}}', "SLA323", '"(?=a)"'),
        ("{score: {at_least: 101}}", "SLA449", "at_least"),
        ("{score: 50.5}", "SLA449", "score"),
        ("{score: {above: 9, below: 10}}", "SLA449", "below"),
        ("{name: a, all: [{name: b}]}", "SLA449", "name: b"),
        ("{name: {is_not: a, present: false}, any: [{name: {present: false, contains: x}}]}", "SLA449", "contains"),
    ],
)
def test_refused(text: str, code: str, place: str, tmp_path: Path) -> None:
    ((at_code, at),) = found(fragment(text), tmp_path)
    assert at_code == code
    assert at.startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "{score: {above: 9, below: 11}}",
        "{size: {above: 9, below: 10}}",
        "{size: {at_least: 10, at_most: 10}}",
        "{name: {is_not: a, present: false}}",
        "{name: {is_not: a}, any: [{name: b}]}",
        '{name: {contains: x, matches: "^y"}}',
        "{robot: {is_not: true}}",
    ],
)
def test_what_can_be_satisfied_is_let_through(text: str, tmp_path: Path) -> None:
    assert found(fragment(text), tmp_path) == []
