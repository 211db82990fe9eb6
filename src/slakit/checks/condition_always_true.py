"""A condition that always holds.

A condition whose alternatives leave nothing out, missing values included, asks for nothing: whoever wrote it meant
to exclude something. It can be left out, or is meant to be stricter.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, AllOf, AnyOf, Condition, NoneOf
from slakit.reasoning.conditions import Reasoning
from slakit.usage import conditions, tests

CODE = declare("SLA450", "A condition that always holds", Severity.WARNING)

WRONG = """
stages:
  mql: {ready: {score: {at_least: 50}, any: [{offer: demo_request}, {offer: {is_not: demo_request}}]}}
"""
RIGHT = """
stages:
  mql: {ready: {score: {at_least: 50}, any: [{offer: demo_request}, {score: {at_least: 80}}]}}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    reasoning = Reasoning(agreement.fields)
    for condition in conditions(agreement):
        for empty in _smallest(reasoning, condition):
            names = " or ".join(f"'{name}'" for name in dict.fromkeys(test.field for test in tests(empty)))
            message = f"this holds whatever the value of {names}, missing ones included"
            yield diagnostic(CODE, empty.span, message, "leave it out, or ask for what was meant to be excluded")


def _smallest(reasoning: Reasoning, condition: Condition) -> Iterator[Condition]:
    """The parts of the condition, or itself, that always hold though nothing in them does by itself."""
    if isinstance(condition, AllOf | AnyOf | NoneOf):
        within = [found for item in condition.items for found in _smallest(reasoning, item)]
        if within:
            yield from within
            return
        if isinstance(condition, NoneOf) and not any(reasoning.can_hold([item]) for item in condition.items):
            return  # each item can hold nowhere, which is another finding
    if not reasoning.can_hold([], [condition]):
        yield condition
