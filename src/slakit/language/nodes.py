"""The YAML tree with exact places: what `source` yields and binding reads.

What there is most of, scalars and entries, are tuples: they are made in a third of the time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from slakit.diagnostics import Span


class Scalar(NamedTuple):
    """A scalar as written. `plain` scalars may spell `true`, `false`, null or a number; quoted ones are text."""

    text: str
    plain: bool
    span: Span

    @property
    def is_null(self) -> bool:
        """Whether this is the null of YAML 1.2: `null`, `~` or nothing at all, unquoted."""
        return self.plain and self.text in ("", "~", "null")

    @property
    def boolean(self) -> bool | None:
        """True or False for the plain scalars `true` and `false`, else None."""
        return self.text == "true" if self.plain and self.text in ("true", "false") else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sequence:
    """A list; `span` is the place of the list itself."""

    items: tuple["Node", ...]
    span: Span

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class Entry(NamedTuple):
    """A key of a mapping with its value. `span` is the key's place."""

    key: str
    span: Span
    value: "Node"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mapping:
    """A mapping in the order of the file. `key_span` is the place of the key it stands under (or its own start)."""

    entries: dict[str, Entry] = field(default_factory=dict)
    span: Span
    key_span: Span

    def get(self, key: str) -> "Node | None":
        """The value under `key`, or None."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())


Node = Scalar | Sequence | Mapping
