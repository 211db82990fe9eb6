"""A `Source` file bound: how the rows of an export become events of an agreement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from slakit.diagnostics import Code, Diagnostic, Span, declare, diagnostic
from slakit.language.binding import Binding
from slakit.language.names import instead_of
from slakit.language.nodes import Entry, Node, Scalar
from slakit.language.nodes import Mapping as MappingNode
from slakit.language.nodes import Sequence as SequenceNode
from slakit.language.zones import zone
from slakit.log import instants
from slakit.log.column_conditions import column_condition, columns_of
from slakit.log.contract import Column
from slakit.model import Agreement, Condition, EventPattern, Field, FieldType
from slakit.numbers import parse_number, plain
from slakit.record import record
from slakit.stage_rows import needed_fields, row_of, stage_values

AGREEMENT = declare("SLA520", "A Source of another agreement")
UNKNOWN_NAME = declare("SLA521", "A Source names what its agreement lacks")
UNFIT_VALUE = declare("SLA522", "A value in a Source does not fit its field")
TIMES = declare("SLA523", "The times of a Source cannot be read")
MAPS_NOTHING = declare("SLA527", "A map of the empty text")

_CODES = frozenset("YymdHIMSfpbBaAjz%")
_FIXED = ("lead_id", "event", "at", "id", "actor", "recorded_at")
_INSTANTS = {
    "at": Column(name="at", table_name="at", type=FieldType.TIMESTAMP, required=True),
    "recorded_at": Column(name="recorded_at", table_name="recorded_at", type=FieldType.TIMESTAMP),
}


@record
class SourceCell:
    """A column of the input row, its values translated by `map` if there is one; or one fixed `value`."""

    column: str | None = None
    map: Mapping[str, str] | None = None
    value: str | None = None
    span: Span

    def fixed(self) -> tuple[str, ...]:
        """The values that it may have, where they do not depend on what the export holds."""
        return (self.value,) if self.value is not None else tuple((self.map or {}).values())


@record
class SourceRow:
    """What an input row becomes if `when` holds: cells by the contract's names (lead_id, event, at, fields)."""

    when: Condition | None
    cells: Mapping[str, SourceCell]
    span: Span


@record
class Source:
    """A bound Source file. `timezone` is that of naive instants, `time_format` a strptime format or None (ISO 8601)."""

    agreement: str
    rows: tuple[SourceRow, ...]
    timezone: str | None = None
    time_format: str | None = None
    span: Span

    def columns(self) -> dict[str, Span]:
        """Every column of the export that is read, with the first place that names it."""
        found: dict[str, Span] = {}
        for row in self.rows:
            for name, span in columns_of(row.when):
                found.setdefault(name, span)
            for cell in row.cells.values():
                if cell.column is not None:
                    found.setdefault(cell.column, cell.span)
        return found


