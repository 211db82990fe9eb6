"""A condition that nothing can satisfy.

Tests of one field that exclude each other, or that ask for a value which the field cannot have, make a
condition that never holds: a promise that never starts, or a stage that is never entered ready.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.model import Agreement, AllOf, AnyOf, Condition, NoneOf
from slakit.numbers import plain
from slakit.satisfaction import possible
from slakit.usage import Test, conditions

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
    for condition in conditions(agreement):
        for tests in _conjunctions(condition):
            yield from _judged(agreement, tests)


def _judged(agreement: Agreement, tests: list[Test]) -> Iterator[Diagnostic]:
    for name in dict.fromkeys(test.field for test in tests):
        field, own = agreement.fields.get(name), [test for test in tests if test.field == name]
        if field is None or possible(field, own):
            continue
        if len(own) == 1:
            limits = [
                f"{key} {_plain(limit)}" for key, limit in (("min", field.min), ("max", field.max)) if limit is not None
            ]
            known = f", which has {' and '.join(limits)}," if limits else ""
            message, instead = f"no value of '{name}'{known} can satisfy this", "change it, or the field's values"
        else:
            message, instead = f"the tests of '{name}' exclude each other", "keep one of them, or list them under 'any'"
        yield diagnostic(CODE, own[-1].span, message, instead)


def _plain(limit: Fraction | date | int) -> str:
    return plain(limit) if isinstance(limit, Fraction) else str(limit)


def _conjunctions(condition: Condition) -> Iterator[list[Test]]:
    """The tests that must hold together, for the whole and for every alternative in it."""
    together: list[Test] = []
    waiting = [condition]
    while waiting:
        each = waiting.pop(0)
        match each:
            case AllOf():
                waiting = [*each.items, *waiting]
            case AnyOf() | NoneOf():
                for item in each.items:
                    yield from _conjunctions(item)
            case _:
                together.append(each)
    yield together
