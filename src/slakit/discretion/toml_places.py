"""Where a key stands in a TOML text, which the standard library's reader does not tell."""

import tomllib
from collections.abc import Iterator
from typing import Any

_LONGEST = 200
_LARGEST = 20_000
"""Lines and characters of one statement after which its end is no longer looked for."""
_MOST = 2_000_000
"""Characters that are read, repeatedly where a statement has many lines, before no more places are looked for."""
_DEEPEST = 8
"""Tables within tables of which the keys are known: settings are not so deep."""

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
    start = size = spent = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not pending:
            start = number
        pending.append(line)
        size = len(line) + (size if pending[1:] else 0)
        spent += size
        if spent > _MOST:
            return
        data = _parsed("\n".join(pending)) if size <= _LARGEST else None
        if data is None and len(pending) < _LONGEST and size <= _LARGEST:
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
        if isinstance(value, dict) and len(before) < _DEEPEST:
            yield from _paths(value, (*before, key))
