"""What one settlement is under: its version, rounding, part of the pay, people, and how its promises came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from slakit.commitments.periods import whole_period
from slakit.model import Agreement, Component, Count, Leads, Measure, PayPlan, Per, Rounding, Sum, Term
from slakit.pay.bounds import Judged, judge
from slakit.pay.readings import Looked, Readings
from slakit.pay.settlements import InForce, Settlement
from slakit.pay.statement import Factor, Step
from slakit.pay.stays import Stays

_MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """Every bound of a plan's gates, modifiers and kickers against one person's values, in their order."""

    gates: tuple[tuple[Judged, ...], ...]
    modifiers: tuple[tuple[Judged, ...], ...]
    kickers: Mapping[str, tuple[Judged, ...]]
    is_open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """A settlement with all that is the same for everybody in it. `share` is its part of the pay's own period.

    `is_asked` tells that it is one of the payroll; else it only leads up to it.
    """

    in_force: InForce
    settlement: Settlement
    rounding: Rounding
    share: Fraction
    stays: Mapping[str, Stays]
    readings: Readings
    assumed: Mapping[str, Fraction]
    is_asked: bool
    common: Judgement
    """By the parties' values."""
    own: frozenset[str]
    """Those who have a value of their own for some bound."""
    steps: dict[tuple[object, ...], Step] = field(default_factory=dict, compare=False, repr=False)
    """Steps that are the same for many, by what they are of."""
    factors: dict[str, tuple[Factor, ...]] = field(default_factory=dict, compare=False, repr=False)
    """By component, those of `common`."""
    amounts: dict[tuple[object, ...], Fraction] = field(default_factory=dict, compare=False, repr=False)
    """Amounts that are the same for many, by what they are of."""

    @property
    def agreement(self) -> Agreement:
        """The version in force."""
        return self.in_force.agreement

    @property
    def plan(self) -> PayPlan:
        """The plan that is settled."""
        return self.settlement.plan

    @property
    def term(self) -> Term:
        """The version's term."""
        return self.in_force.term

    def days_part(self, days: int) -> Fraction:
        """The part of the whole period that so many days are."""
        return Fraction(days, self.settlement.whole_days)

    def full(self, component: Component, days: int) -> Fraction:
        """What the component pays at a payout of 1 for so many days."""
        key = (component.id, days)
        if key not in self.amounts:
            variable = self.plan.pay.variable * self.share * self.days_part(days)
            self.amounts[key] = variable * component.weight
        return self.amounts[key]

    def quota(self, component: Component, ramp: Fraction, days: int | None) -> Fraction:
        """The quota that is due of a ramp's part and so many days; not by days where they are None."""
        key = (component.id, ramp.numerator, ramp.denominator, days)
        if key not in self.amounts:
            quota = (component.quota or Fraction(0)) * ramp
            self.amounts[key] = quota if days is None else quota * self.days_part(days)
        return self.amounts[key]

    def judgement(self, person: str) -> Judgement:
        """How the plan's bounds came out for the person."""
        return (
            judgement(self.in_force, self.settlement, self.readings, person, is_asked=self.is_asked)
            if (person in self.own)
            else self.common
        )

    def assumption(self, component: str, measure: str | None) -> Fraction | None:
        """What a component's measure is assumed to come to, by the component's name or else the measure's."""
        if self.is_asked:
            for name in (f"{self.plan.id}.{component}", component, measure):
                if name is not None and name in self.assumed:
                    return self.assumed[name]
        return None


def period_share(plan: PayPlan, term: Term, settlement: Settlement) -> Fraction:
    """The part of the pay's period that the whole period is: by months, or else by days.

    By days, of the pay's period that the whole period's first date lies in.
    """
    per, every = plan.per, plan.pay.every
    if per is every:
        return Fraction(1)
    if per in _MONTHS and every in _MONTHS:
        return Fraction(_MONTHS[per], _MONTHS[every])
    first, after = whole_period(term, every, settlement.whole_first)
    return Fraction(settlement.whole_days, (after - first).days)


def judgement(
    in_force: InForce, settlement: Settlement, readings: Readings, person: str | None, *, is_asked: bool
) -> Judgement:
    """How the plan's bounds came out for the person, or by the parties' values alone."""

    def look(of: str) -> Looked:
        first, after = settlement.first, settlement.after
        return readings.look(settlement.version, of, first, after, person, is_asked=is_asked)

    plan, agreement = settlement.plan, in_force.agreement
    gates = tuple(judge(agreement, gate.unless, look) for gate in plan.gates)
    modifiers = tuple(judge(agreement, modifier.if_, look) for modifier in plan.modifiers)
    kickers = {kicker.id: judge(agreement, kicker.if_, look) for kicker in plan.kickers.values()}
    everything = [one for some in (*gates, *modifiers, *kickers.values()) for one in some]
    is_open = any(one.looked.is_open for one in everything)
    return Judgement(gates=gates, modifiers=modifiers, kickers=kickers, is_open=is_open)


def terms(  # the parts of a settlement that nobody in it changes
    in_force: InForce,
    settlement: Settlement,
    stays: Mapping[str, Stays],
    readings: Readings,
    assumed: Mapping[str, Fraction],
    *,
    is_asked: bool,
) -> Terms:
    """The terms of a settlement; raises `ValueError` for a version without compensation."""
    compensation = in_force.agreement.compensation
    if compensation is None:
        raise ValueError(f"version {in_force.agreement.version} has no compensation")
    bounded = {asked.of for asked in settlement.readings if asked.kind != "measure"}
    first, after = settlement.first, settlement.after
    return Terms(
        in_force=in_force,
        settlement=settlement,
        rounding=compensation.rounding,
        share=period_share(settlement.plan, in_force.term, settlement),
        stays=stays,
        readings=readings,
        assumed=assumed,
        is_asked=is_asked,
        common=judgement(in_force, settlement, readings, None, is_asked=is_asked),
        own=frozenset().union(*(readings.own(settlement.version, of, first, after) for of in bounded)),
    )


def is_credited(measure: Measure | None) -> bool:
    """Whether rows are credited towards the measure; shares and ratios are read as a whole."""
    return isinstance(measure, Count | Leads | Sum)
