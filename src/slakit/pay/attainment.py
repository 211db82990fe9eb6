"""What a component's measure or goal came to, and which part of its quota or target that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from slakit.model import Component, Goal, Leads, Ratio, ResponseTime, Share
from slakit.pay.counting import ramped
from slakit.pay.exact import ONE, ZERO, credit
from slakit.pay.facts import Credited
from slakit.pay.settlements import common_days
from slakit.pay.terms import Terms, is_credited
from slakit.whole_target import whole_target

NO_QUOTA = "the quota is 0, so there is no attainment and nothing is paid"
NO_VALUE = "there is nothing to measure, so nothing is paid"
NO_COMMON_DAY = "no day of the goal's time lies in these dates, so nothing is paid"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attained:
    """`credited` (with what is `carried` from the period before) ÷ `quota` is `value`; None where there is none.

    `rows` are what was credited. `written` is the quota or target as the agreement has it, `ramp` and `days` its parts
    that are due (`days` of `whole_days`). `carries` is what is below zero, for the period after this.
    """

    credited: Fraction | None
    quota: Fraction | None
    value: Fraction | None
    written: Fraction
    ramp: Fraction = ONE
    days: int = 1
    whole_days: int = 1
    carried: Fraction = ZERO
    carries: Fraction = ZERO
    rows: Sequence[Credited] = ()
    is_rate: bool = False
    is_open: bool = False
    is_assumed: bool = False
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """Somebody's part in a settlement: their days in the plan, and the part of the quota that their ramp asks for."""

    person: str
    days: int
    ramp: Fraction


def presence(terms: Terms, person: str, days: int) -> Presence:
    """The person's part in the settlement, in which they have so many days."""
    settlement = terms.settlement
    ramp = ramped(terms.plan.ramp, terms.term, terms.stays[person], settlement.first, settlement.after)
    return Presence(person=person, days=days, ramp=ramp)


def attained(
    terms: Terms, component: Component, who: Presence, rows: Sequence[Credited], carried: Fraction
) -> Attained:
    """What somebody attained of the component in the settlement."""
    if component.goal is not None:
        return _of_goal(terms, component, terms.agreement.goals[component.goal])
    measure = terms.agreement.measures.get(component.measure or "")
    if is_credited(measure):
        rows = first_of_each_lead(rows) if isinstance(measure, Leads) else rows
        return _of_credit(terms, component, who, rows, carried)
    return _of_reading(terms, component, who)


def _of_credit(
    terms: Terms, component: Component, who: Presence, rows: Sequence[Credited], carried: Fraction
) -> Attained:
    assumed = terms.assumption(component.id, component.measure)
    credited = credit(rows) if assumed is None else assumed
    credited = credited + carried if carried else credited
    quota = terms.quota(component, who.ramp, who.days)
    return Attained(
        credited=credited,
        quota=quota,
        value=credited / quota if quota else None,
        written=component.quota or ZERO,
        ramp=who.ramp,
        days=who.days,
        whole_days=terms.settlement.whole_days,
        carried=carried,
        carries=credited if credited.numerator < 0 else ZERO,
        rows=rows if assumed is None else (),
        is_assumed=assumed is not None,
        note=None if quota else NO_QUOTA,
    )


def _of_reading(terms: Terms, component: Component, who: Presence) -> Attained:
    """Of a share or ratio: the person's own value; its quota knows no days."""
    settlement, of = terms.settlement, f"{terms.plan.id}.{component.id}"
    assumed = terms.assumption(component.id, component.measure)
    first, after = settlement.first, settlement.after
    found = terms.readings.look(settlement.version, of, first, after, who.person, is_asked=False)
    credited = found.value if assumed is None else assumed
    quota = terms.quota(component, who.ramp, None)
    return Attained(
        credited=credited,
        quota=quota,
        value=credited / quota if quota and credited is not None else None,
        written=component.quota or ZERO,
        ramp=who.ramp,
        is_rate=True,
        is_open=found.is_open and assumed is None,
        is_assumed=assumed is not None,
        note=NO_QUOTA if not quota else NO_VALUE if credited is None else None,
    )


def _of_goal(terms: Terms, component: Component, goal: Goal) -> Attained:
    """Of a goal: everybody's together, over the part of its time that lies in the settlement."""
    measure = terms.agreement.measures[goal.measure]
    is_rate = isinstance(measure, Share | Ratio)
    settlement = terms.settlement
    common = common_days(goal, settlement.first, settlement.after)
    assumed = terms.assumption(component.id, None)
    if common is None:
        return Attained(credited=None, quota=None, value=None, written=goal.target, is_rate=is_rate, note=NO_COMMON_DAY)
    first, after = common
    found = terms.readings.look(settlement.version, goal.id, first, after, None, is_asked=terms.is_asked)
    value = found.value if assumed is None else assumed
    days, whole_days = (1, 1) if is_rate or isinstance(measure, ResponseTime) else _days(goal, (after - first).days)
    target = whole_target(measure, goal.target)
    quota = target * Fraction(days, whole_days)
    return Attained(
        credited=value,
        quota=quota,
        value=value / quota if quota and value is not None else None,
        written=target,
        days=days,
        whole_days=whole_days,
        is_rate=is_rate,
        is_open=found.is_open and assumed is None,
        is_assumed=terms.is_asked and (assumed is not None or goal.id in terms.assumed),
        note=NO_VALUE if value is None else None if quota else NO_QUOTA,
    )


def _days(goal: Goal, days: int) -> tuple[int, int]:
    return days, (goal.due - goal.from_).days + 1


def first_of_each_lead(rows: Sequence[Credited]) -> Sequence[Credited]:
    """Of each lead the first row, with all its parts for the person."""
    first: dict[str | None, tuple[int, int]] = {}
    for row in rows:
        place = (row.at, row.row)
        first[row.lead_id] = min(first.get(row.lead_id, place), place)
    return [row for row in rows if first[row.lead_id] == (row.at, row.row)]
