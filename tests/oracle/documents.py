"""YAML read as plain text: every scalar a string, but for null."""

from pathlib import Path
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer


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


class TextDumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Every string is written plain where YAML syntax allows it."""

    def __init__(self, stream: Any, **_: Any) -> None:
        Emitter.__init__(self, stream, width=120, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        """Never an anchor."""
        return True


TextDumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:str", "null"))


def text(tree: Any) -> str:
    """A tree of strings as YAML: `true`, `0.75` and `2027-01-01` stand there as a person would write them."""
    return str(yaml.dump(tree, Dumper=TextDumper))


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
