"""What is wrong with a single value whose definition in the schemas it does not match.

Values are read in one place, the readers of binding; structure asks the same readers, so a misspelled
duration is one finding with one code and one advice wherever it stands.
"""

import re
from collections.abc import Callable
from typing import Any

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.language import scalars
from slakit.language.binding import Binding, Reader
from slakit.language.meant import duration_meant, hours_meant, id_meant, rate_meant, weekdays_meant
from slakit.language.nodes import Mapping, Scalar
from slakit.language.schema_files import Schema
from slakit.language.wording import article, quoted
from slakit.language.zones import zone

ID = declare("SLA205", "A name that is not an id")
VALUE = declare("SLA204", "A value that does not fit")
HEADER = declare("SLA210", "Another version of the language or kind of file")

_READERS: dict[str, Reader[Any]] = {
    "boolean": scalars.boolean,
    "number": scalars.number,
    "amount": scalars.number_from(0),
    "positive": scalars.number_from(0, above=True),
    "positive_quantity": scalars.above_zero,
    "count": scalars.whole(1),
    "attempts_count": scalars.whole(1, 100),
    "share": scalars.share,
    "duration": scalars.duration,
    "running_duration": scalars.duration,
    "date": scalars.day,
    "instant": scalars.instant,
    "timezone": zone,
}
"""The reader of each definition that has one; all others are told by their own words."""

_MEANT: dict[str, Callable[[str], str | None]] = {
    "bound": lambda text: rate_meant(text) or duration_meant(text),
    "quantity": rate_meant,
    "running_duration": duration_meant,
    "time_range": hours_meant,
    "weekdays": weekdays_meant,
}
"""What was probably meant, for definitions without a reader: binding reads these by what they bound."""


_OF_THE_CALENDAR: dict[str, Reader[Any]] = {
    "date": scalars.day,
    "instant": scalars.instant,
    "instant_or_empty": scalars.instant,
    "moment": lambda binding, node: (scalars.instant if ":" in getattr(node, "text", "") else scalars.day)(
        binding, node
    ),
}


def not_in_the_calendar(node: Scalar, definition: str) -> Diagnostic | None:
    """The finding for a date or instant that is spelt well but is none, such as 2027-02-30."""
    reader = _OF_THE_CALENDAR.get(definition)
    return _said(reader, node) if reader is not None and node.text else None


def misspelt(node: Scalar, schema: Schema, definition: str) -> Diagnostic:
    """The finding for `node`, which does not match `schema`, the definition of that name."""
    if definition == "api_version":
        message = f"{quoted(node.text)} is not a version of the language that this slakit reads"
        return diagnostic(HEADER, node.span, message, f"write '{schema['const']}', or upgrade slakit")
    allowed = schema.get("enum")
    reader = scalars.word(*map(str, filter(None, allowed))) if allowed else _READERS.get(definition)
    if reader is not None and (said := _said(reader, node)) is not None:
        return said
    if definition in ("id", "commitment"):
        if node.boolean is not None:
            message = f"{node.text} is a truth value, not an id"
            return diagnostic(ID, node.span, message, f'write "{node.text}" in quotes')
        return diagnostic(ID, node.span, f"{quoted(node.text)} is not an id", _id_help(node.text, schema))
    help_ = str(schema.get("patternErrorMessage", ""))
    if definition in _MEANT and (meant := _MEANT[definition](node.text)) and re.search(schema["pattern"], meant):
        help_ = f"write {meant}"
    if not node.text.strip():
        return diagnostic(VALUE, node.span, f"the text is empty where {article(schema)} is expected", help_)
    if node.boolean is not None and "string" in schema.get("type", ()) and _passes(node.text, schema):
        help_ = f'to mean the text, write "{node.text}"'
    return diagnostic(VALUE, node.span, f"{quoted(node.text)} is not {article(schema)}", help_)


def _passes(text: str, schema: Schema) -> bool:
    """Whether `text`, put in quotes, would do."""
    return re.search(schema.get("pattern", ""), text) is not None


def _said(reader: Callable[[Binding, Scalar], Any], node: Scalar) -> Diagnostic | None:
    """What the reader of such values says of this one."""
    bench = Binding(Mapping(span=node.span, key_span=node.span))
    reader(bench, node)
    return next(iter(bench.findings()), None)


def _id_help(text: str, schema: Schema) -> str:
    plain = id_meant(text)
    rule = str(schema.get("patternErrorMessage", ""))
    return f"write '{plain}': {rule.removeprefix('write ')}" if plain else rule
