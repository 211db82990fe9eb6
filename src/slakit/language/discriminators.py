"""Whether a node is of the sort that a schema's `if`, `anyOf` or `not` asks about: a yes or no, never a finding.

Only what tells one sort from another is understood: a type, keys that are there, a word under a key.
"""

from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache

from slakit.language.nodes import Mapping, Node, Scalar
from slakit.language.schema_files import Schema
from slakit.numbers import parse_number

KEYWORDS = frozenset({"type", "required", "properties", "const", "enum", "anyOf"})
"""The keywords that such a schema may use."""


def is_like(node: Node, schema: Schema) -> bool:
    """Whether `node` fits `schema`, which uses `KEYWORDS` only."""
    if "type" in schema and schema["type"] not in types(node):
        return False
    if isinstance(node, Scalar):
        return _says(node, schema)
    if isinstance(node, Mapping):
        for key in schema.get("required", ()):
            if key not in node.entries:
                return False
        for key, part in schema.get("properties", {}).items():
            if (entry := node.entries.get(key)) is not None and not is_like(entry.value, part):
                return False
    choices = schema.get("anyOf")
    return choices is None or any(is_like(node, choice) for choice in choices)


def _says(node: Scalar, schema: Schema) -> bool:
    words: Collection[str] = (schema["const"],) if "const" in schema else schema.get("enum", (node.text,))
    return node.text in words


def types(node: Node) -> frozenset[str]:
    """The JSON types that a node is of: a plain scalar that spells a number is one."""
    if not isinstance(node, Scalar):
        return _OBJECT if isinstance(node, Mapping) else _ARRAY
    if not node.plain:
        return _STRING
    return _plain(node.text) if len(node.text) <= _SHORT else _read(node.text)


def _read(text: str) -> frozenset[str]:
    """The JSON types of a plain scalar."""
    if text in ("true", "false"):
        return _BOOLEAN
    number: Fraction | None = parse_number(text)
    if number is None:
        return _STRING
    return _INTEGER if number.denominator == 1 else _NUMBER


_plain = lru_cache(maxsize=4096)(_read)
_SHORT = 60
"""Characters of the words that are remembered: an agreement says the same ones over and over."""


_OBJECT, _ARRAY, _STRING, _BOOLEAN = (frozenset({name}) for name in ("object", "array", "string", "boolean"))
_NUMBER, _INTEGER = frozenset({"number"}), frozenset({"number", "integer"})
