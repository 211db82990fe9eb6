"""A Source that can work: its conditions may hold for some row of an export, and leads are where they are needed."""

from collections.abc import Iterator, Sequence

from slakit.diagnostics import Diagnostic, diagnostic
from slakit.language.nodes import Mapping
from slakit.log.column_conditions import CONDITION, columns_of
from slakit.log.source import UNFIT_VALUE, Source, SourceRow, bind_source
from slakit.model import Agreement, EventPattern, Field, FieldType, Present
from slakit.reasoning.clashes import clashes, told
from slakit.reasoning.conditions import Reasoning
from slakit.usage import clock_events, clocks, tests


def sound_source(root: Mapping, versions: Sequence[Agreement]) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The Source that `root` spells, for the versions of one agreement; None if there is a finding."""
    source, found = bind_source(root, versions)
    if source is None:
        return None, found
    found = (*_impossible(source), *_without_leads(source, versions))
    return (None if found else source), found


def _impossible(source: Source) -> Iterator[Diagnostic]:
    """A finding for each entry that applies to no row, whatever it holds."""
    conditions = [row.when for row in source.rows if row.when is not None]
    columns = {
        name: Field(id=name, span=span, type=FieldType.STRING) for when in conditions for name, span in columns_of(when)
    }
    reasoning = Reasoning(columns)
    yield from (told(columns, clash, CONDITION) for when in conditions for clash in clashes(reasoning, when))


def _without_leads(source: Source, versions: Sequence[Agreement]) -> Iterator[Diagnostic]:
    """A finding for each entry that never has a lead though a clock looks at its events: no row could be read."""
    for row in source.rows:
        lead, event = row.cells.get("lead_id"), row.cells.get("event")
        if event is None or (lead is not None and (lead.column is not None or lead.value)):
            continue
        words = [word for word in event.fixed() if word]
        if words and all(any(_is_clocked(word, row, version) for version in versions) for word in words):
            message = f"the event {words[0]!r} needs a lead, and 'lead_id' is always missing here"
            help_ = "write lead_id: {column: COLUMN} with the column that names the lead"
            yield diagnostic(UNFIT_VALUE, event.span if lead is None else lead.span, message, help_)


def _is_clocked(word: str, row: SourceRow, version: Agreement) -> bool:
    """Whether a clock looks at the rows of an entry that have the word, whatever the export holds."""
    reasoning = Reasoning(version.fields)
    names = {name for clock in clocks(version) for _, name in clock_events(clock)}
    return any(_matches(pattern, row, reasoning) for name in names if word in (pattern := version.events[name]).events)


def _matches(pattern: EventPattern, row: SourceRow, reasoning: Reasoning) -> bool:
    if pattern.where is None:
        return True
    unset = {test.field for test in tests(pattern.where)} - set(row.cells)
    missing = [Present(field=name, present=False, span=row.span) for name in sorted(unset)]
    return not reasoning.can_hold(missing, [pattern.where])
