"""A number of rows or leads that is not whole.

There are no half leads, so a target that comes out broken is rounded down: 2 fulfil a promise of 2.5, and a promise of
0.5 asks for nothing and is never judged. Where it is so much for each of some people, only the product counts.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.model import Agreement, Count, Leads, People
from slakit.numbers import plain

CODE = declare("SLA467", "A number of leads that is not whole", Severity.WARNING)

WRONG = "quotas:\n  mql_volume: {at_least: 2.5}\n"
RIGHT = "quotas:\n  mql_volume: {at_least: 3}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    counted = {id_ for id_, measure in agreement.measures.items() if isinstance(measure, Count | Leads)}
    for quota in agreement.quotas.values():
        value, for_people = quota.bound.value, quota.times is not None or isinstance(quota.for_each, People)
        if quota.measure in counted and isinstance(value, Fraction) and not for_people:
            operator = quota.bound.operator
            never = "so that no period is ever judged"
            yield from _broken(quota.id, value, quota.place(operator), never, up=operator == "at_least")
    for goal in agreement.goals.values():
        if goal.measure in counted:
            yield from _broken(goal.id, goal.target, goal.place("target"), "which is reached from the start", up=True)


def _broken(name: str, value: Fraction, span: Span, of_nothing: str, *, up: bool) -> Iterator[Diagnostic]:
    """The finding where a target is not whole. `of_nothing` says what 0 means; `up`, that the next may be meant."""
    down = floor(value)
    if value == down:
        return
    meant = [str(down + 1)] if up else []
    meant += [str(down)] if down or not up else []
    yield diagnostic(
        CODE,
        span,
        f"'{name}' counts whole ones: {plain(value)} is rounded down to {down}{'' if down else f', {of_nothing}'}",
        f"write {' or '.join(meant)}",
    )
