"""Quotas that contradict each other.

One quota asks for at least more of a measure than another allows at most: no period could keep both. Quotas over
periods of different lengths are compared by the calendar of the term: five a week are more than eighteen in a month
with four whole weeks.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.durations import Basis
from slakit.model import Agreement, Count, Goal, Leads, Measure, Per, Quota, Ratio, Share, Sum
from slakit.numbers import plain
from slakit.reasoning.amounts import Amount, amounts, clash
from slakit.usage import measure_shape, measured

CODE = declare("SLA430", "Quotas that contradict each other")
JUDGEMENT = True

WRONG = """
quotas:
  mql_weekly: {by: marketing, measure: mqls, at_least: 5, per: week}
  mql_ceiling: {by: sales, measure: mqls, at_most: 18, per: month}
"""
RIGHT = """
quotas:
  mql_weekly: {by: marketing, measure: mqls, at_least: 5, per: week}
  mql_ceiling: {by: sales, measure: mqls, at_most: 40, per: month}
"""

MOST_PAIRS = 1000
"""Pairs of quotas on one measure, by whatever name, that are compared in one agreement."""

MOST_PERIODS = 20_000
"""Periods of such pairs that are compared; begun pairs are finished."""


def check(agreement: Agreement) -> Iterator[Diagnostic]:
    shapes = {measure.id: measure_shape(measure) for measure in agreement.measures.values()}
    floors: dict[object, list[Quota | Goal]] = {}
    for promise in measured(agreement):
        if isinstance(promise, Goal) or promise.bound.operator == "at_least":
            floors.setdefault(shapes.get(promise.measure), []).append(promise)
    pairs = (
        (floor, ceiling)
        for ceiling in agreement.quotas.values()
        if ceiling.bound.operator == "at_most"
        for floor in floors.get(shapes.get(ceiling.measure), ())
        if _comparable(floor, ceiling)
    )
    told: set[str] = set()
    periods = _Periods(agreement)
    for floor, ceiling in islice(pairs, MOST_PAIRS):
        found = None if ceiling.id in told else _contradiction(periods, floor, ceiling)
        if found is not None:
            told.add(ceiling.id)
            yield found


def _comparable(floor: Quota | Goal, ceiling: Quota) -> bool:
    """Whether both bound one measure, of the same rows: for each of the same people or values, or of all."""
    if ceiling.times is not None:
        return False
    if isinstance(floor, Goal):
        return ceiling.for_each is None
    return floor.times is None and _each(floor) == _each(ceiling)


def _each(quota: Quota) -> object:
    return quota.for_each if quota.for_each is None or isinstance(quota.for_each, str) else quota.for_each.where


class _Periods:
    """What quotas ask for, period by period, each looked up once; how many are compared in all is bounded."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.left = MOST_PERIODS
        self._known: dict[str, list[Amount]] = {}

    def of(self, promise: Quota | Goal, measure: Measure) -> list[Amount]:
        """The amounts of `promise`; none without a term."""
        if promise.id not in self._known:
            term = self.agreement.term
            self._known[promise.id] = [] if term is None else amounts(term, promise, measure)
        self.left -= len(self._known[promise.id])
        return self._known[promise.id]


def _contradiction(periods: _Periods, floor: Quota | Goal, ceiling: Quota) -> Diagnostic | None:
    measure = periods.agreement.measures.get(ceiling.measure)
    if measure is None or periods.left < 0:
        return None
    if isinstance(measure, Count | Leads | Sum):
        always = not isinstance(ceiling.for_each, str)  # a value is promised only where it occurs
        least, most = (periods.of(promise, measure) for promise in (floor, ceiling))
        found = clash(periods.agreement, measure, least, most, adds=always)
        return None if found is None else _told(ceiling, floor, found.floors, found.ceilings, measure)
    if isinstance(floor, Goal) or floor.per is not ceiling.per or _size(floor) <= _size(ceiling):
        return None
    windows = isinstance(measure, Ratio) or (isinstance(measure, Share) and measure.within is not None)
    if windows and floor.calendar != ceiling.calendar:
        return None  # which may close at other times
    message = f"'{ceiling.id}' allows at most what is less than '{floor.id}' asks for at least"
    return diagnostic(CODE, ceiling.bound.span, message, "change one of the two, or remove it")


def _told(
    ceiling: Quota, floor: Quota | Goal, floors: tuple[Amount, ...], ceilings: tuple[Amount, ...], measure: Measure
) -> Diagnostic:
    first = min(each.first for each in (*floors, *ceilings))
    last = max(each.last for each in (*floors, *ceilings))
    most, least = (plain(sum((each.value for each in those), Fraction(0))) for those in (ceilings, floors))
    over, above = _over(ceiling, ceilings), _over(floor, floors)
    message = f"'{ceiling.id}' allows at most {most}{over}, '{floor.id}' asks for at least {least}{above}"
    return diagnostic(
        CODE,
        ceiling.bound.span,
        f"{message}, from {first} through {last}",
        "change one of the two, or remove it",
    )


def _over(promise: Quota | Goal, those: tuple[Amount, ...]) -> str:
    if isinstance(promise, Goal) or promise.per is Per.TERM:
        return ""
    return f" in {len(those)} {promise.per.value}s" if len(those) > 1 else f" in a {promise.per.value}"


def _size(quota: Quota) -> Fraction:
    """The bound in numbers that compare within one measure."""
    value = quota.bound.value
    if isinstance(value, Fraction):
        return value
    return Fraction(value.count if value.basis is Basis.OPEN_DAYS else value.seconds)
