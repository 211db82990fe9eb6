"""A target that no start reaches.

The first target whose condition holds governs a start. One whose starts are all taken by those before it promises
nothing: it was meant to stand before them, or one of them to be narrower.
"""

from collections.abc import Iterator, Sequence

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Condition, Response
from slakit.reasoning.conditions import Reasoning
from slakit.reasoning.places import on_lines

CODE = declare("SLA451", "A target that no start reaches")
JUDGEMENT = True

WRONG = """
responses:
  first_attempt:
    targets:
      - {when: {offer: [demo_request, webinar]}, within: 2 business hours}
      - {when: {offer: demo_request}, within: 15 business minutes}
      - {within: 6 business hours}
"""
RIGHT = """
responses:
  first_attempt:
    targets:
      - {when: {offer: demo_request}, within: 15 business minutes}
      - {when: {offer: [demo_request, webinar]}, within: 2 business hours}
      - {within: 6 business hours}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    reasoning = Reasoning(agreement.fields)
    for response in agreement.responses.values():
        given = [condition for condition in (agreement.scope, response.when) if condition is not None]
        yield from _shadowed(reasoning, response, given)


def _shadowed(reasoning: Reasoning, response: Response, given: Sequence[Condition]) -> Iterator[Diagnostic]:
    """The targets after the first but for the last, which goes without a condition because one must."""
    before: list[Condition] = []
    for target in response.targets:
        own = target.when
        if own is None:
            return
        if before and reasoning.can_hold([*given, own]) and not reasoning.can_hold([*given, own], before):
            takers = _takers(reasoning, [*given, own], before)
            they = "the target" if len(takers) == 1 else "those"
            message = f"no start reaches this target: {they}{on_lines(own, takers)} takes every one that satisfies it"
            yield diagnostic(
                CODE,
                own.span,
                message if len(takers) == 1 else message.replace("takes", "take"),
                "move it before that one, or narrow the earlier condition",
            )
        before.append(own)


def _takers(reasoning: Reasoning, holding: Sequence[Condition], before: Sequence[Condition]) -> Sequence[Condition]:
    """Of the conditions `before`, as few as leave nothing of `holding`."""
    for single in before:
        if not reasoning.can_hold(holding, [single]):
            return [single]
    takers = list(before)
    for each in before:
        rest = [other for other in takers if other is not each]
        if not reasoning.can_hold(holding, rest):
            takers = rest
    return takers
