"""The schemas as editors show them: what `schema_files.bundled` yields, said so that hover and completion read well.

What is well formed is the same. Four things are told differently. Examples are values and not the YAML that spells
them; those of lists and mappings, which editors cannot name, stand in the description. An example of a mapping with
keys of one's own is offered as a snippet to change. And what a key means is not hidden by words about the parts of its
schema: that a name, or a list of names, may stand there. Nor is one mistake told in the words for another.
"""

import re
from collections.abc import Mapping
from typing import Any

from slakit.language.editor_parts import with_parts
from slakit.language.nodes import Mapping as MappingNode
from slakit.language.nodes import Node, Scalar
from slakit.language.schema_files import KINDS, bundled
from slakit.language.yaml_reader import parse

_NAMED = ("properties", "$defs")
"""Keywords under which keys are names."""
_PARTS = ("then", "else", "allOf")
"""Keywords under which a part of what a schema says may be referred to."""
_WORDS = ("title", "description", "examples")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)\Z")


def editor_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, complete in one, for an editor."""
    whole = bundled(kind)
    definitions = whole.get("$defs", {})
    shown: dict[str, Any] = _shown(whole, definitions)
    return with_parts(shown) if kind == KINDS["Agreement"] else shown


def _shown(part: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(part, list):
        return [_shown(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    shown: dict[str, Any] = {}
    for key, value in _with_message_in_place(part).items():
        if key in _NAMED and isinstance(value, dict):
            shown[key] = {name: _shown(inner, definitions) for name, inner in value.items()}
        elif key in _PARTS:
            shown[key] = _shown(_wordless(value, definitions), definitions)
        elif key != "examples":
            shown[key] = _shown(value, definitions)
    return shown | _with_examples(part, definitions)


def _with_message_in_place(part: dict[str, Any]) -> dict[str, Any]:
    """`part` with what is said of a missing key said of that alone: an editor would say it of every key that is wrong.

    Such a part demands one of several keys: `anyOf` with nothing but `required`.
    """
    message, choices = part.get("errorMessage"), part.get("anyOf", ())
    if message is None or not choices or any(set(choice) != {"required"} for choice in choices):
        return part
    told = {key: value for key, value in part.items() if key != "errorMessage"}
    return told | {"anyOf": [{**choice, "errorMessage": message} for choice in choices]}


def _wordless(part: Any, definitions: Mapping[str, Any]) -> Any:
    """What is referred to without words of its own, unless it has keys to explain."""
    if isinstance(part, list):
        return [_wordless(item, definitions) for item in part]
    if not isinstance(part, dict) or set(part) != {"$ref"}:
        return part
    meant = definitions[part["$ref"].rpartition("/")[2]]
    if "properties" in meant or "additionalProperties" in meant:
        return part
    return {key: value for key, value in meant.items() if key not in _WORDS}


def _with_examples(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords by which an editor shows the examples of `part`, or of what it refers to and describes anew."""
    meant = definitions[part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
    texts = part.get("examples") or (meant.get("examples", ()) if "description" in part else ())
    values = [_spelled(text) for text in texts]
    found: dict[str, Any] = {}
    if simple := [value for value in values if not isinstance(value, dict | list)]:
        found["examples"] = simple
    if whole := [text for text, value in zip(texts, values, strict=True) if isinstance(value, dict | list)]:
        shown = "".join(f"{text}\n" for text in whole)
        found["markdownDescription"] = f"{part.get('description') or meant['description']}\n\n```yaml\n{shown}```"
    if "properties" not in part and part.get("type") == "object" and values:
        found["defaultSnippets"] = [_snippet(value) for value in values]
    return found


def _snippet(example: dict[str, Any]) -> dict[str, Any]:
    return {"label": f"{next(iter(example))}: …", "description": "An example to change.", "body": example}


def _spelled(example: str) -> Any:
    """The value that a text of YAML spells."""
    root, findings = parse(example, "")
    assert root is not None and not findings, example  # noqa: S101, PT018 - the schemas' own text
    return _value(root)


def _value(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {entry.key: _value(entry.value) for entry in node}
    if not isinstance(node, Scalar):
        return [_value(item) for item in node]
    if node.boolean is not None:
        return node.boolean
    return int(node.text) if node.plain and _WHOLE.match(node.text) else node.text
