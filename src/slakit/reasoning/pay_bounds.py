"""What plans ask of commitments, and what those promise: gates, modifiers and kickers beside the promises."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from slakit.diagnostics import Span
from slakit.durations import Basis, Duration
from slakit.model import (
    Agreement,
    Bound,
    Cadence,
    Count,
    Goal,
    Leads,
    Measure,
    PayPlan,
    Per,
    Quota,
    Response,
    Share,
    Stage,
    Sum,
)
from slakit.numbers import percent, plain
from slakit.record import record
from slakit.usage import commitment_ids
from slakit.whole_target import whole_target

MONTHS: Mapping[Per, int] = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}
"""The months of the periods that have a whole number of them."""

MOST_PERIODS: Mapping[tuple[Per, Per], Fraction] = {
    (Per.MONTH, Per.QUARTER): Fraction(3),
    (Per.MONTH, Per.YEAR): Fraction(12),
    (Per.QUARTER, Per.YEAR): Fraction(4),
    (Per.DAY, Per.WEEK): Fraction(7),
    **{
        (per, longer): Fraction(days, each)
        for per, each in ((Per.DAY, 1), (Per.WEEK, 7))
        for longer, days in ((Per.MONTH, 31), (Per.QUARTER, 92), (Per.YEAR, 366))
    },
}
"""How many of one period there are at most in one of another, parts by their days."""

Kind = Literal["gate", "modifier", "kicker"]


@record
class Question:
    """One bound of a gate, modifier or kicker, each commitment apart.

    `alone` says that it has no other condition. `factor` is the modifier's.
    """

    kind: Kind
    commitment: str
    bound: Bound
    alone: bool
    factor: Fraction | None = None
    span: Span

    @property
    def rewards(self) -> bool:
        """Whether more is paid when the bound is reached than when it is not."""
        return self.factor is None or self.factor > 1


def questions(plan: PayPlan) -> Iterator[Question]:
    """Every bound that the plan asks of a commitment, in the order of gates, modifiers and kickers."""
    for gate in plan.gates:
        yield from _each("gate", gate.unless, len(gate.unless) == 1)
    for modifier in plan.modifiers:
        yield from _each("modifier", modifier.if_, len(modifier.if_) == 1, modifier.factor)
    for kicker in plan.kickers.values():
        yield from _each("kicker", kicker.if_, len(kicker.if_) == 1 and not kicker.attainment)


def _each(kind: Kind, bounds: Mapping[str, Bound], alone: bool, factor: Fraction | None = None) -> Iterator[Question]:
    for name, bound in bounds.items():
        yield Question(kind=kind, commitment=name, bound=bound, alone=alone, factor=factor, span=bound.span)


def promised(agreement: Agreement, name: str) -> Bound | None:
    """The bound that a commitment is promised to reach: its objective's or its own; None without one."""
    stage, _, part = name.partition(".")
    if part and stage in agreement.stages:
        objective = agreement.stages[stage].objectives.get(part)
        return None if objective is None else objective.bound
    match commitment_ids(agreement).get(name):
        case Response() | Cadence() as clock:
            return None if clock.objective is None else clock.objective.bound
        case Quota() as quota:
            return quota.bound
        case Goal() as goal:
            target = whole_target(agreement.measures.get(goal.measure), goal.target)
            return Bound(operator="at_least", value=target, span=goal.span)
        case _:
            return None


def promisers(agreement: Agreement, name: str) -> tuple[str, ...]:
    """The parties that promise the commitment."""
    found = commitment_ids(agreement).get(name)
    return () if found is None else found.by


def measure_of(agreement: Agreement, name: str) -> Measure | None:
    """The measure of a quota or goal; None of a clock or stage, whose value is a share."""
    found = commitment_ids(agreement).get(name)
    return agreement.measures.get(found.measure) if isinstance(found, Quota | Goal) else None


def is_clock(agreement: Agreement, name: str) -> bool:
    """Whether the value of the commitment is the share of its clocks that were met."""
    return isinstance(commitment_ids(agreement).get(name), Stage | Response | Cadence)


def adds_up(measure: Measure | None) -> bool:
    """Whether the values of two periods add up to that of both: counts, leads and sums."""
    return isinstance(measure, Count | Leads | Sum)


def parties_of(plan: PayPlan) -> tuple[str, ...] | None:
    """The parties that the plan's people belong to; None where the selector does not say."""
    return next((values for column, values in plan.people.where if column == "party"), None)


def is_stricter(asked: Bound, than: Bound) -> bool:
    """Whether a value can reach `than` and fail `asked`, both of one operator."""
    left, right = _amounts(asked, than)
    if left is None or right is None or asked.operator != than.operator:
        return False
    return left > right if asked.operator == "at_least" else left < right


def exclude_each_other(one: Bound, other: Bound) -> bool:
    """Whether no value reaches both bounds."""
    left, right = _amounts(one, other)
    if left is None or right is None or one.operator == other.operator:
        return False
    return left > right if one.operator == "at_least" else left < right


def _amounts(one: Bound, other: Bound) -> tuple[Fraction | int | None, Fraction | int | None]:
    """Two bounds as amounts of one unit, or nothing where they have none in common."""
    left, right = one.value, other.value
    if isinstance(left, Duration) and isinstance(right, Duration):
        return (_length(left), _length(right)) if left.basis is right.basis else (None, None)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left, right
    return None, None


def _length(duration: Duration) -> int:
    return duration.count if duration.basis is Basis.OPEN_DAYS else duration.seconds


def same_time(agreement: Agreement, plan: PayPlan, name: str) -> bool:
    """Whether the commitment is a quota promised for a period as long as the plan's, and for all people together."""
    found = agreement.quotas.get(name)
    return found is not None and found.per is plan.per and found.times is None and found.for_each is None


def spelled(agreement: Agreement, name: str, bound: Bound) -> str:
    """A bound of the commitment as text: `at least 95%`."""
    operator = bound.operator.replace("_", " ")
    if isinstance(bound.value, Duration):
        return f"{operator} {bound.value}"
    measure = measure_of(agreement, name)
    return f"{operator} {percent(bound.value) if measure is None or isinstance(measure, Share) else plain(bound.value)}"
