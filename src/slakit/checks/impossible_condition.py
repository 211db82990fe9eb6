"""A condition that nothing can satisfy.

Tests that exclude each other, or that ask for a value which the field cannot have, make a condition that never
holds: a promise that never starts, or a stage that is never entered ready. A condition is read together with
what must hold as well: the scope, and a stage's package.
"""

from collections.abc import Iterator, Sequence

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, Condition
from slakit.reasoning.clashes import clashes, told
from slakit.reasoning.conditions import Reasoning, parts_of
from slakit.reasoning.contexts import contexts
from slakit.reasoning.places import on_lines
from slakit.usage import conditions, tests

CODE = declare("SLA449", "A condition that nothing can satisfy")
JUDGEMENT = True

WRONG = """
stages:
  mql: {ready: {score: {at_least: 500}}}
"""
RIGHT = """
stages:
  mql: {ready: {score: {at_least: 50, below: 100}}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    reasoning = Reasoning(agreement.fields)
    broken: set[int] = set()
    for condition in conditions(agreement):
        for clash in clashes(reasoning, condition):
            broken.add(id(condition))
            yield told(agreement.fields, clash, CODE)
    for condition, others in contexts(agreement):
        if id(condition) in broken or any(id(other) in broken for other in others):
            continue
        if not reasoning.can_hold([condition, *others]):
            yield _beside(reasoning, condition, others)


def _beside(reasoning: Reasoning, condition: Condition, others: Sequence[Condition]) -> Diagnostic:
    """A condition that holds by itself, but not beside what else must hold."""
    parts = [part for whole in (*others, condition) for part in parts_of(whole)]
    own = {id(part) for part in parts_of(condition)}
    clash = reasoning.clash(parts)
    last = next((part for part in reversed(clash) if id(part) in own), condition)
    rest = [part for part in clash if part is not last]
    names = " and ".join(f"'{name}'" for name in dict.fromkeys(test.field for part in rest for test in tests(part)))
    return diagnostic(
        CODE,
        last.span,
        f"this cannot hold together with what is asked of {names}{on_lines(last, rest)}, which must hold as well",
        "change one of the two: both must hold at one instant",
    )
