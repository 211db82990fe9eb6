"""An alternative that never holds.

One of the conditions under `any` that what stands beside it excludes is never the one that holds: whoever wrote it
meant to let more in. It can be left out, or what excludes it is too strict.
"""

from collections.abc import Iterator, Sequence

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, AnyOf, Condition
from slakit.reasoning.conditions import Reasoning, parts_of
from slakit.reasoning.places import on_lines
from slakit.usage import conditions

CODE = declare("SLA459", "An alternative that never holds", Severity.WARNING)

WRONG = """
stages:
  mql: {ready: {score: {at_least: 50}, any: [{offer: demo_request}, {score: {below: 40}}]}}
"""
RIGHT = """
stages:
  mql: {ready: {score: {at_least: 40}, any: [{offer: demo_request}, {score: {at_least: 70}}]}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    reasoning = Reasoning(agreement.fields)
    for condition in conditions(agreement):
        if reasoning.can_hold([condition]):
            yield from _dead(reasoning, condition, ())


def _dead(reasoning: Reasoning, condition: Condition, beside: Sequence[Condition]) -> Iterator[Diagnostic]:
    """The alternatives anywhere in `condition`, which can hold beside the others, that cannot."""
    parts = list(parts_of(condition))
    for part in parts:
        if not isinstance(part, AnyOf) or not reasoning.can_hold([], [part]):
            continue  # one that always holds is another finding
        others = [*beside, *(other for other in parts if other is not part)]
        for item in part.items:
            if not reasoning.can_hold([item]):
                continue  # by itself, which is another finding
            if reasoning.can_hold([item, *others]):
                yield from _dead(reasoning, item, others)
            else:
                yield _told(reasoning, item, others)


def _told(reasoning: Reasoning, item: Condition, others: Sequence[Condition]) -> Diagnostic:
    own = list(parts_of(item))
    clash = reasoning.clash([*others, *own])
    last = next((part for part in reversed(clash) if any(part is each for each in own)), item)
    rest = [part for part in clash if part is not last]
    message = f"this alternative never holds: what stands{on_lines(last, rest)} excludes it"
    return diagnostic(CODE, last.span, message, "leave it out, or change what excludes it")
