"""Agreements with other texts in every place where the schema lets people write what they like.

Nothing here knows a key of the language but `matches`: places are found by the schema, and a new one by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from slakit.language import schema_files
from slakit.loading import load_agreement
from slakit.model import Agreement
from tests.oracle import documents

Schema = Mapping[str, Any]
Place = tuple[str, str]

_TEXT, _ADDRESS = "a <b> 1", "a<b>@c"
_TEXTS = ("text", "texts", "text_or_texts", "value", "values", "value_or_values", "test", "enum_values")
"""Definitions that are the same place as what refers to them."""
_TESTS = "operators"
"""The definition in which a text that is added asks for something."""
_VALUE = re.compile(r"[-+:.%/TZ0-9]+|true|false")
"""A number, date, instant or truth value where text might stand."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What is written in the places: `text` and `address` with a number in place of `{}`, by texts as they were.

    One text becomes one other, wherever it stands: what refers to it still does. Ids stay. `places` are where they
    were found: the definition of the schema, and the key in it; `written` is what stands there now, by number.
    """

    text: str
    address: str
    ids: frozenset[str]
    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[Place, list[int]] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)

    def rewritten(self, node: Any, schema: Schema, place: Place) -> Any:
        """What stands at `place`, with other texts in it and below it; texts are added where there could be one."""
        parts = list(_parts(schema, node, place))
        if isinstance(node, str):
            found = ((one, kind, at) for one, at in parts if (kind := _kind(one)))
            one, kind, at = next(found, ({}, "", place))
            is_value = _VALUE.fullmatch(node) and one is not _schema()["$defs"]["text"]
            return self._other(node, kind, at) if kind and not is_value else node
        if isinstance(node, list):
            return next(
                ([self.rewritten(item, one["items"], at) for item in node] for one, at in parts if "items" in one), node
            )
        return self._mapping(node, parts) if isinstance(node, dict) else node

    def _mapping(self, node: dict[str, Any], parts: list[tuple[Schema, Place]]) -> dict[str, Any]:
        known = {key: (below, at) for one, at in parts for key, below in one.get("properties", {}).items()}
        others = [(one, at) for one, at in parts if isinstance(one.get("additionalProperties"), dict)]
        found = {}
        for key, item in node.items():
            if key in known:
                below, at = known[key]
                found[key] = self.rewritten(item, below, (at[0], key))
            elif others:
                one, at = others[0]
                name = key if "propertyNames" in one else self._other(key, _TEXT, (at[0], "(a key)"))
                found[name] = self.rewritten(item, one["additionalProperties"], (at[0], "(any)"))
            else:
                found[key] = item
        texts = {key for key, (below, at) in known.items() if below.get("$ref") == "#/$defs/text" and at[0] != _TESTS}
        added = texts - set(node)
        for key in sorted(added):
            found[key] = self._other(f"{len(self.numbers)} {key}", _TEXT, (known[key][1][0], key))
        return found

    def _other(self, text: str, kind: str, place: Place) -> str:
        if text in self.ids:
            return text
        number = self.numbers.setdefault(text, len(self.numbers))
        self.places.setdefault(place, []).append(number)
        other = (self.text if kind == _TEXT else self.address).replace("{}", f"{number:03}")
        self.written[number] = re.escape(other) if place[1] == "matches" else other
        return self.written[number]


def rewritten(file: Path, text: str, address: str, to: Path) -> tuple[Agreement, Texts]:
    """The agreement in the file with other texts, by way of a file `to`."""
    tree = documents.agreement(file)
    texts = Texts(text=text, address=address, ids=frozenset(_ids(tree)))
    to.write_text(documents.text(texts.rewritten(tree, _schema(), ("agreement", ""))), encoding="utf-8")
    found, diagnostics = load_agreement(str(to))
    assert found is not None, [str(one) for one in diagnostics]
    return found, texts


def all_places() -> set[Place]:
    """Every place of the schema that takes a text of one's own, as far as it has a name."""
    found = {place for name, one in _schema()["$defs"].items() for place in _within(one, (name, ""))}
    return {place for place in found if place[1]}


def _within(schema: Any, place: Place) -> Iterator[Place]:
    if not isinstance(schema, dict):
        return
    if (place[0] not in _TEXTS and schema.get("$ref", "").removeprefix("#/$defs/") in _TEXTS) or _kind(schema):
        yield place
    for key, below in schema.get("properties", {}).items():
        yield from _within(below, (place[0], key))
    for key in ("then", "else", "items"):
        yield from _within(schema.get(key), place)
    yield from _within(schema.get("additionalProperties"), (place[0], "(any)"))


@cache
def _schema() -> Schema:
    return schema_files.load("agreement")


@cache
def _validator() -> Any:
    return jsonschema.validators.validator_for(_schema())(_schema())


def _parts(schema: Schema, node: Any, place: Place) -> Iterator[tuple[Schema, Place]]:
    """The schema and all that it says of the node in other places, each with the definition that it stands in."""
    yield schema, place
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _parts(_schema()["$defs"][name], node, place if name in _TEXTS else (name, place[1]))
    for one in schema.get("allOf", ()):
        yield from _parts(one, node, place)
    if "if" in schema:
        branch = "then" if _validator().evolve(schema=schema["if"]).is_valid(node) else "else"
        if branch in schema:
            yield from _parts(schema[branch], node, place)


def _kind(schema: Schema) -> str:
    """The probe that the schema takes, if it is of texts that people write as they like."""
    types = schema.get("type", ())
    if "string" not in ([types] if isinstance(types, str) else types) or "enum" in schema or "const" in schema:
        return ""
    return next((one for one in (_TEXT, _ADDRESS) if re.search(schema.get("pattern", ""), one)), "")


def _ids(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
        for item in node.values():
            yield from _ids(item)
