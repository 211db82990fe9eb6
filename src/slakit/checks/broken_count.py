"""A number of rows or leads that is not whole.

There are no half leads, so a target that comes out broken is rounded down: 2 fulfil a promise of 2.5, and a promise of
0.5 asks for nothing and is never judged. So it is for each of some people, too (`for_each`). Where a target is
multiplied by the number of people (`times`), only the product counts.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.model import Agreement, Count, Leads
from slakit.numbers import plain

CODE = declare("SLA467", "A number of leads that is not whole", Severity.WARNING)

WRONG = "quotas:\n  mql_volume: {at_least: 2.5}\n"
RIGHT = "quotas:\n  mql_volume: {at_least: 3}\n"


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    counted = {id_ for id_, measure in agreement.measures.items() if isinstance(measure, Count | Leads)}
    for quota in agreement.quotas.values():
        value, operator = quota.bound.value, quota.bound.operator
        if quota.measure in counted and isinstance(value, Fraction) and quota.times is None:
            each = " for each" if quota.for_each is not None else ""
            never = "so that no period is ever judged"
            yield from _broken(quota.id, value, quota.place(operator), each, never, up=operator == "at_least")
    for goal in agreement.goals.values():
        if goal.measure in counted:
            never = "so that it is never judged"
            yield from _broken(goal.id, goal.target, goal.place("target"), "", never, up=True)


def _broken(name: str, value: Fraction, span: Span, each: str, of_nothing: str, *, up: bool) -> Iterator[Diagnostic]:
    """The finding where a target is not whole. `of_nothing` says what 0 means; `up`, that the next may be meant."""
    down = floor(value)
    if value == down:
        return
    meant = [str(down + 1)] if up else []
    meant += [str(down)] if down or not up else []
    nothing = "" if down else f", {of_nothing}"
    yield diagnostic(
        CODE,
        span,
        f"'{name}' counts whole ones: {plain(value)} is rounded down to {down}{each}{nothing}",
        f"write {' or '.join(meant)}",
    )
