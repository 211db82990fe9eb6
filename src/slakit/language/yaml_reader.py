"""YAML text to nodes with spans: YAML 1.2 core over libyaml's events, limits before expansion.

The events carry every place, tag and quote that a loader would throw away. Aliases share the node
they name, so a bomb is counted, never built.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import yaml

from slakit.diagnostics import Code, Diagnostic, Span, declare, diagnostic
from slakit.language.characters import FORBIDDEN, spelled
from slakit.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from slakit.language.syntax_errors import explain_syntax
from slakit.language.wording import quoted

MAX_NODES = 100_000
"""Nodes of one file, aliases expanded: lists, mappings, values and keys."""
MAX_LEVELS = 64
"""Lists and mappings inside each other, aliases expanded."""
MAX_FINDINGS = 1_000
"""Findings of one file after which reading stops: more help nobody."""

CHARACTER = declare("SLA104", "A control character in the text")
SYNTAX = declare("SLA105", "Not YAML")
DUPLICATE_KEY = declare("SLA106", "A key given twice")
TAG = declare("SLA107", "A YAML tag")
MERGE_KEY = declare("SLA108", "A YAML merge key")
DOCUMENTS = declare("SLA109", "Several documents in one file")
TOO_LARGE = declare("SLA110", "More nodes or levels than a file may have")
KEY = declare("SLA111", "A key that is not text")
ALIAS = declare("SLA112", "An alias without an anchor before it")

_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says, from 0.2.6 on, of more than 1,000 levels: more than `MAX_LEVELS`, whatever came before them."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Frame:
    """An open list or mapping. `key`, at `key_span`, waits for its value; it is None where that is to be dropped."""

    mapping: bool
    span: Span
    anchor: str | None
    flow: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: str | None = None
    key_span: Span | None = None
    key_due: bool = True
    size: int = 1
    levels: int = 1
    end: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Anchored:
    node: Node
    size: int
    levels: int


_INSTEAD_OF_MERGING = "write the keys out, or put what is shared into a base file and name it under 'extends'"


class _Stop(Exception):  # noqa: N818 - not an error: the findings are complete
    """Reading cannot go on; the finding that says why has been recorded."""


class _Reader:
    """Builds the tree of one file from its events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self.root: Node | None = None
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0
        self._documents = 0
        self._takers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def read(self, text: str) -> None:
        """Read all events; findings and `root` hold what came of it."""
        loader = _LOADER(text)
        next_event, takers = loader.get_event, self._takers
        try:
            while (event := next_event()) is not None:
                if (take := takers.get(type(event))) is not None:
                    take(event)
        except _Stop:
            pass
        except yaml.YAMLError as error:
            with suppress(_Stop):
                self._unreadable(error, text)
        finally:
            loader.dispose()

    def _unreadable(self, error: yaml.YAMLError, text: str) -> None:
        """Say why libyaml could not go on: the syntax, or its own limit of levels, met before their events came."""
        place, message, help_ = explain_syntax(error, text, self._opened())
        span = Span(self.file, place[0], place[1], *place)
        if getattr(error, "problem", None) == _LIBYAML_TOO_DEEP:
            self._too_deep(span)
        self._report(SYNTAX, span, message, help_)

    def _opened(self) -> tuple[tuple[int, int], str] | None:
        """The innermost list or mapping that is open, where it is in brackets: its place and what closes it."""
        if not self._stack or not self._stack[-1].flow:
            return None
        frame = self._stack[-1]
        return (frame.span.line, frame.span.column), "}" if frame.mapping else "]"

    # --- events ---------------------------------------------------------------------------------

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report(
                DOCUMENTS,
                self._span(event),
                "a second document starts here; a file holds one",
                "put the text after this '---' into a file of its own",
            )
            raise _Stop

    def _scalar(self, event: Any) -> None:
        span = self._span(event)
        plain = not event.style  # libyaml says "" for plain, PyYAML None
        if event.tag is not None:
            self._tag(event, span)
        if self._stack and (frame := self._stack[-1]).mapping and frame.key_due:
            self._key(event, span, plain)
            return
        if not plain and (bad := FORBIDDEN.search(event.value)):
            self._control(span, bad[0])
        self._place(Scalar._make((event.value, plain, span)), event.anchor, size=1, levels=0)

    def _key(self, event: Any, span: Span, plain: bool) -> None:
        frame = self._stack[-1]
        frame.key_due = False
        key = event.value
        frame.key, frame.key_span = key, span
        frame.size += 1
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._count(0, span)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(Scalar(text=key, plain=plain, span=span), 1, 0)
        if plain and key == "<<":
            frame.key = None
            self._report(MERGE_KEY, span, "merge keys ('<<') are not part of the language", _INSTEAD_OF_MERGING)
        elif plain and key == "":
            frame.key = None
            self._report(KEY, span, "a key is missing before the ':'", "write a name before the ':'")
        elif not plain and (bad := FORBIDDEN.search(key)):
            frame.key = None
            self._control(span, bad[0])
        elif (first := frame.entries.get(key)) is not None:
            frame.key = None
            message = f"{quoted(key)} is given twice; the first is on line {first.span.line}"
            self._report(DUPLICATE_KEY, span, message, "keep one of the two, or give them different names")

    def _open(self, event: Any) -> None:
        span = self._span(event)
        if event.tag is not None:
            self._tag(event, span)
        if self._stack and self._stack[-1].mapping and self._stack[-1].key_due:
            self._bad_key(span, event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Frame(mapping=mapping, span=span, anchor=event.anchor, flow=bool(event.flow_style)))
        if len(self._stack) > MAX_LEVELS:
            self._too_deep(span)

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        if frame.flow:
            frame.end = (event.end_mark.line + 1, event.end_mark.column + 1)
        start, end = frame.span, frame.end
        span = start if end is None else Span(self.file, start.line, start.column, *end)
        node: Node
        if frame.mapping:
            node = Mapping(entries=frame.entries, span=span, key_span=self._key_span(span))
        else:
            node = Sequence(items=tuple(frame.items), span=span)
        self._place(node, frame.anchor, size=frame.size, levels=frame.levels)

    def _key_span(self, otherwise: Span) -> Span:
        """The place of the key that the node now complete stands under."""
        return self._stack[-1].key_span or otherwise if self._stack else otherwise

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.mapping and frame.key_due:
            self._bad_key(span, event)
            frame.key_due = False
            return
        anchored = self._anchors.get(event.anchor)
        if anchored is None:
            inside = any(open_.anchor == event.anchor for open_ in self._stack)
            what = f"'*{event.anchor}' contains itself" if inside else f"no anchor '&{event.anchor}' stands before this"
            self._report(ALIAS, span, what, "write the value out here, or name an anchor that is complete above")
            anchored = _Anchored(Scalar(text=event.anchor, plain=False, span=span), 1, 0)
        if len(self._stack) + anchored.levels > MAX_LEVELS:
            self._too_large(span, f"with aliases expanded this is nested more than {MAX_LEVELS} levels deep")
        self._count(anchored.size - 1, span)
        node = anchored.node
        if isinstance(node, Mapping):
            node = replace(node, key_span=self._key_span(node.key_span))
        self._place(node, None, size=anchored.size, levels=anchored.levels)

    # --- the tree -------------------------------------------------------------------------------

    def _place(self, node: Node, anchor: str | None, *, size: int, levels: int) -> None:
        """Put a complete node where it belongs."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._count(0, node.span)
        if anchor:
            self._anchors[anchor] = _Anchored(node, size, levels)
        if not self._stack:
            if self.root is None:
                self.root = node
            return
        frame = self._stack[-1]
        frame.size += size
        if levels >= frame.levels:
            frame.levels = levels + 1
        frame.end = node.span[3:]
        if not frame.mapping:
            frame.items.append(node)
        elif frame.key_due:
            frame.key_due = False  # a list or mapping as key: reported when it opened
        else:
            frame.key_due = True
            if frame.key is not None:
                frame.entries[frame.key] = Entry._make((frame.key, frame.key_span or node.span, node))
                frame.key = None

    def _count(self, nodes: int, span: Span) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            self._too_large(span, f"the file holds more than {MAX_NODES:,} keys and values, aliases expanded")

    # --- findings -------------------------------------------------------------------------------

    def _tag(self, event: Any, span: Span) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._report(
            TAG,
            span,
            f"tags such as '{tag}' are not part of the language",
            "remove the tag; to make a value text, put it in quotes",
        )

    def _bad_key(self, span: Span, event: Any) -> None:
        frame = self._stack[-1]
        if isinstance(event, yaml.MappingStartEvent) and frame.flow and not frame.entries:
            message, help_ = "'{{' opens a mapping inside a mapping", "put text that starts with '{' in quotes"
            self._report(KEY, frame.span, message, help_)
        else:
            message = "a key must be a plain name, not a list, a mapping or an alias"
            self._report(KEY, span, message, "write the name out")

    def _control(self, span: Span, character: str) -> None:
        self._report(
            CHARACTER,
            span,
            f"the text holds the control character {spelled(character)}",
            "remove it; only line breaks and tabs are allowed in text",
        )

    def _too_deep(self, span: Span) -> NoReturn:
        self._too_large(span, f"this is nested more than {MAX_LEVELS} levels deep")

    def _too_large(self, span: Span, message: str) -> NoReturn:
        self.root = None
        self._report(TOO_LARGE, span, message, "write less into one file, and do not build data out of aliases")
        raise _Stop

    def _report(self, code: Code, span: Span, message: str, help_: str) -> None:
        self.findings.append(diagnostic(code, span, message, help_))
        if len(self.findings) >= MAX_FINDINGS:
            raise _Stop

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span._make((self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1))


def parse(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of `text` and what is wrong with its YAML. `file` is the path that spans name.

    The root is None when the text holds none or cannot be read to its end; where only a part is wrong
    (a repeated key, a tag) that part is reported and left out, so that the rest can still be checked.
    """
    reader = _Reader(file)
    reader.read(text)
    complete = not any(d.code in (SYNTAX, TOO_LARGE) for d in reader.findings) and len(reader.findings) < MAX_FINDINGS
    return (reader.root if complete else None), reader.findings
