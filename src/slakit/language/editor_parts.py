"""An agreement's schema for editors, with one beside it for what is not a whole agreement.

What `extends` another file, or is there to be extended (it has no `term`), may leave out whatever a whole agreement
must have, and may remove with `null` what the other file has. So that an editor asks for nothing that stands elsewhere,
every definition is there twice: as it is, and loosened, under a name of its own.
"""

from collections.abc import Mapping
from typing import Any

_HEAD = ("$schema", "$id", "title", "description")
_WHOLE = "agreement"
_LOOSE = "_part"
"""How the name of a loosened definition ends."""

_DEMANDS = ("required", "dependentRequired", "minProperties")
_CONDITIONS = ("if", "not", "const", "propertyNames")
"""Keywords under which nothing is demanded of the file, or nothing that it could leave out."""

_BEGINNING = {
    "label": "Agreement",
    "description": "An example to change.",
    "body": {
        "apiVersion": "slakit/v1",
        "kind": "Agreement",
        "metadata": {"name": "acme", "title": "Sales and Marketing Agreement", "version": "0.1.0"},
        "term": {"from": "2027-01-01", "through": "2027-12-31", "timezone": "America/New_York"},
    },
}


def with_parts(whole: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of whole agreements as one of all: those that extend another or are a base are asked for less."""
    root = {key: value for key, value in whole.items() if key not in (*_HEAD, "$defs")}
    definitions = {**whole["$defs"], _WHOLE: {"title": whole["title"], "description": whole["description"], **root}}
    loose = {f"{name}{_LOOSE}": _loose(definition) for name, definition in definitions.items()}
    loose[f"{_WHOLE}{_LOOSE}"]["defaultSnippets"] = [_BEGINNING]
    return {
        **{key: whole[key] for key in _HEAD},
        "type": "object",
        "if": {"anyOf": [{"required": ["extends"]}, {"not": {"required": ["term"]}}]},
        "then": {"$ref": f"#/$defs/{_WHOLE}{_LOOSE}"},
        "else": {"$ref": f"#/$defs/{_WHOLE}"},
        "$defs": definitions | loose,
    }


def _loose(part: Any) -> Any:
    if isinstance(part, list):
        return [_loose(item) for item in part]
    if not isinstance(part, dict):
        return part
    found: dict[str, Any] = {}
    for key, value in part.items():
        if key in _DEMANDS or (key == "anyOf" and all("required" in choice for choice in value)):
            continue
        found[key] = _loosened(key, value)
    return found


def _loosened(key: str, value: Any) -> Any:
    """What a keyword says, loosened; what is there may be null."""
    match key:
        case "$ref":
            return f"{value}{_LOOSE}"
        case "type":
            return [*([value] if isinstance(value, str) else value), "null"]
        case "enum":
            return [*value, None]
        case "enumDescriptions":
            return [*value, "Removes what the other file has."]
        case "properties":
            return {name: _loose(inner) for name, inner in value.items()}
        case _ if key in _CONDITIONS or key in ("defaultSnippets", "examples"):
            return value
        case _:
            return _loose(value)
