"""A condition that nothing can satisfy.

Tests that exclude each other, or that ask for a value which the field cannot have, make a condition that never
holds: a promise that never starts, or a stage that is never entered ready. A condition is read together with
what must hold as well: the scope, and a stage's package.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, AllOf, AnyOf, Condition, Field, NoneOf
from slakit.numbers import plain
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
        for clash in _clashes(reasoning, condition):
            broken.add(id(condition))
            yield _told(agreement, clash)
    for condition, others in contexts(agreement):
        if id(condition) in broken or any(id(other) in broken for other in others):
            continue
        if not reasoning.can_hold([condition, *others]):
            yield _beside(reasoning, condition, others)


def _clashes(reasoning: Reasoning, condition: Condition) -> Iterator[Sequence[Condition]]:
    """What excludes each other in the condition, else in each alternative within it."""
    parts = list(parts_of(condition))
    if not reasoning.can_hold(parts):
        clash = reasoning.clash(parts)
        if len(clash) > 1 or not isinstance(clash[0], AnyOf):
            yield clash
            return
        parts = list(clash)  # none of its alternatives can hold: each says why
    for part in parts:
        if isinstance(part, AnyOf | NoneOf):
            for item in part.items:
                yield from _clashes(reasoning, item)


def _told(agreement: Agreement, clash: Sequence[Condition]) -> Diagnostic:
    *before, last = clash
    fields = {test.field for part in clash for test in tests(part)}
    if len(fields) > 1 or any(isinstance(part, AllOf | AnyOf | NoneOf) for part in clash):
        message = "nothing can satisfy this" + (f" together with what stands{on_lines(last, before)}" if before else "")
        return diagnostic(CODE, last.span, message, "change it, or the tests that it excludes")
    (name,) = fields
    if not before:
        message = f"no value of '{name}'{_limits(agreement.fields[name])} can satisfy this"
        return diagnostic(CODE, last.span, message, "change it, or the field's values")
    message = f"the tests of '{name}' exclude each other: this one and what stands{on_lines(last, before)}"
    return diagnostic(CODE, last.span, message, "keep one of them, or list them under 'any'")


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


def _limits(field: Field) -> str:
    limits = [f"{key} {_plain(limit)}" for key, limit in (("min", field.min), ("max", field.max)) if limit is not None]
    return f", which has {' and '.join(limits)}," if limits else ""


def _plain(limit: Fraction | date | int) -> str:
    return plain(limit) if isinstance(limit, Fraction) else str(limit)
