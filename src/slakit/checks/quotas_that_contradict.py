"""Quotas that contradict each other.

One quota asks for at least more of a measure than another allows at most, over the same periods: no period
could keep both.
"""

from collections.abc import Iterator
from fractions import Fraction

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis
from slakit.model import Agreement, Per, Quota

CODE = declare("SLA430", "Quotas that contradict each other")
JUDGEMENT = True

WRONG = """
quotas:
  mql_ceiling: {by: marketing, measure: mqls, at_most: 4, per: month}
"""
RIGHT = """
quotas:
  mql_ceiling: {by: marketing, measure: mqls, at_most: 400, per: month}
"""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    highest: dict[tuple[str, Per], Quota] = {}
    plain = [quota for quota in agreement.quotas.values() if quota.times is None and quota.for_each is None]
    for quota in plain:
        if quota.bound.operator == "at_least":
            key = quota.measure, quota.per
            highest[key] = max(highest.get(key, quota), quota, key=_least)
    for ceiling in plain:
        floor = highest.get((ceiling.measure, ceiling.per))
        if ceiling.bound.operator == "at_most" and floor is not None and _least(floor) > _least(ceiling):
            yield diagnostic(
                CODE,
                ceiling.bound.span,
                f"'{ceiling.id}' allows at most what is less than '{floor.id}' asks for at least",
                "change one of the two, or remove it",
            )


def _least(quota: Quota) -> Fraction:
    """The bound in numbers that compare within one measure."""
    value = quota.bound.value
    if isinstance(value, Fraction):
        return value
    return Fraction(value.count if value.basis is Basis.OPEN_DAYS else value.seconds)
