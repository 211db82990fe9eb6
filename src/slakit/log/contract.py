"""The event contract: the columns of a log, and what loading one yields."""

from collections.abc import Mapping

from slakit.diagnostics import Diagnostic, Severity, Span
from slakit.log.files import InPlace
from slakit.model import BUILT_IN_FIELDS, Field, FieldType
from slakit.record import record

REQUIRED = ("lead_id", "event", "at")
"""Columns that every log (or its Source) must have."""

OPTIONAL = ("recorded_at", "actor", "id")
"""Columns that a log may have beside its fields."""

LOG = "log"
"""The temporary table of events that could be read."""

SURVEY = "survey"
"""The temporary table of the leads and owners of the log: lead_id, owner, first_at, in one row or more of each."""

QUARANTINE = "quarantine"
"""The temporary view of rows that could not: file, row, line, cause, raw."""

UNREAD = "unread"
"""The temporary table of the same rows, with the lead_id of those in which that one can be read."""


@record
class Column:
    """A column of the contract as it is read: its name in the log, its name in the table, its type.

    `field` carries an enum's values and the bounds of a number, date or timestamp.
    """

    name: str
    table_name: str
    type: FieldType
    field: Field | None = None
    required: bool = False


def contract(fields: Mapping[str, Field]) -> tuple[Column, ...]:
    """The columns of a log in their order: the fixed ones, then the fields (built-in ones included)."""
    string, timestamp = FieldType.STRING, FieldType.TIMESTAMP
    fixed = (
        Column(name="lead_id", table_name="lead_id", type=string),
        Column(name="event", table_name="event", type=string, required=True),
        Column(name="at", table_name="at", type=timestamp, required=True),
        Column(name="recorded_at", table_name="recorded_at", type=timestamp),
        Column(name="actor", table_name="actor", type=string),
        Column(name="id", table_name="id", type=string),
    )
    known = {**{id_: Field(id=id_, span=_NOWHERE, type=type_) for id_, type_ in BUILT_IN_FIELDS.items()}, **fields}
    declared = tuple(Column(name=id_, table_name=id_, type=field.type, field=field) for id_, field in known.items())
    # An agreement may declare `actor` itself.
    return (*(column for column in fixed if column.name not in known), *declared)


_NOWHERE = Span("")


@record
class FileCount:
    """What became of one file: `rows` read = rows that made events or were quarantined, plus `not_mapped` ones.

    `events` are the rows of the table `log` that came from it; with a Source one row may make several.
    `duplicates` are repeated rows (one `id`, equal content) that were counted once.
    """

    file: str
    rows: int = 0
    events: int = 0
    quarantined: int = 0
    duplicates: int = 0
    not_mapped: int = 0


@record
class UnmappedValue:
    """A value that a Source's `map` does not list, with the number of rows that had it."""

    column: str
    value: str
    rows: int


@record
class LoadedLog:
    """What loading a log yields beside the tables `log` and `quarantine`.

    `undeclared` names the columns that were ignored, each once. `last` is the log's last instant and
    `before_last` one before it, the latest unless it is within a day of it (epoch seconds, UTC); `declared` the number
    of rows that some declared event matches, where a `survey` was made. `by_event` tells that a Source may make several
    events of a row, each of which is counted by itself. Where `diagnostics` has an error
    (`has_errors`) the tables exist but hold only a part of the log.
    """

    files: tuple[FileCount, ...] = ()
    undeclared: tuple[str, ...] = ()
    unmapped_values: tuple[UnmappedValue, ...] = ()
    last: int | None = None
    before_last: int | None = None
    declared: int | None = None
    has_recorded_at: bool = False
    has_id: bool = False
    by_event: bool = False
    in_place: tuple[InPlace, ...] = ()
    """The files that `log` still reads where they lie."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether the log could not be read as a whole."""
        return any(item.severity is Severity.ERROR for item in self.diagnostics)

    @property
    def rows(self) -> int:
        """Rows read from all files."""
        return sum(file.rows for file in self.files)

    @property
    def events(self) -> int:
        """Rows of the table `log`."""
        return sum(file.events for file in self.files)

    @property
    def quarantined(self) -> int:
        """Rows of the table `quarantine`."""
        return sum(file.quarantined for file in self.files)

    @property
    def duplicates(self) -> int:
        """Repeated rows that were counted once."""
        return sum(file.duplicates for file in self.files)

    @property
    def not_mapped(self) -> int:
        """Rows for which no entry of the Source applies."""
        return sum(file.not_mapped for file in self.files)
