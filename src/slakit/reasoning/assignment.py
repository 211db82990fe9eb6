"""What the quotas of pay plans come to over a goal's time, beside the goal."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from math import floor

from slakit.commitments.periods import Period, periods
from slakit.model import Agreement, Component, Goal, PayPlan, Per, Term
from slakit.numbers import percent, plain
from slakit.reasoning.pay_bounds import adds_up
from slakit.record import record
from slakit.usage import measure_shape, pay_plans

Heads = Callable[[PayPlan, Period], Fraction | None]
"""How many people of full quota a plan has in a period (or a part of one); None where nobody knows."""


@record
class Assigned:
    """The quotas of a component over a goal's time: its quota × `heads` (on average) × `count` periods."""

    plan: PayPlan
    component: Component
    quota: Fraction
    heads: Fraction
    count: Fraction

    @property
    def amount(self) -> Fraction:
        """What they come to."""
        return self.quota * self.heads * self.count

    def __str__(self) -> str:
        """The multiplication in words."""
        periods_, people = _counted(self.count, self.plan.per.value), _counted(self.heads, "person", "people")
        return f"{plain(self.quota)} × {people} × {periods_}"


@record
class Against:
    """A goal with the quotas on its measure whose credit does not overlap: `parts` of those that come to most."""

    goal: Goal
    parts: tuple[Assigned, ...]

    @property
    def amount(self) -> Fraction:
        """What they come to together."""
        return sum((part.amount for part in self.parts), Fraction(0))

    @property
    def percent(self) -> str:
        """What part of the target that is, to a tenth of a percent; less than the whole is never 100%."""
        thousandths = self.amount / self.goal.target * 1000
        return percent(Fraction(floor(thousandths) if thousandths < 1000 else round(thousandths), 1000))

    @property
    def arithmetic(self) -> str:
        """How it is made up: `165000 × 8 people × 1 quarter = 1320000, the target is 1200000`."""
        made = " + ".join(str(part) for part in self.parts)
        return f"{made} = {plain(self.amount, 2)}, the target is {plain(self.goal.target)}"


def assignments(agreement: Agreement, heads: Heads) -> Iterator[Against]:
    """Every goal of the whole that plans have quotas for, where it is known how many people those have.

    A row is credited as a whole to the fields of `credit.to`, so quotas of plans with the same fields add up, and of
    plans with others each look at the same rows again. Overlays come on top and are left out.
    """
    term = agreement.term
    if term is None:
        return
    for goal in agreement.goals.values():
        groups = _groups(agreement, goal) if _is_whole(agreement, term, goal) else {}
        found = [_assigned(term, goal, parts, heads) for parts in groups.values()]
        known = [parts for parts in found if parts is not None]
        if known and len(known) == len(found):
            sums = [Against(goal=goal, parts=parts) for parts in known]
            yield max(sums, key=lambda each: each.amount)


def _is_whole(agreement: Agreement, term: Term, goal: Goal) -> bool:
    """Whether the goal is no part of another, lies in the term, and adds up over people."""
    inside = term.from_ <= goal.from_ and (term.through is None or goal.due <= term.through)
    measure = agreement.measures.get(goal.measure)
    return goal.supports is None and inside and goal.target > 0 and adds_up(measure)


def _groups(agreement: Agreement, goal: Goal) -> Mapping[object, list[tuple[PayPlan, Component]]]:
    """The components on the goal's measure, by the fields that are credited."""
    of = measure_shape(agreement.measures[goal.measure])
    groups: dict[object, list[tuple[PayPlan, Component]]] = {}
    for plan in pay_plans(agreement):
        if plan.credit is None or plan.credit.overlay:
            continue
        for component in plan.components.values():
            measure = agreement.measures.get(component.measure or "")
            if measure is not None and component.quota is not None and measure_shape(measure) == of:
                groups.setdefault(frozenset(to.field for to in plan.credit.to), []).append((plan, component))
    return groups


def _assigned(
    term: Term, goal: Goal, parts: list[tuple[PayPlan, Component]], heads: Heads
) -> tuple[Assigned, ...] | None:
    """The quotas over the goal's time; None where it is not known how many people one of the plans has."""
    found = []
    for plan, component in parts:
        total, count = Fraction(0), Fraction(0)
        for period, part in _periods(term, plan, goal):
            people = heads(plan, period)
            if people is None:
                return None
            total += people * part
            count += part
        if count and component.quota is not None:
            found.append(
                Assigned(plan=plan, component=component, quota=component.quota, heads=total / count, count=count)
            )
    return tuple(found)


def _periods(term: Term, plan: PayPlan, goal: Goal) -> Iterator[tuple[Period, Fraction]]:
    """The parts of the plan's periods that lie in the goal's time, each with what part of a whole period it is."""
    if plan.per is Per.TERM and term.through is None:
        return
    for period in periods(term, plan.per, through=term.through, until=goal.due):
        first, after = max(period.first, goal.from_), min(period.after, goal.due + timedelta(days=1))
        if first < after:
            part = Period(first=first, after=after, whole_days=period.whole_days)
            yield part, Fraction(part.days, period.whole_days)


def _counted(number: Fraction, one: str, many: str | None = None) -> str:
    return f"{plain(number, 2)} {one if number == 1 else many or f'{one}s'}"
