"""Where a key stands in a TOML text, which the standard library's reader does not tell."""

import tomllib
from collections.abc import Iterator
from typing import Any

_LONGEST = 200
"""Lines of one statement after which its end is no longer looked for."""

Path = tuple[str, ...]


Place = tuple[int, int, int]
"""Line, column and the column after the end, counted from 1."""


class Places:
    """The places of keys in a text that is TOML; it is read as far as what was asked for."""

    def __init__(self, text: str) -> None:
        self._statements = _statements(text)
        self._known: dict[Path, Place] = {}

    def of(self, path: Path) -> Place:
        """The place of the last key of `path`; the start of the text if there is no such key."""
        while path not in self._known:
            statement = next(self._statements, None)
            if statement is None:
                return 1, 1, 2
            line, first, paths = statement
            for known in paths:
                column = max(first.find(known[-1]), 0) + 1
                self._known.setdefault(known, (line, column, column + len(known[-1])))
        return self._known[path]


def _statements(text: str) -> Iterator[tuple[int, str, list[Path]]]:
    """Each table's head and each key's statement: its line, that line's text, and the paths that it defines."""
    table: Path = ()
    pending: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not pending:
            start = number
        pending.append(line)
        data = _parsed("\n".join(pending))
        if data is None and len(pending) < _LONGEST:
            continue
        first, pending = pending[0], []
        paths = list(_paths(data or {}))
        if first.lstrip().startswith("["):
            table = max(paths, key=len, default=())
            yield start, first, paths
        elif paths:
            yield start, first, [(*table, *path) for path in paths]


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _paths(data: Any, before: Path = ()) -> Iterator[Path]:
    """Every path of keys in nested tables, the tables' own included; `[[table]]` counts as its last one."""
    for key, value in data.items():
        yield (*before, key)
        if isinstance(value, list) and value and isinstance(value[-1], dict):
            value = value[-1]
        if isinstance(value, dict):
            yield from _paths(value, (*before, key))