def bind_source(root: MappingNode, agreements: Sequence[Agreement]) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The Source that `root` spells, for the versions `agreements` of one agreement.

    `root` has the structure that the schema asks for. The Source is None if there is a finding.
    """
    binder = _Binder(agreements=agreements)
    source = binder.source(root)
    return (None if binder.findings else source), tuple(binder.findings)


@dataclass(kw_only=True)
class _Binder:
    agreements: Sequence[Agreement]
    findings: list[Diagnostic] = field(default_factory=list)
    times: list[tuple[Column, Scalar]] = field(default_factory=list)
    """Fixed and mapped values that are to be dates and instants."""

    def source(self, root: MappingNode) -> Source:
        name = _scalar(root.get("agreement"))
        known = [agreement.id for agreement in self.agreements]
        if name and name.text not in known:
            self._unknown(AGREEMENT, name.span, name.text, "an agreement given here", "agreements", known)
        rows = root.get("rows")
        bound = Source(
            agreement=name.text if name else "",
            rows=tuple(self._row(item) for item in rows if isinstance(item, MappingNode))
            if isinstance(rows, SequenceNode)
            else (),
            timezone=self._timezone(root),
            time_format=self._time_format(root),
            span=root.span,
        )
        if self.times and not self.findings:  # by its zone and format, which have to be sound
            self._check_times(bound)
        return bound

    def _check_times(self, bound: Source) -> None:
        """The loader itself is asked, so that what is sound here is read later."""
        from slakit.log.fixed_times import causes

        found = causes([(column, scalar.text) for column, scalar in self.times], bound.timezone, bound.time_format)
        for (_, scalar), cause in zip(self.times, found, strict=True):
            if cause is not None:
                help_ = "fixed and mapped values are read as those of the export are"
                self.findings.append(diagnostic(UNFIT_VALUE, scalar.span, cause, help_))

    def _row(self, node: MappingNode) -> SourceRow:
        when = node.get("when")
        cells = {key: self._cell(entry, _INSTANTS.get(key)) for key, entry in node.entries.items() if key in _FIXED}
        fields = self._fields()
        set_, stage = node.get("set"), None
        if "event" in cells:
            self._check_event(cells["event"], cells, sets_fields=set_ is not None)
        for entry in set_ if isinstance(set_, MappingNode) else ():
            if entry.key not in fields:
                self._unknown(UNKNOWN_NAME, entry.span, entry.key, "a field of the agreement", "fields", fields)
                continue
            cells[entry.key] = self._cell(entry, fields[entry.key])
            if entry.key == "stage":
                stage = entry
        if stage is not None:
            self._check_stages(stage, cells)
        condition = column_condition(when, self.findings) if isinstance(when, MappingNode) else None
        return SourceRow(when=condition, cells=cells, span=node.span)

    def _cell(self, entry: Entry, target: Field | Column | None) -> SourceCell:
        node = entry.value
        if not isinstance(node, MappingNode):
            return SourceCell(span=node.span)
        column, value, map_ = _scalar(node.get("column")), _scalar(node.get("value")), node.get("map")
        mapped = _mapped(node)
        for pair in map_ if isinstance(map_, MappingNode) else ():
            if not pair.key:
                message = "a map never finds the empty text: an empty cell is a missing value"
                help_ = "leave it out; rows without the value take an entry with when: {COLUMN: {present: false}}"
                self.findings.append(diagnostic(MAPS_NOTHING, pair.span, message, help_))
        for scalar in [value] if value else mapped.values():
            self._check_value(scalar, target)
        return SourceCell(
            column=column.text if column else None,
            map=None if map_ is None else {key: scalar.text for key, scalar in mapped.items()},
            value=value.text if value else None,
            span=column.span if column else node.span,
        )

    def _check_event(self, cell: SourceCell, cells: Collection[str], *, sets_fields: bool) -> None:
        """Fixed and mapped words must be ones that some event of the agreement looks for, in rows with these cells.

        A row that sets fields makes up the lead's state, whatever its event; but without any no row can be read.
        """
        patterns = [pattern for agreement in self.agreements for pattern in agreement.events.values()]
        words = sorted({word for pattern in patterns for word in pattern.events})
        for word in cell.fixed():
            if not word:
                message = "'event' is never the empty text: such a row could not be read"
                help_ = "write the event's word, or leave the value out of the map: its rows are then not mapped"
                self.findings.append(diagnostic(UNFIT_VALUE, cell.span, message, help_))
            elif word not in words and not sets_fields:
                self._unknown(
                    UNKNOWN_NAME, cell.span, word, "a word that an event of the agreement has", "words", words
                )
            elif not sets_fields and (lacking := _lacking(patterns, word, cells)):
                message = f"no event of the agreement takes rows of {word!r} without {lacking!r}, which is not set"
                help_ = f"set what the event asks for, for example set: {{{lacking}: {{column: ...}}}}"
                self.findings.append(diagnostic(UNKNOWN_NAME, cell.span, message, help_))

    def _check_stages(self, entry: Entry, cells: Mapping[str, SourceCell]) -> None:
        """Fixed and mapped stages must be ones that rows of the entry's events may name."""
        node, event = entry.value, cells.get("event")
        if not isinstance(node, MappingNode):
            return
        patterns = {name: one for agreement in self.agreements for name, one in agreement.events.items()}
        if not any(agreement.stages for agreement in self.agreements):
            return
        words = [word for one in self.agreements for pattern in one.events.values() for word in pattern.events]
        if event is not None and (event.value is not None or event.map is not None):
            words = list(event.fixed())
        known = stage_values(self.agreements, words, cells)
        value = _scalar(node.get("value"))
        for scalar in [value] if value else _mapped(node).values():
            if scalar.text in known:
                continue
            if any(scalar.text in agreement.stages for agreement in self.agreements):
                message = f"{scalar.text!r} is not what 'events' has for that stage"
                help_ = f"its rows are those with {row_of(patterns[scalar.text])}"
                self.findings.append(diagnostic(UNKNOWN_NAME, scalar.span, message, help_))
            else:
                self._unknown(
                    UNKNOWN_NAME, scalar.span, scalar.text, "a stage of the agreement", "stages", known.listed
                )

    def _check_value(self, scalar: Scalar, target: Field | Column | None) -> None:
        if target is None:
            return
        if isinstance(target, Column):
            self.times.append((target, scalar))
        elif target.type is FieldType.ENUM and scalar.text not in target.values:
            self._unknown(UNFIT_VALUE, scalar.span, scalar.text, f"a value of {target.id!r}", "values", target.values)
        elif target.type in (FieldType.DATE, FieldType.TIMESTAMP):
            if scalar.text:  # the empty text makes it missing
                self.times.append(
                    (Column(name=target.id, table_name=target.id, type=target.type, field=target), scalar)
                )
        elif expected := _misfit(target.type, scalar.text):
            message = f"{target.id!r} is of type {target.type}; found {scalar.text!r}"
            self.findings.append(diagnostic(UNFIT_VALUE, scalar.span, message, f"write {expected}"))
        elif (limits := self._limits(target.id, scalar.text)) is not None:
            message = f"{target.id!r} has {limits}; found {scalar.text}"
            self.findings.append(diagnostic(UNFIT_VALUE, scalar.span, message, "write a value within its bounds"))

    def _limits(self, field: str, text: str) -> str | None:
        """The bounds of a field of numbers, where the value lies outside them in every version that has it."""
        number = parse_number(text)
        declared = [agreement.fields[field] for agreement in self.agreements if field in agreement.fields]
        if number is None or not declared or not all(_is_outside(number, one) for one in declared):
            return None
        bounds = (("min", declared[-1].min), ("max", declared[-1].max))
        return " and ".join(f"{name} {plain(bound)}" for name, bound in bounds if isinstance(bound, Fraction))

    def _timezone(self, root: MappingNode) -> str | None:
        node = root.get("timezone")
        if node is None:
            return None
        binding = Binding(root)
        named = zone(binding, node)
        self.findings += binding.findings()
        return named

    def _time_format(self, root: MappingNode) -> str | None:
        written = _scalar(root.get("time_format"))
        if written is None:
            return None
        problem = format_problem(written.text, zoned="timezone" in root)
        if problem:
            self.findings.append(diagnostic(TIMES, written.span, *problem))
        return written.text

    def _fields(self) -> dict[str, Field]:
        return {id_: field_ for agreement in self.agreements for id_, field_ in agreement.fields.items()}

    def _unknown(self, code: Code, span: Span, name: str, what: str, kind: str, known: Iterable[str]) -> None:
        message = f"{name!r} is not {what}"
        self.findings.append(diagnostic(code, span, message, instead_of(name, kind, known)))


