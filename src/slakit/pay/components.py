"""What each component of a plan pays one person for one settlement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from slakit.model import Component
from slakit.pay.attainment import Attained, attained
from slakit.pay.bounds import all_reached, any_missed
from slakit.pay.exact import ONE, ZERO, paid
from slakit.pay.facts import Credited
from slakit.pay.statement import Factor, Slice
from slakit.pay.terms import Judgement, Terms
from slakit.payout import payout


@dataclass(frozen=True, kw_only=True, slots=True)
class Earned:
    """A component's pay, with all that it was made of: `full` x `payout` x `factor` is `exact`.

    `counted` is the attainment that counts after gates, none below 0; `cap` the least cap of the gates that hold it
    back.
    """

    component: Component
    attained: Attained
    cap: Fraction | None
    counted: Fraction | None
    payout: Fraction
    full: Fraction
    factor: Fraction
    exact: Fraction
    amount: Fraction


def earned(
    terms: Terms,
    person: str,
    days: int,
    judgement: Judgement,
    rows: Mapping[str, Sequence[Credited]],
    carried: Mapping[str, Fraction],
) -> tuple[Earned, ...]:
    """What each component pays; `rows` and `carried` are by component."""
    plan = terms.plan
    variable = plan.pay.variable * terms.share * terms.days_part(days)
    factor = ONE
    for modifier, judged in zip(plan.modifiers, judgement.modifiers, strict=True):
        factor = factor * modifier.factor if all_reached(judged) else factor
    caps: dict[str, Fraction] = {}
    for gate, judged in zip(plan.gates, judgement.gates, strict=True):
        if any_missed(judged):
            caps |= {name: min(cap, caps.get(name, cap)) for name, cap in gate.cap.items()}
    found = []
    for name, component in plan.components.items():
        of_rows = attained(terms, component, person, days, rows.get(name, ()), carried.get(name, ZERO))
        full = variable * component.weight
        found.append(_earned(terms, component, of_rows, caps.get(name), full, factor))
    return tuple(found)


def _earned(
    terms: Terms, component: Component, of_rows: Attained, cap: Fraction | None, full: Fraction, factor: Fraction
) -> Earned:
    counted = None if of_rows.value is None else max(of_rows.value, ZERO)
    if counted is not None and cap is not None:
        counted = min(counted, cap)
    pays = ZERO if counted is None else payout(component, counted)
    exact = full * pays * factor
    return Earned(
        component=component,
        attained=of_rows,
        cap=cap,
        counted=counted,
        payout=pays,
        full=full,
        factor=factor,
        exact=exact,
        amount=paid(exact, terms.rounding),
    )


def slices(one: Earned) -> tuple[Slice, ...]:
    """The slices of attainment that are paid, each at one rate; together they are the payout."""
    component, counted = one.component, one.counted
    if counted is None or component.mode == "interpolated":
        return ()
    found: list[Slice] = []
    low, left = ZERO, component.pays_at_most
    for place, tier in enumerate(component.tiers, start=1):
        high = counted if tier.up_to is None else min(counted, tier.up_to)
        if component.mode == "retroactive":
            if high < counted:
                continue
            high = counted
        if high <= low or left == 0:
            break
        if left is not None and (high - low) * tier.rate > left:
            high = low + left / tier.rate
        found.append(Slice(from_=low, up_to=high, rate=tier.rate, tier=place))
        left = None if left is None else left - found[-1].payout
        low = high
        if component.mode == "retroactive":
            break
    return tuple(found)


def factors(terms: Terms, judgement: Judgement, component: Component) -> tuple[Factor, ...]:
    """The gates on the component and the modifiers, each with the value that was looked at.

    Of a gate each bound that is missed applies; of a modifier all its bounds do or none, the first with the factor.
    """
    found: list[Factor] = []
    for gate, judged in zip(terms.plan.gates, judgement.gates, strict=True):
        if component.id in gate.cap:
            found += [
                Factor(
                    kind="gate",
                    of=one.of,
                    person=one.looked.person,
                    value=one.looked.value,
                    bound=one.words,
                    applies=one.reached is False,
                    is_open=one.looked.is_open,
                    effect=gate.cap[component.id],
                    span=one.bound.span,
                )
                for one in judged
            ]
    for modifier, judged in zip(terms.plan.modifiers, judgement.modifiers, strict=True):
        applies = all_reached(judged)
        found += [
            Factor(
                kind="modifier",
                of=one.of,
                person=one.looked.person,
                value=one.looked.value,
                bound=one.words,
                applies=applies,
                is_open=one.looked.is_open,
                effect=ONE if place else modifier.factor,
                span=one.bound.span,
            )
            for place, one in enumerate(judged)
        ]
    return tuple(found)
