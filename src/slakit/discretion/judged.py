"""Of which files everything was said, so that an ignore which silenced nothing is one too many."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slakit.language.nodes import Mapping, Node
from slakit.language.nodes import Sequence as Items


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A file that was read: its path, its nodes, and whether it is a base, with a word on its errors."""

    path: str
    root: Mapping
    is_base: bool
    is_sound: bool


def judged(results: Sequence[Result], speaks_in: Callable[[str], bool]) -> set[str]:
    """The paths of the files without an error; of bases, those that a file given extends, all such being sound.

    What a base says is checked through the agreements that extend it. `speaks_in` tells in which files anything is
    ignored: the others are not looked into.
    """
    sound = {result.path for result in results if result.is_sound}
    bases = {result.path for result in results if result.is_base and speaks_in(result.path)}
    if not bases:
        return sound
    through: dict[str, set[str]] = {}
    for result in results:
        for file in () if result.is_base else set(_files(result.root)):
            through.setdefault(os.path.realpath(file), set()).add(result.path)
    extending = {base: through.get(os.path.realpath(base), set()) for base in bases}
    return {path for path in sound if path not in bases or (extending[path] and extending[path] <= sound)}


def _files(node: Node) -> Iterator[str]:
    """The files that `node` and the values below it were written in."""
    yield node.span.file
    if isinstance(node, Mapping):
        for entry in node:
            yield from _files(entry.value)
    elif isinstance(node, Items):
        for item in node:
            yield from _files(item)
