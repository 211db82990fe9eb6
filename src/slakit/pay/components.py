"""What each component of a plan pays one person for one settlement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from slakit.model import Component
from slakit.pay.attainment import Attained, attained, presence
from slakit.pay.bounds import Judged, all_reached, any_missed
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
    product = ONE
    for modifier, judged in zip(plan.modifiers, judgement.modifiers, strict=True):
        product = product * modifier.factor if all_reached(judged) else product
    caps: dict[str, Fraction] = {}
    for gate, judged in zip(plan.gates, judgement.gates, strict=True):
        if any_missed(judged):
            caps |= {name: min(cap, caps.get(name, cap)) for name, cap in gate.cap.items()}
    found, who = [], presence(terms, person, days)
    for name, component in plan.components.items():
        of_rows = attained(terms, component, who, rows.get(name, ()), carried.get(name, ZERO))
        found.append(_earned(terms, component, of_rows, caps.get(name), terms.full(component, days), product))
    return tuple(found)


def _earned(
    terms: Terms, component: Component, of_rows: Attained, cap: Fraction | None, full: Fraction, factor: Fraction
) -> Earned:
    counted = of_rows.value
    if counted is not None and counted.numerator < 0:
        counted = ZERO
    if counted is not None and cap is not None and cap < counted:
        counted = cap
    pays = ZERO if counted is None else payout(component, counted)
    exact = full * pays if factor is ONE else full * pays * factor
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
    counted = one.counted
    if counted is None or counted.numerator == 0 or one.component.mode == "interpolated":
        return ()
    found = _whole_slice(one, counted) if one.component.mode == "retroactive" else _slices(one, counted)
    most = one.component.pays_at_most
    return tuple(found) if most is None or one.payout < most else tuple(_cut(found, most))


def _whole_slice(one: Earned, counted: Fraction) -> list[Slice]:
    """All of the attainment at the rate of the tier that it reaches."""
    for place, tier in enumerate(one.component.tiers, start=1):
        if tier.up_to is None or counted <= tier.up_to:
            return [Slice(from_=ZERO, up_to=counted, rate=tier.rate, tier=place)]
    return []


def _slices(one: Earned, counted: Fraction) -> list[Slice]:
    """Each tier's slice, up to the attainment that counts."""
    found: list[Slice] = []
    low = ZERO
    for place, tier in enumerate(one.component.tiers, start=1):
        if tier.up_to is None or counted <= tier.up_to:
            return [*found, Slice(from_=low, up_to=counted, rate=tier.rate, tier=place)]
        found.append(Slice(from_=low, up_to=tier.up_to, rate=tier.rate, tier=place))
        low = tier.up_to
    return found


def _cut(found: Iterable[Slice], most: Fraction) -> Iterator[Slice]:
    """The slices up to where they have paid the most that there is."""
    left = most
    for one in found:
        if left <= 0:
            return
        if one.payout > left:
            yield replace(one, up_to=one.from_ + left / one.rate)
            return
        yield one
        left -= one.payout


def factors(terms: Terms, judgement: Judgement, component: Component) -> tuple[Factor, ...]:
    """The gates on the component and the modifiers, each with the value that was looked at.

    Of a gate each bound that is missed applies; of a modifier all its bounds do or none, the first with the factor.
    """
    if judgement is not terms.common:
        return (*_of_gates(terms, judgement, component), *_of_modifiers(terms, judgement))
    if component.id not in terms.factors:
        found = (*_of_gates(terms, judgement, component), *_of_modifiers(terms, judgement))
        terms.factors[component.id] = found
    return terms.factors[component.id]


def _of_gates(terms: Terms, judgement: Judgement, component: Component) -> Iterator[Factor]:
    for gate, judged in zip(terms.plan.gates, judgement.gates, strict=True):
        if component.id in gate.cap:
            for one in judged:
                yield factor(one, "gate", one.reached is False, gate.cap[component.id])


def _of_modifiers(terms: Terms, judgement: Judgement) -> Iterator[Factor]:
    for modifier, judged in zip(terms.plan.modifiers, judgement.modifiers, strict=True):
        applies = all_reached(judged)
        for place, one in enumerate(judged):
            yield factor(one, "modifier", applies, ONE if place else modifier.factor)


def factor(one: Judged, kind: Literal["gate", "modifier", "condition"], applies: bool, effect: Fraction) -> Factor:
    """What a statement says of a bound: whether its effect applies."""
    return Factor(
        kind=kind,
        of=one.of,
        person=one.looked.person,
        value=one.looked.value,
        bound=one.words,
        applies=applies,
        is_open=one.looked.is_open,
        effect=effect,
        span=one.bound.span,
        is_void=one.looked.is_void,
    )
