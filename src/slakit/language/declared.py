"""What every declared thing carries, read once for all of them."""

from collections.abc import Callable
from typing import TypedDict, TypeVar

from slakit.diagnostics import Span
from slakit.language.binding import Binding, Body
from slakit.language.nodes import Entry, Mapping, Sequence
from slakit.language.scalars import text

T = TypeVar("T")


class Words(TypedDict):
    """The id, place and words of a declared thing, as keyword arguments of its class."""

    id: str
    span: Span
    title: str | None
    description: str | None
    places: dict[str, Span]


def places(node: Mapping) -> dict[str, Span]:
    """The places of the values of `node` and, one level below, `spacing.at_least` or `stops.0`."""
    found: dict[str, Span] = {}
    for entry in node:
        found[entry.key] = entry.value.span
        if isinstance(entry.value, Mapping):
            found.update({f"{entry.key}.{part.key}": part.value.span for part in entry.value})
        elif isinstance(entry.value, Sequence):
            found.update({f"{entry.key}.{number}": item.span for number, item in enumerate(entry.value)})
    return found


def words(body: Body, entry: Entry) -> Words:
    """The id, place and words of the thing declared by `entry`."""
    return Words(
        id=entry.key,
        span=entry.span,
        title=body.read("title", text),
        description=body.read("description", text),
        places=places(body.node),
    )


def each_declared(
    binding: Binding, section: str, bind: Callable[[Binding, Entry], T | None], within: Mapping | None = None
) -> dict[str, T]:
    """Every thing that `section` declares and that could be bound, by id, in the order of the file."""
    node = (within or binding.root).get(section)
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        binding.misfit(node.span, f"'{section}' is a mapping of ids")
        return {}
    bound: dict[str, T] = {}
    for entry in node:
        value = bind(binding, entry)
        if value is None:
            binding.complete = False
        else:
            bound[entry.key] = value
    return bound
