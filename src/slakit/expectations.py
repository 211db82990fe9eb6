"""The outcomes that a scenario expects, by the columns it gives, as the outcomes would write them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from slakit.diagnostics import Span, declare
from slakit.language.binding import Binding
from slakit.language.nodes import Mapping, Node, Scalar
from slakit.language.nodes import Sequence as SequenceNode
from slakit.language.scalars import day, instant
from slakit.numbers import parse_number, plain
from slakit.outcomes import COLUMNS
from slakit.record import record

VALUE = declare("SLA550", "An expected value that no outcome can have")

INSTANTS = ("started_at", "due_at", "stopped_at", "breached_at")
_DATES = ("period_start", "period_end")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@record
class Expected:
    """A column of an expected outcome: its text as the outcomes write it ("" is empty), and the value's place."""

    column: str
    text: str
    span: Span


@record
class Expectation:
    """A row of `expect`, its columns in the order of the outcomes."""

    span: Span
    columns: tuple[Expected, ...]

    def get(self, column: str) -> str | None:
        """What the row gives for a column, None if it gives nothing."""
        return next((given.text for given in self.columns if given.column == column), None)


def expectations(binding: Binding, root: Mapping) -> tuple[Expectation, ...]:
    """The rows under `expect` of a scenario; a value that no outcome can have is reported to `binding`."""
    return tuple(_expectation(binding, item) for item in _mappings(root.get("expect")))


def _expectation(binding: Binding, node: Mapping) -> Expectation:
    given = {entry.key: entry.value for entry in node}
    columns = [
        Expected(column=name, text=_normal(binding, name, given[name]), span=given[name].span)
        for name in COLUMNS
        if name in given
    ]
    return Expectation(span=node.span, columns=tuple(columns))


def _normal(binding: Binding, column: str, node: Node) -> str:
    """The value as the outcomes write it: instants in UTC, numbers plain."""
    written = _text(node)
    if not written:
        return ""
    if column in INSTANTS:
        at = instant(binding, node)
        return written if at is None else (_EPOCH + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")
    if column in _DATES:
        date = day(binding, node)
        return written if date is None else date.isoformat()
    if column in ("value", "episode"):
        number = parse_number(written)
        if number is None:
            binding.report(VALUE, node.span, f"'{written}' is not a number", "write digits, such as 7200 or 0.95")
            return written
        return plain(number)
    return written


def _mappings(node: Node | None) -> Iterator[Mapping]:
    items: Sequence[Node] = node.items if isinstance(node, SequenceNode) else ()
    yield from (item for item in items if isinstance(item, Mapping))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
