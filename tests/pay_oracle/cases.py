"""Pay cases as data (tests/cases/pay): an agreement, people, a log, and the statements worked by hand."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "cases" / "pay"
CASES = [path for path in sorted(FOLDER.rglob("*.yaml")) if not path.name.startswith("_")]


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Every scalar is its text; a plain `null`, `~` or nothing is None."""


def _scalar(loader: Any, node: yaml.ScalarNode) -> str | None:
    return None if not node.style and node.value in ("", "~", "null") else str(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)
_Loader.add_constructor("tag:yaml.org,2002:null", _scalar)


def read(path: Path) -> dict[str, Any]:
    """The file's one document, every scalar as its text."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506 it makes only text


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One tree over another as `extends` does it: maps merge, null removes, all else is replaced."""
    found = dict(below)
    for key, value in above.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = laid_over(found[key], value)
        else:
            found[key] = value
    return found


def extended(path: Path) -> dict[str, Any]:
    """The agreement of a file, with what it extends."""
    tree = read(path)
    base = tree.pop("extends", None)
    return tree if base is None else laid_over(extended(path.parent / base), tree)


def versions(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The agreements of a case, whole."""
    return [laid_over(_default(), changes) for changes in case.get("versions") or [case.get("agreement") or {}]]


@cache
def _default() -> dict[str, Any]:
    return read(FOLDER / "_agreement.yaml")


def name(path: Path) -> str:
    """The case's name: its area and its point."""
    return str(path.relative_to(FOLDER).with_suffix(""))
