"""The plan from a goal to leads, and compensation."""

from collections.abc import Mapping
from fractions import Fraction

from slakit.digest.canonical_json import Json
from slakit.digest.conditions import condition
from slakit.digest.promises import bound
from slakit.digest.spelling import Object, day, duration, given, number, people, words
from slakit.model import (
    Bound,
    Capacity,
    Clawback,
    Component,
    Credit,
    Draw,
    Kicker,
    PayPlan,
    Plan,
    Pool,
    Ramp,
    Release,
    Rounding,
    Spif,
)


def plan(found: Plan) -> Object:
    """The arithmetic from a goal to leads."""
    return {
        "goal": found.goal,
        "share": number(found.share),
        "average_deal": number(found.average_deal),
        **given(rates=_numbers(found.rates), capacity=_capacity(found.capacity)),
    }


def _capacity(found: Capacity | None) -> Object | None:
    if found is None:
        return None
    return {
        "hours": number(found.hours),
        "per": found.per.value,
        "minutes_per_attempt": number(found.minutes_per_attempt),
        **(people(found.people) or {}),
        **given(count=number(found.count)),
    }


def rounding(found: Rounding) -> Object:
    """How amounts are rounded."""
    return {"mode": found.mode, "quantum": number(found.quantum), "at": found.at}


def pay_plan(found: PayPlan) -> Object:
    """A pay plan with its components."""
    pay = found.pay
    return {
        **words(found),
        **(people(found.people) or {}),
        "pay": {
            "ote": number(pay.ote),
            "base": number(pay.base),
            "variable": number(pay.variable),
            "every": pay.every.value,
        },
        "per": found.per.value,
        "components": {component.id: _component(component) for component in found.components.values()},
        **given(
            credit=_credit(found.credit),
            gates=[{"unless": _bounds(gate.unless), "cap": _numbers(gate.cap)} for gate in found.gates],
            modifiers=[{"if": _bounds(one.if_), "factor": number(one.factor)} for one in found.modifiers],
            kickers={one.id: _kicker(one) for one in found.kickers.values()},
            spifs={one.id: _spif(one) for one in found.spifs.values()},
            pays_at_most=number(found.pays_at_most),
            release=_release(found.release),
            clawback=_clawback(found.clawback),
            draw=_draw(found.draw),
            ramp=_ramp(found.ramp),
        ),
    }


def _credit(found: Credit | None) -> Object | None:
    """One field that names a person stands as its name; several, or one with a part of its own, as a list."""
    if found is None:
        return None
    to: list[Json] = [
        {"field": one.field, **given(share=number(one.share), share_field=one.share_field)} for one in found.to
    ]
    alone = len(found.to) == 1 and found.to[0].share == 1 and found.to[0].share_field is None
    return {
        "to": found.to[0].field if alone else to,
        "event": found.event,
        **given(rolls_up_to=found.rolls_up_to, team=people(found.team), overlay=found.overlay or None),
    }


def _component(found: Component) -> Object:
    tiers: list[Json] = [given(up_to=number(tier.up_to), rate=number(tier.rate)) for tier in found.tiers]
    return {
        **words(found),
        "weight": number(found.weight),
        "mode": found.mode,
        **given(
            measure=found.measure,
            quota=number(found.quota),
            goal=found.goal,
            tiers=tiers,
            points=_points(found.points),
            below=number(found.below),
            pays_at_most=number(found.pays_at_most),
        ),
    }


def _points(found: tuple[tuple[Fraction, Fraction], ...]) -> list[Json]:
    return [[number(attained), number(paid)] for attained, paid in found]


def _numbers(found: Mapping[str, Fraction]) -> Object:
    return {name: number(value) for name, value in found.items()}


def _bounds(found: Mapping[str, Bound]) -> Object:
    return {name: bound(one) for name, one in found.items()}


def _kicker(found: Kicker) -> Object:
    return {
        **words(found),
        "amount": number(found.amount),
        **given(if_=_bounds(found.if_), attainment=_numbers(found.attainment)),
    }


def _spif(found: Spif) -> Object:
    return {
        **words(found),
        "event": found.event,
        "from": day(found.from_),
        "through": day(found.through),
        **given(
            when=condition(found.when),
            amount=number(found.amount),
            rate=number(found.rate),
            of=found.of,
            pays_at_most=number(found.pays_at_most),
        ),
    }


def _release(found: Release | None) -> Object | None:
    if found is None:
        return None
    parts: Object = {"booking": number(found.booking), "cash": number(found.cash)}
    return {**parts, "event": found.event, "sum": found.sum, "of": found.of}


def _clawback(found: Clawback | None) -> Object | None:
    if found is None:
        return None
    return {"event": found.event, "within": duration(found.within), "basis": found.basis}


def _draw(found: Draw | None) -> Object | None:
    if found is None:
        return None
    return {
        "kind": found.kind,
        "amount": number(found.amount),
        "per": found.per.value,
        **given(periods=number(found.periods)),
    }


def _ramp(found: Ramp | None) -> Object | None:
    if found is None:
        return None
    return {"quota": [number(step) for step in found.quota], "per": found.per.value}


def pool(found: Pool) -> Object:
    """A pool of money for a goal."""
    return {
        **words(found),
        "goal": found.goal,
        "amount": number(found.amount),
        "split": found.split,
        **given(
            share=_numbers(found.share),
            points=_points(found.points),
            weights=_numbers(found.weights),
            measure=found.measure,
            credit=_credit(found.credit),
        ),
    }
