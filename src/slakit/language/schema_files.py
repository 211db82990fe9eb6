"""The JSON Schemas of the language: where they lie, how references between them resolve, one file for editors."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]

KINDS = {"Agreement": "agreement", "Source": "source", "Waivers": "waivers", "Scenario": "scenario"}
"""The file of each kind's schema, without its ending."""


def folder() -> Path:
    """Where the schemas lie: in the package as installed, or beside `src` in a checkout."""
    here = Path(__file__)  # not importlib.resources: its import is a tenth of what starting slakit costs
    installed = here.parents[1] / "schema"
    return installed if installed.is_dir() else here.parents[3] / "schema"


@cache
def load(name: str) -> Schema:
    """The schema file `name` (without ending). Raises `FileNotFoundError` if there is none."""
    schema: Schema = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def names() -> tuple[str, ...]:
    """Every schema there is, by name."""
    return tuple(sorted(file.stem for file in folder().glob("*.json")))


@cache
def resolve(reference: str, within: str) -> tuple[Schema, str]:
    """The definition that `reference` (`#/$defs/id`, `agreement.json#/$defs/id`) names, and the file it is in."""
    file, _, definition = reference.partition("#/$defs/")
    name = file.removesuffix(".json") or within
    found: Schema = load(name)["$defs"][definition]
    return found, name


def bundled(name: str) -> dict[str, Any]:
    """The schema `name` with every definition it needs inside, so that the file stands alone."""
    root = dict(load(name))
    definitions: dict[str, Any] = {}
    closed = {key: _local(value, name, definitions) for key, value in root.items() if key != "$defs"}
    if definitions:
        closed["$defs"] = dict(sorted(definitions.items()))
    return closed


def _local(part: Any, within: str, definitions: dict[str, Any]) -> Any:
    """`part` with its references made local, what they name being put into `definitions`."""
    if isinstance(part, list):
        return [_local(item, within, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    local = {key: _local(value, within, definitions) for key, value in part.items()}
    if isinstance(reference := part.get("$ref"), str):
        found, file = resolve(reference, within)
        plain = reference.rpartition("/")[2]
        # two files may use one name for different things: then the name says whose it is
        name = plain if file == "agreement" or plain not in load("agreement")["$defs"] else f"{file}_{plain}"
        local["$ref"] = f"#/$defs/{name}"
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _local(found, file, definitions)
    return local
