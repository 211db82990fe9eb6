"""Pay cases as data (tests/cases/pay): an agreement, people, a log, and the statements worked by hand."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.oracle.documents import read

FOLDER = Path(__file__).parents[1] / "cases" / "pay"
CASES = [path for path in sorted(FOLDER.rglob("*.yaml")) if not path.name.startswith("_")]


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
    tree: dict[str, Any] = read(path)
    base = tree.pop("extends", None)
    return tree if base is None else laid_over(extended(path.parent / base), tree)


def versions(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The agreements of a case, whole."""
    return [laid_over(_default(), changes) for changes in case.get("versions") or [case.get("agreement") or {}]]


@cache
def _default() -> dict[str, Any]:
    return dict(read(FOLDER / "_agreement.yaml"))


def name(path: Path) -> str:
    """The case's name: its area and its point."""
    return str(path.relative_to(FOLDER).with_suffix(""))
