"""YAML read as plain text: every scalar a string, but for null."""

from pathlib import Path
from typing import Any

import yaml


class TextLoader(yaml.BaseLoader):
    """Every scalar is its text; a plain `null`, `~` or nothing is None."""


def _scalar(loader: TextLoader, node: yaml.ScalarNode) -> str | None:
    if node.style is None and node.value in ("", "~", "null"):
        return None
    return str(loader.construct_scalar(node))


TextLoader.add_constructor("tag:yaml.org,2002:str", _scalar)
for _tag in ("null", "bool", "int", "float", "timestamp", "merge", "value"):
    TextLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _scalar)


def read(path: Path) -> Any:
    """The file's one document."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506 a BaseLoader


def agreement(path: Path) -> dict[str, Any]:
    """An agreement with what it extends: maps merged by key, all else replaced, `key: null` removed."""
    found: dict[str, Any] = read(path)
    base = found.pop("extends", None)
    return found if base is None else _merged(agreement(path.parent / base), found)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged
