"""What a measure is bounded by: exact numbers, shares or durations, by the measure's kind."""

from fractions import Fraction
from typing import Literal

from slakit.diagnostics import declare
from slakit.durations import Duration, parse_duration
from slakit.language.binding import Binding, Body, Reader
from slakit.language.nodes import Mapping, Node, Scalar
from slakit.language.scalars import duration, number, number_from, rate, share_up_to_whole
from slakit.model import Bound
from slakit.numbers import parse_number, parse_rate

UNFIT = declare("SLA330", "A bound that does not fit its measure")

RESPONSE_TIMES = ("median", "average", "p90")
MEASURE_KINDS = ("count", "leads", "sum", "share", "ratio", *RESPONSE_TIMES)

_SPOKEN = {"count": "a count", "leads": "a number of leads", "sum": "a sum", "share": "a share", "ratio": "a ratio"}


def measure_kind(binding: Binding, measure: str | None) -> str | None:
    """The kind of a declared measure by its leading key (`count`, `share`, `median`…), if it has one."""
    section = binding.root.get("measures")
    node = section.get(measure) if isinstance(section, Mapping) and measure is not None else None
    return kind_of(node) if isinstance(node, Mapping) else None


def kind_of(node: Mapping) -> str | None:
    """The kind that a measure's mapping spells."""
    return next((kind for kind in MEASURE_KINDS if kind in node), None)


def spoken(kind: str) -> str:
    """A measure's kind in words."""
    return _SPOKEN.get(kind, f"a time ({kind})")


def value_reader(kind: str) -> Reader[Fraction | Duration]:
    """The reader of what a measure of `kind` is compared with."""

    def read(binding: Binding, node: Node) -> Fraction | Duration | None:
        if isinstance(node, Scalar) and (problem := _unfit(kind, node.text)):
            binding.report(UNFIT, node.span, *problem)
            return None
        match kind:
            case "count" | "leads":
                return number_from(0)(binding, node)
            case "sum":
                return number(binding, node)
            case "share":
                return share_up_to_whole(binding, node)
            case "ratio":
                return rate(binding, node)
            case _:
                return duration(binding, node)

    return read


def _unfit(kind: str, written: str) -> tuple[str, str] | None:
    """A value that is well spelled but of another kind than the measure."""
    message = f"'{written}' does not fit the measure, which is {spoken(kind)}"
    if kind in RESPONSE_TIMES:
        return (message, "write a duration, such as 4 business hours") if parse_rate(written) is not None else None
    if parse_duration(written) is not None:
        return message, "write a number" if kind in ("count", "leads", "sum") else "write a share, such as 90%"
    if kind in ("count", "leads", "sum") and parse_number(written) is None and parse_rate(written) is not None:
        return message, "write a plain number, or measure a share"
    return None


def bound(body: Body, kind: str) -> Bound | None:
    """The one of `at_least` and `at_most` that the mapping has, for a measure of `kind`."""
    return bound_of(body, value_reader(kind))


def bound_of(body: Body, reader: Reader[Fraction | Duration]) -> Bound | None:
    """The one of `at_least` and `at_most` that the mapping has, read by `reader`."""
    both: tuple[Literal["at_least", "at_most"], ...] = ("at_least", "at_most")
    written = [operator for operator in both if operator in body]
    if len(written) != 1:
        body.binding.misfit(body.node.key_span, "needs one of at_least and at_most")
        body.spoil()
        return None
    value = reader(body.binding, body.node.entries[written[0]].value)
    if value is None:
        body.spoil()
        return None
    return Bound(operator=written[0], value=value, span=body.key_span(written[0]))
