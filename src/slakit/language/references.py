"""Readers of names that refer to what the agreement declares."""

from slakit.diagnostics import Code, declare
from slakit.language.binding import Binding, Body, Reader
from slakit.language.names import EVENT, PARTY, Kind
from slakit.language.nodes import Mapping, Node, Scalar
from slakit.language.scalars import items, scalar, text
from slakit.language.wording import quoted
from slakit.model import People

REPEATED = declare("SLA318", "Said twice")


def one(kind: Kind) -> Reader[str]:
    """A reader of one name of `kind`; an unknown one is an error with the nearest known name."""

    def read(binding: Binding, node: Node) -> str | None:
        found = scalar(binding, node)
        if found is None or refers(binding, found, kind):
            return None if found is None else found.text
        return None

    return read


def refers(binding: Binding, found: Scalar, kind: Kind) -> bool:
    """Whether the scalar names something of `kind`; reports it when not."""
    known = binding.names.of(kind)
    if found.text in known:
        return True
    if binding.names.broken(kind) or binding.names.meant(found.text, kind):
        binding.complete = False
        return False
    instead = binding.instead_of(found.text, kind.many, tuple(known))
    event = binding.names.event_of(found.text) if kind is EVENT else None
    if event is not None:
        own = f"{found.text}: {{event: {found.text}}}"
        instead = f"in the log it is one of '{event}': write {event}, or declare '{own}' under 'events'"
    if not known:
        instead = f"no {kind.many} are declared: declare it under '{kind.sections[0]}'"
    binding.report(kind.code, found.span, f"{quoted(found.text)} is not {kind.one}", instead)
    return False


def some(kind: Kind) -> Reader[tuple[str, ...]]:
    """A reader of one name or a list of names of `kind`, each once."""
    return each(one(kind), REPEATED)


def each(reader: Reader[str], repeated: Code = REPEATED) -> Reader[tuple[str, ...]]:
    """A reader of one value or a list of values, each once; None if any is wrong."""

    def read(binding: Binding, node: Node) -> tuple[str, ...] | None:
        found = items(binding, node)
        if found is None:
            return None
        values: dict[str, None] = {}  # in order, and looked up at once: there may be many
        whole = True
        for item in found:
            value = reader(binding, item)
            if value is None:
                whole = False
            elif value in values:
                binding.report(repeated, item.span, f"{quoted(value)} is listed twice", "leave the second one out")
                whole = False
            else:
                values[value] = None
        return tuple(values) if whole else None

    return read


texts: Reader[tuple[str, ...]] = each(text)
"""A reader of one text or a list of texts, each once."""


def people(binding: Binding, node: Node) -> People | None:
    """A selector of roster rows: columns of the people file with the value or values wanted."""
    if not isinstance(node, Mapping) or not node.entries:
        binding.misfit(node.span, "expected columns of the people file, such as {party: sales, role: rep}")
        return None
    body = Body(binding, node)
    where = tuple(
        (entry.key, values)
        for entry in node
        if (values := body.read(entry.key, some(PARTY) if entry.key == "party" else texts)) is not None
    )
    return People(where=where, span=node.span) if body.sound else None
