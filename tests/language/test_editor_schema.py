"""The schemas as editors show them allow the same as the ones they are made from, and explain themselves."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from slakit.language.editor_schema import editor_schema
from slakit.language.schema import check
from slakit.language.schema_files import KINDS, bundled, names
from slakit.language.source import read
from tests.language.test_schema import COMPANIONS, mutated, nodes, parts, places, plain, sections, view

ROOT = Path(__file__).parents[2]


def documents(kind: str) -> list[Any]:
    if kind in COMPANIONS:
        root, _ = read("f.yaml", COMPANIONS[kind].encode())
        return [view(root)]
    found = [read(str(path))[0] for path in sorted((ROOT / "policies").glob("*.yaml"))]
    return [view(root) for root in found if root is not None]


@pytest.mark.parametrize("kind", KINDS.values())
def test_it_allows_what_the_schema_allows(kind: str) -> None:
    judge = jsonschema.Draft202012Validator(bundled(kind))
    shown = jsonschema.Draft202012Validator(editor_schema(kind))
    chance = random.Random(kind)  # noqa: S311 - a fixed sequence is wanted
    for document in documents(kind):
        for candidate in [document, *(mutated(document, chance) for _ in range(40))]:
            assert shown.is_valid(candidate) == judge.is_valid(candidate), candidate


def has_null(part: Any) -> bool:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return part is None or any(map(has_null, inner))


@pytest.mark.parametrize("without", ["term", "nothing"])
def test_of_a_part_nothing_is_demanded_that_may_stand_elsewhere(without: str) -> None:
    shown = jsonschema.Draft202012Validator(editor_schema("agreement"))
    chance = random.Random(without)  # noqa: S311
    for section, name, document in sections():
        if name != "agreement" or section == "term":
            continue
        part = {key: value for key, value in document.items() if key != without}
        part |= {"extends": "base.yaml"} if without == "nothing" else {}
        for candidate in [part, *(mutated(part, chance) for _ in range(60))]:
            if "kind" not in candidate or has_null(candidate) or ("extends" in part and "extends" not in candidate):
                continue
            text = json.dumps(candidate, default=plain).replace('"0.5"', "0.5")
            root = nodes(text)
            assert shown.is_valid(view(root)) == (check(root) == []), text


def test_what_extends_may_remove_what_the_other_has() -> None:
    shown = jsonschema.Draft202012Validator(editor_schema("agreement"))
    kept = ("apiVersion", "kind", "metadata", "term")
    promises = ("stages", "responses", "cadences", "quotas", "goals")
    for section, name, document in sections():
        for path in places(document) if name == "agreement" else ():
            if path and path[0] not in kept and len(path) <= (3 if path[0] in promises else 2):
                extending = json.loads(json.dumps({**document, "extends": "base.yaml"}, default=plain))
                part = extending
                for step in path[:-1]:
                    part = part[step]
                part[path[-1]] = None
                assert shown.is_valid(extending), (section, path)


def schemas(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema in `part`: not what stands under `properties` by the name of a keyword."""
    for path, found in parts(part):
        if not path.endswith(("/properties", "/$defs", "/body")):
            yield found


@pytest.mark.parametrize("kind", names())
def test_examples_and_snippets_are_values_that_are_allowed(kind: str) -> None:
    whole = editor_schema(kind)
    jsonschema.Draft202012Validator.check_schema(whole)
    for part in schemas(whole):
        values = [*part.get("examples", ()), *(snippet["body"] for snippet in part.get("defaultSnippets", ()))]
        for value in values:
            jsonschema.Draft202012Validator({**part, "$defs": whole.get("$defs", {})}).validate(value)
        assert not any(isinstance(value, dict | list) for value in part.get("examples", ())), part


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_value_of_a_described_choice_is_described(kind: str) -> None:
    for part in schemas(editor_schema(kind)):
        if "enumDescriptions" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"]), part["title"]


def test_what_a_key_means_is_not_hidden_by_what_may_stand_there() -> None:
    definitions = editor_schema("agreement")["$defs"]
    assert "description" not in definitions["names"]["else"]
    assert definitions["stage"]["properties"]["ready"]["markdownDescription"].startswith("What must hold of the lead")
