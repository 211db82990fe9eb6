"""§12: the components of a plan's variable pay, with their tiers or points."""

from fractions import Fraction
from itertools import pairwise
from typing import Literal

from slakit.diagnostics import declare
from slakit.language.binding import Binding, Body, Reader
from slakit.language.bounds import measure_kind, value_reader
from slakit.language.declared import words
from slakit.language.names import GOAL, MEASURE
from slakit.language.nodes import Entry, Node, Sequence
from slakit.language.references import one
from slakit.language.scalars import above_zero, number_from, rate, share, share_up_to_whole, word
from slakit.model import Component, Tier
from slakit.numbers import percent

TIERS = declare("SLA404", "Tiers or points out of order")

_MODES: tuple[Literal["marginal", "retroactive", "interpolated"], ...] = ("marginal", "retroactive", "interpolated")
_POSITIVE = number_from(0, above=True)


def bind_component(parent: Body, entry: Entry) -> Component | None:
    """A component of `parent`, a plan's components."""
    body = parent.within(entry.value)
    if body is None:
        return None
    weight, written = body.need("weight", share_up_to_whole), body.need("mode", word(*_MODES))
    mode = next((known for known in _MODES if known == written), None)
    measure, goal = body.read("measure", one(MEASURE)), body.read("goal", one(GOAL))
    quota = body.read("quota", _quota(measure))
    tiers, line = _tiers(body), points(body)
    below, most = body.read("below", share), body.read("pays_at_most", share)
    _check_shape(body, mode)
    if not body.sound or weight is None or mode is None:
        return None
    return Component(
        **words(body, entry),
        weight=weight,
        mode=mode,
        measure=measure,
        quota=quota,
        goal=goal,
        tiers=tiers,
        points=line,
        below=below,
        pays_at_most=most,
    )


def _quota(measure: str | None) -> Reader[Fraction]:
    """The reader of what the measure is at 100%: a number, or a share where it is one."""

    def read(binding: Binding, node: Node) -> Fraction | None:
        kind = measure_kind(binding, measure)
        if kind not in ("share", "ratio"):
            return _POSITIVE(binding, node)
        return above_zero(binding, node) if value_reader(kind)(binding, node) is not None else None

    return read


def _check_shape(body: Body, mode: str | None) -> None:
    """A component pays on a measure against a quota, or on a goal; by tiers, or along points."""
    wanted, other = ("points", "tiers") if mode == "interpolated" else ("tiers", "points")
    subject = "goal" in body if "measure" not in body else "quota" in body and "goal" not in body
    if mode is not None and not (subject and wanted in body and other not in body):
        body.binding.misfit(body.node.key_span, f"a component has a measure and its quota, or a goal; and {wanted}")
        body.spoil()


def _tiers(body: Body) -> tuple[Tier, ...]:
    """The tiers in rising order; all but the last have an end."""
    parts = body.parts("tiers")
    tiers: list[Tier] = []
    for place, part in enumerate(parts, 1):
        up_to, pays = part.read("up_to", share), part.need("rate", rate)
        if place == len(parts) and "up_to" in part:
            part.fail(TIERS, part.key_span("up_to"), "the last tier ends", "leave 'up_to' out of the last tier")
        elif place < len(parts) and "up_to" not in part:
            part.fail(TIERS, part.node.span, "a tier before the last has no end", "add 'up_to'")
        if pays is not None:
            tiers.append(Tier(up_to=up_to, rate=pays, span=part.node.span))
    for lower, upper in pairwise(tiers):
        if lower.up_to is not None and upper.up_to is not None and upper.up_to <= lower.up_to:
            body.fail(
                TIERS,
                upper.span,
                f"this tier ends at {percent(upper.up_to)}, the one before at {percent(lower.up_to)}",
                "write the tiers in rising order",
            )
    return tuple(tiers)


def points(body: Body) -> tuple[tuple[Fraction, Fraction], ...]:
    """Points of attainment and payout in rising order of attainment."""
    node = body.node.get("points")
    if node is None:
        return ()
    found: list[tuple[Fraction, Fraction]] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        pair = shares(body.binding, item)
        if pair is None or len(pair) != 2:
            body.binding.misfit(item.span, "expected a point such as [75%, 50%]")
            body.spoil()
            continue
        if found and pair[0] <= found[-1][0]:
            body.fail(
                TIERS,
                item.span,
                f"the point at {percent(pair[0])} follows the one at {percent(found[-1][0])}",
                "write the points in rising order of attainment",
            )
        found.append((pair[0], pair[1]))
    return tuple(found)


def shares(binding: Binding, node: Node) -> tuple[Fraction, ...] | None:
    """A list of shares."""
    if not isinstance(node, Sequence) or not node.items:
        binding.misfit(node.span, "expected a list of shares")
        return None
    values = [share(binding, item) for item in node]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None
