"""The bench that binding works at: the names at hand, the findings so far, and readers of mappings.

A reader is a function `(binding, node) -> value | None`: it reports what is wrong with the node and
then yields None. `Body` applies readers to the keys of one mapping and remembers whether all went well,
so that a thing with a flaw is left out while the rest of the file still yields its findings.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from slakit.diagnostics import Code, Diagnostic, Span, declare, diagnostic
from slakit.language.names import Names, instead_of
from slakit.language.nodes import Entry, Mapping, Node, Scalar
from slakit.language.nodes import Sequence as SequenceNode
from slakit.model import ALWAYS, FieldType

MISFIT = declare("SLA300", "Unexpected shape")

MOST_SUGGESTIONS = 200
MOST_CANDIDATES = 1000
MOST_CHARACTERS = 500
"""Characters of a message: it may repeat what a hostile file says at any length."""

T = TypeVar("T")
Reader = Callable[["Binding", Node], T | None]


class Binding:
    """What every reader needs. `flagged` are places already reported: one mistake stays one finding."""

    def __init__(self, root: Mapping, flagged: Collection[Span] = ()) -> None:
        self.root = root
        self.names = Names(root)
        self.zone = "UTC"
        self.fields: dict[str, FieldType] = {}
        self.values: dict[str, tuple[str, ...]] = {}
        self.complete = True
        self.patterns: dict[str, tuple[str, str] | None] = {}
        self.pattern_characters = 0
        self._flagged = {(span.file, span.line, span.column) for span in flagged}
        self._found: list[Diagnostic] = []
        self._misfits: list[Diagnostic] = []
        self._asked = 0

    def report(self, code: Code, span: Span, message: str, help: str = "") -> None:  # noqa: A002 - the field's term
        """Record an error at `span`, unless that place has been reported already."""
        self.complete = False
        if (span.file, span.line, span.column) not in self._flagged:
            self._found.append(diagnostic(code, span, _short(message), _short(help)))

    def instead_of(self, name: str, kind: str, candidates: Sequence[str]) -> str:
        """What to write instead of `name`. Looking for near names costs time, so a hostile file gets no more of it."""
        self._asked += 1
        if self._asked > MOST_SUGGESTIONS or len(candidates) > MOST_CANDIDATES:
            return f"there are {len(candidates)} {kind}"
        return instead_of(name, kind, candidates)

    def misfit(self, span: Span, message: str) -> None:
        """Record a shape that structure should have refused: spoken of only if nothing else is wrong."""
        self.complete = False
        self._misfits.append(diagnostic(MISFIT, span, message))

    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything reported; misfits only where nothing else explains why the agreement is incomplete."""
        return tuple(self._found or (() if self._flagged else self._misfits))

    def calendar(self, named: str | None) -> str:
        """The calendar a commitment has: the named one, else the only one declared, else `always`."""
        declared = self.names.section("calendars")
        return named or (declared[0] if len(declared) == 1 else ALWAYS)

    def must_name_calendar(self) -> bool:
        """Whether business units need a named calendar, several being declared."""
        return len(self.names.section("calendars")) > 1


def _short(words: str) -> str:
    return words if len(words) <= MOST_CHARACTERS else words[: MOST_CHARACTERS - 1] + "…"


class Body:
    """One mapping under reading. `sound` turns false when a value is missing or wrong, here or in a part."""

    def __init__(self, binding: Binding, node: Mapping, parent: "Body | None" = None) -> None:
        self.binding = binding
        self.node = node
        self.sound = True
        self._parent = parent

    def __contains__(self, key: str) -> bool:
        return key in self.node

    def spoil(self) -> None:
        """Mark this mapping, and what it is part of, as not to be bound."""
        self.sound = False
        if self._parent is not None:
            self._parent.spoil()

    def fail(self, code: Code, span: Span, message: str, help: str = "") -> None:  # noqa: A002
        """Report an error that keeps this mapping from being bound."""
        self.binding.report(code, span, message, help)
        self.spoil()

    def span(self, key: str) -> Span:
        """The place of the value under `key`, or of the mapping's own key when there is none."""
        value = self.node.get(key)
        return self.node.key_span if value is None else value.span

    def key_span(self, key: str) -> Span:
        """The place of `key` itself, or of the mapping's own key when it is missing."""
        entry = self.node.entries.get(key)
        return self.node.key_span if entry is None else entry.span

    def read(self, key: str, reader: Reader[T]) -> T | None:
        """The value under `key`; None if there is none, or if it is wrong (then the body is spoilt)."""
        node = self.node.get(key)
        if node is None:
            return None
        value = reader(self.binding, node)
        if value is None:
            self.spoil()
        return value

    def read_key(self, entry: Entry, reader: Reader[T]) -> T | None:
        """What the key of `entry` itself names."""
        value = reader(self.binding, Scalar(text=entry.key, plain=False, span=entry.span))
        if value is None:
            self.spoil()
        return value

    def need(self, key: str, reader: Reader[T]) -> T | None:
        """As `read`, for a mandatory key."""
        if key not in self.node:
            self.binding.misfit(self.node.key_span, f"'{key}' is missing")
            self.spoil()
        return self.read(key, reader)

    def part(self, key: str) -> "Body | None":
        """The mapping under `key` as a part of this one."""
        node = self.node.get(key)
        return None if node is None else self.within(node)

    def within(self, node: Node) -> "Body | None":
        """`node` as a part of this mapping: its flaws are this one's."""
        if isinstance(node, Mapping):
            return Body(self.binding, node, self)
        self.binding.misfit(node.span, "expected a mapping of keys to values")
        self.spoil()
        return None

    def parts(self, key: str) -> tuple["Body", ...]:
        """The mappings of the list under `key`, as parts of this one."""
        node = self.node.get(key)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.binding.misfit(node.span, "expected a list")
            self.spoil()
            return ()
        return tuple(body for item in node if (body := self.within(item)) is not None)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of the mapping under `key`."""
        body = self.part(key)
        return tuple(body.node) if body is not None else ()


def body_of(binding: Binding, entry: Entry) -> Body | None:
    """The body of a declared thing, on its own: its flaws are nobody else's."""
    if isinstance(entry.value, Mapping):
        return Body(binding, entry.value)
    binding.misfit(entry.value.span, f"'{entry.key}' needs a mapping of keys to values")
    return None
