"""Pools: what a goal pays to several parties together, dealt out among their people so that cents add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from slakit.log.people import Roster, RosterRow
from slakit.model import Component, Leads, Pool, Rounding
from slakit.pay.attainment import first_of_each_lead
from slakit.pay.exact import ONE, ZERO, credit, dealt, total
from slakit.pay.facts import Credited
from slakit.pay.readings import Looked, Readings
from slakit.pay.settlements import InForce, PoolTime
from slakit.pay.stays import days_in, joined
from slakit.payout import payout, rounded
from slakit.whole_target import whole_target


@dataclass(frozen=True, kw_only=True, slots=True)
class Portion:
    """What one person gets of a party's part: by `weight` of the party's `weights` in all."""

    person: str
    party: str
    party_amount: Fraction
    weight: Fraction
    weights: Fraction
    rows: Sequence[Credited]
    amount: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Dealt:
    """A pool as it is paid: the goal's value, what that pays in all, each person's portion, and parties without one."""

    time: PoolTime
    in_force: InForce
    looked: Looked
    target: Fraction
    """The goal's, as it is judged."""
    is_assumed: bool
    attainment: Fraction | None
    payout: Fraction
    amount: Fraction
    portions: tuple[Portion, ...]
    without: tuple[tuple[str, Fraction], ...]
    """Parties of which nobody has any weight, and what is not dealt for that."""


def pool_rows(rows: Sequence[Credited], times: Sequence[PoolTime]) -> dict[tuple[int, str], list[Credited]]:
    """The rows that contribute to pools, by version and pool."""
    of_pools = {(time.version, time.pool.id): time for time in times if time.pool.split == "contribution"}
    found: dict[tuple[int, str], list[Credited]] = {key: [] for key in of_pools}
    for row in rows:
        time = of_pools.get((row.version, row.plan)) if not row.part else None
        if time is not None and time.first <= row.day < time.after:
            found[row.version, row.plan].append(row)
    return found


def deal_pool(
    in_force: InForce,
    time: PoolTime,
    roster: Roster,
    rows: Sequence[Credited],
    readings: Readings,
    assumed: Mapping[str, Fraction],
) -> Dealt:
    """The pool, when its goal is due: `rows` contribute to it where it is split by contribution."""
    pool, asked, agreement = time.pool, time.reading, in_force.agreement
    looked = readings.look(time.version, asked.of, asked.first, asked.after, None, is_asked=True)
    target = whole_target(agreement.measures[time.goal.measure], time.goal.target)
    attainment = looked.value / target if target and looked.value is not None else None
    pays = _payout(pool, attainment)
    if not pool.points and not time.goal.target and looked.value is not None:  # any value reaches 0
        pays = ONE if looked.value >= ZERO else ZERO
    rounding = Rounding() if agreement.compensation is None else agreement.compensation.rounding
    cents = Rounding(mode=rounding.mode, quantum=rounding.quantum, at="line")
    amount = rounded(pool.amount * pays, rounding)
    parties = [party for party in agreement.parties if party in pool.share]
    parts = dealt(amount, [pool.share[party] for party in parties], cents)
    portions: list[Portion] = []
    without: list[tuple[str, Fraction]] = []
    is_leads = isinstance(agreement.measures.get(pool.measure or ""), Leads)
    for party, part in zip(parties, parts, strict=True) if amount > 0 else ():
        weights = _weights(time, roster, party, rows, is_leads=is_leads)
        if weights:
            portions += _portions(party, part, weights, cents)
        else:
            without.append((party, part))
    return Dealt(
        time=time,
        in_force=in_force,
        looked=looked,
        target=target,
        is_assumed=asked.of in assumed,
        attainment=attainment,
        payout=pays,
        amount=amount,
        portions=tuple(portions),
        without=tuple(without),
    )


def _payout(pool: Pool, attainment: Fraction | None) -> Fraction:
    """The part of the amount that is paid: all or nothing without points, nothing below the first point."""
    if attainment is None:
        return ZERO
    if not pool.points:
        return ONE if attainment >= 1 else ZERO
    on_points = Component(id=pool.id, span=pool.span, weight=ONE, mode="interpolated", points=pool.points, below=ZERO)
    return payout(on_points, attainment)


_Weights = Sequence[tuple[str, Fraction, Sequence[Credited]]]


def _portions(party: str, part: Fraction, weights: _Weights, rounding: Rounding) -> list[Portion]:
    whole = total(weight for _, weight, _ in weights)
    amounts = dealt(part, [weight for _, weight, _ in weights], rounding)
    return [
        Portion(person=person, party=party, party_amount=part, weight=weight, weights=whole, rows=rows, amount=amount)
        for (person, weight, rows), amount in zip(weights, amounts, strict=True)
    ]


def _weights(time: PoolTime, roster: Roster, party: str, rows: Sequence[Credited], *, is_leads: bool) -> _Weights:
    """Everybody of the party with a weight above 0, by person in the order of code points."""
    of_party: dict[str, list[RosterRow]] = {}
    for row in roster.rows:
        if row.party == party:
            of_party.setdefault(row.person, []).append(row)
    credited: dict[str, list[Credited]] = {}
    for one in rows:
        credited.setdefault(one.person, []).append(one)
    found: list[tuple[str, Fraction, Sequence[Credited]]] = []
    for person in sorted(of_party):
        theirs: Sequence[Credited] = ()
        if time.pool.split == "contribution":
            stays = joined(of_party[person])
            theirs = [
                one
                for one in credited.get(person, ())
                if any(stay.first <= one.day and (stay.after is None or one.day < stay.after) for stay in stays)
            ]
            theirs = first_of_each_lead(theirs) if is_leads else theirs
            weight = credit(theirs)
        else:
            weight = _by_days(time, of_party[person])
        if weight > 0:
            found.append((person, weight, theirs))
    return found


def _by_days(time: PoolTime, rows: Sequence[RosterRow]) -> Fraction:
    """The days on the party's roster, each by the greatest weight of the roles held on it."""
    pool = time.pool
    roles = {row.role: pool.weights.get(row.role, ONE) if pool.split == "weighted" else ONE for row in rows}
    weight = below = ZERO
    for level in sorted({one for one in roles.values() if one > 0}):
        held = joined(row for row in rows if roles[row.role] >= level)
        weight += (level - below) * days_in(held, time.first, time.after)
        below = level
    return weight
