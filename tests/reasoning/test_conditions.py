"""What cannot hold does not hold anywhere: every claim is replayed, state by state, by another evaluator."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from slakit.model import Agreement, AllOf, Condition
from slakit.reasoning.conditions import Reasoning
from tests.binding import bound
from tests.oracle.conditions import holds, kinds_of, typed

FIELDS: dict[str, dict[str, Any]] = {
    "size": {"type": "integer", "min": "0", "max": "9"},
    "worth": {"type": "decimal"},
    "kind": {"type": "enum", "values": ["a", "b", "c"]},
    "robot": {"type": "boolean"},
    "name": {"type": "string"},
    "born": {"type": "date"},
}
KINDS = kinds_of(FIELDS)
VALUES = {
    "size": [str(number) for number in range(10)],
    "worth": ["0", "0.5", "1", "1.5", "2", "2.5"],
    "kind": ["a", "b", "c"],
    "robot": ["true", "false"],
    "name": ["x", "xy", *("q" + "".join(parts) for parts in product(*(("", part) for part in "xya")))],
    "born": ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"],
}
"""Values that tell every condition below apart; a missing value is one more."""

ORDERED = st.sampled_from(["at_least", "at_most", "above", "below"])
OPERANDS = {
    "size": ["0", "3", "4", "9"],
    "worth": ["1", "2"],
    "kind": ["a", "b"],
    "robot": ["true", "false"],
    "name": ["x", "xy"],
    "born": ["2027-01-02", "2027-01-03"],
}


@st.composite
def single(draw: st.DrawFn) -> dict[str, Any]:
    """A test of one field."""
    field = draw(st.sampled_from(sorted(FIELDS)))
    value = draw(st.sampled_from(OPERANDS[field]))
    ways: list[Any] = [value, {"is_not": value}, {"present": "true"}, {"present": "false"}]
    if field in ("size", "worth", "born"):
        ways += [{draw(ORDERED): value}, {draw(ORDERED): value, draw(ORDERED): draw(st.sampled_from(OPERANDS[field]))}]
    if field in ("kind", "name"):
        ways += [{"contains": draw(st.sampled_from(["x", "y", "a"]))}, OPERANDS[field]]
    return {field: draw(st.sampled_from(ways))}


def group(items: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    listed = st.lists(items, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda word, those: {word: those}, st.sampled_from(["all", "any", "none"]), listed),
        st.builds(lambda first, second: {**first, **second}, items, items),
    )


CONDITIONS = st.recursive(single(), group, max_leaves=8)


def text(condition: Any) -> str:
    dumped = "scope: " + yaml.dump(condition, default_flow_style=True, sort_keys=False, width=10_000)
    for bare in ("true", "false", *VALUES["size"], *VALUES["worth"]):
        dumped = dumped.replace(f"'{bare}'", bare)
    return dumped


def fields_used(condition: Any) -> set[str]:
    if isinstance(condition, list):
        return {name for each in condition for name in fields_used(each)}
    if not isinstance(condition, dict):
        return set()
    found = {key for key in condition if key in FIELDS}
    return found | {name for value in condition.values() for name in fields_used(value)}


def states(used: set[str]) -> Iterator[dict[str, Any]]:
    """Every state of the fields used, missing values included."""
    names = sorted(used)
    choices = [[None, *(typed(KINDS[name], value) for value in VALUES[name])] for name in names]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("conditions")


DECLARED = "fields:\n  size: {type: integer, min: 0, max: 9}\n  worth: {type: decimal}\n" + "".join(
    f"  {line}\n"
    for line in (
        "kind: {type: enum, values: [a, b, c]}",
        "robot: {type: boolean}",
        "name: {type: string}",
        "born: {type: date}",
    )
)


def read(condition: Any, folder: Path) -> tuple[Agreement | None, Condition | None]:
    """The condition as the front end reads it; the checks' own findings do not matter here."""
    from slakit.agreement import bind_what_is_sound
    from slakit.language.source import resolve

    file = folder / "condition.yaml"
    bound("", folder)
    file.write_text(
        "apiVersion: slakit/v1\nkind: Agreement\nextends: minimal.yaml\n" + DECLARED + text(condition), encoding="utf-8"
    )
    root, found = resolve(str(file))
    assert root is not None, found
    agreement, binding = bind_what_is_sound(root, [])
    assert agreement is not None, binding.findings()
    return agreement, agreement.scope


@settings(max_examples=150, deadline=None)
@given(CONDITIONS)
def test_what_cannot_hold_holds_in_no_state(folder: Path, condition: dict[str, Any]) -> None:
    agreement, scope = read(condition, folder)
    if agreement is None or scope is None or len(fields_used(condition)) > 3:
        return
    reasoning = Reasoning(agreement.fields)
    found = [holds(condition, state, KINDS) for state in states(fields_used(condition))]
    assert reasoning.can_hold([scope]) is any(found)
    assert reasoning.can_hold([], [scope]) is not all(found)


def test_a_pattern_may_be_found_or_not(folder: Path) -> None:
    matched = {"name": {"matches": "^x"}}
    agreement, scope = read({"all": [matched, {"none": [matched]}]}, folder)
    assert agreement is not None
    assert isinstance(scope, AllOf)
    reasoning = Reasoning(agreement.fields)
    assert not reasoning.can_hold([scope])
    assert all(reasoning.can_hold([part]) for part in scope.items)
    assert reasoning.can_hold([], [scope.items[0]])


def test_questions_too_large_are_left_open(folder: Path) -> None:
    pigeons = [{"any": [{"kind": "a"}, {"robot": "true"}, {"size": str(number % 10)}]} for number in range(60)]
    agreement, scope = read(
        {"all": [*pigeons, *({"none": [{"worth": "1"}, {"name": "x"}]} for _ in range(60))]}, folder
    )
    assert agreement is not None
    assert scope is not None
    assert Reasoning(agreement.fields).can_hold([scope])
    exhausted = Reasoning(agreement.fields)
    for _ in range(10_000):
        exhausted.can_hold([scope])
    assert exhausted.can_hold([], [scope, scope])
