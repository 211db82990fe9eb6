"""A Scenario file bound: its roster, the log that it spells, and the outcomes that it expects."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from slakit.diagnostics import Diagnostic, Span, has_errors, ordered
from slakit.expectations import Expectation, expectations
from slakit.language.binding import Binding, Body
from slakit.language.nodes import Mapping, Node, Scalar
from slakit.language.nodes import Sequence as SequenceNode
from slakit.language.scalars import instant
from slakit.log.people import Roster, bind_people
from slakit.log.people_rows import PeopleRow, PeopleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """A row of the log: its cells as text, and its place."""

    cells: tuple[tuple[str, str], ...]
    span: Span
    spans: tuple[tuple[str, Span], ...]

    @property
    def lead_id(self) -> str | None:
        """The lead that the row is about."""
        return dict(self.cells).get("lead_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """A bound Scenario file. `as_of` is in epoch seconds; None is the log's last instant.

    Without `people` there is nobody on the roster: promises that count people then ask for nothing.
    """

    title: str
    span: Span
    agreement: str
    as_of: int | None
    roster: Roster
    events: tuple[Event, ...]
    expect: tuple[Expectation, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        """The leads of the log, in the order of its rows."""
        return tuple(dict.fromkeys(event.lead_id for event in self.events if event.lead_id))

    def log(self) -> BinaryIO:
        """The events as JSON Lines, a line each, in the order of the file."""
        lines = (json.dumps(dict(event.cells), ensure_ascii=False) for event in self.events)
        return io.BytesIO("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))


def bind_scenario(root: Mapping) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """The scenario that `root` spells, whose structure is sound; None if there is an error."""
    binding = Binding(root)
    body = Body(binding, root)
    as_of = body.read("as_of", instant)
    events = tuple(_event(item) for item in _mappings(root.get("events")))
    expect = expectations(binding, root)
    roster, found = _roster(root.get("people"))
    findings = ordered((*found, *binding.findings()))
    if roster is None or has_errors(findings):
        return None, findings
    named = root.get("agreement")
    scenario = Scenario(
        title=_text(root.get("title")),
        span=root.span if named is None else named.span,
        agreement=_text(named),
        as_of=as_of,
        roster=roster,
        events=events,
        expect=expect,
    )
    return scenario, findings


def _event(node: Mapping) -> Event:
    """The row's cells; an empty text is a missing value, as in every log."""
    cells = tuple((entry.key, _text(entry.value)) for entry in node if _text(entry.value))
    return Event(cells=cells, span=node.span, spans=tuple((entry.key, entry.value.span) for entry in node))


def _roster(node: Node | None) -> tuple[Roster | None, tuple[Diagnostic, ...]]:
    rows = [
        PeopleRow(values={entry.key: _text(entry.value) for entry in person}, span=person.span)
        for person in _mappings(node)
    ]
    if not rows:
        return Roster(rows=(), columns=()), ()
    columns = tuple(dict.fromkeys(name for row in rows for name in row.values))
    return bind_people(PeopleTable(rows=tuple(rows), columns=columns))


def _mappings(node: Node | None) -> Iterator[Mapping]:
    items: Sequence[Node] = node.items if isinstance(node, SequenceNode) else ()
    yield from (item for item in items if isinstance(item, Mapping))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