def format_problem(time_format: str, *, zoned: bool) -> tuple[str, str] | None:
    """What is wrong with a strptime format and what to write instead; None if nothing is."""
    codes = instants.codes(time_format)
    for code in codes:
        if code not in _CODES:
            known = "%Y %y %m %d %b %B %H %I %p %M %S %f %z"
            return f"'%{code}' is not a code of a time format", f"the codes are {known}"
    lacking = [word for word, some in (("year", "Yy"), ("month", "mbBj"), ("day", "dj")) if not set(some) & set(codes)]
    if lacking:
        return f"the time format has no {' and no '.join(lacking)}", 'write for example "%m/%d/%Y %H:%M"'
    if ("I" in codes) != ("p" in codes):
        message = "the hours of the time format are ambiguous: %I (1 to 12) and %p (AM or PM) go together"
        return message, "write for example %I:%M %p, or %H:%M for hours from 0 to 23"
    if "z" not in codes and not zoned:
        return "the time format has no offset (%z) and the file names no timezone", "add timezone: America/New_York"
    return None


def _is_outside(number: Fraction, field: Field) -> bool:
    below = isinstance(field.min, Fraction) and number < field.min
    return below or (isinstance(field.max, Fraction) and number > field.max)


def _lacking(patterns: Iterable[EventPattern], word: str, cells: Collection[str]) -> str | None:
    """The first field without which rows of the word are of no event; None where some event takes them."""
    needed = [sorted(needed_fields(one.where).difference(cells)) for one in patterns if word in one.events]
    return needed[0][0] if all(needed) else None


def _misfit(kind: FieldType, text: str) -> str | None:
    """What to write for a value of this type, None if `text` is one."""
    number = parse_number(text)
    match kind:
        case FieldType.INTEGER if number is None or number.denominator != 1:
            return "a whole number"
        case FieldType.DECIMAL if number is None:
            return "a number"
        case FieldType.BOOLEAN if text not in ("true", "false"):
            return "true or false"
        case _:
            return None


def _mapped(cell: MappingNode) -> dict[str, Scalar]:
    """What the `map` of a cell has for each value of the column."""
    map_ = cell.get("map")
    pairs = map_ if isinstance(map_, MappingNode) else ()
    return {pair.key: scalar for pair in pairs if (scalar := _scalar(pair.value))}


def _scalar(node: Node | None) -> Scalar | None:
    return node if isinstance(node, Scalar) else None
