"""Pools as lines of those who share in them, and what is said of pools that nobody does."""

from collections.abc import Iterator

from slakit.pay.arithmetic import about, number, percentage, share_of_one
from slakit.pay.component_lines import ASSUMED, deals
from slakit.pay.pools import Dealt, Portion
from slakit.pay.statement import Kind, Line, Step
from slakit.wording.phrases import named


def pool_line(dealt: Dealt, portion: Portion) -> Line:
    """What one person gets of a pool."""
    pool, goal = dealt.time.pool, dealt.time.goal
    return Line(
        id=pool.id,
        kind=Kind.POOL,
        title=named(pool),
        plan=pool.id,
        version=dealt.in_force.agreement.version,
        first=dealt.time.first,
        after=dealt.time.after,
        exact=portion.party_amount * portion.weight / portion.weights,
        amount=portion.amount,
        span=pool.span,
        measure=pool.measure,
        goal=goal.id,
        credited=dealt.looked.value,
        quota=dealt.target,
        attainment=dealt.attainment,
        counted=dealt.attainment,
        payout=dealt.payout,
        full=pool.amount,
        deals=deals(portion.rows),
        steps=_steps(dealt, portion),
        notes=(ASSUMED,) if dealt.is_assumed else (),
    )


def pool_notes(dealt: Dealt) -> Iterator[str]:
    """Why a pool is not paid, or not all of it."""
    pool = dealt.time.pool
    if dealt.attainment is None and not dealt.payout:
        why = "has no value" if dealt.looked.value is None else "has a target of 0"
        yield f"{pool.id}: the goal {pool.goal} {why}, so it is not paid"
    elif dealt.attainment is not None and not dealt.payout:
        yield f"{pool.id}: the goal {pool.goal} came to {share_of_one(dealt.attainment)}, so it is not paid"
    for party, amount in dealt.without:
        yield f"{pool.id}: nobody of {party} has a share, so its {number(amount)} are not dealt"


def _steps(dealt: Dealt, portion: Portion) -> tuple[Step, ...]:
    pool = dealt.time.pool
    steps = []
    if dealt.looked.value is not None and dealt.attainment is not None:
        how = f"{number(dealt.looked.value)} ÷ {number(dealt.target)}"
        steps.append(Step(what="Attainment", how=how, result=share_of_one(dealt.attainment)))
    points = ", ".join(f"{percentage(x)} pays {percentage(y)}" for x, y in pool.points)
    how = f"on the line {points}" if points else "all of it from 100%"
    exact = portion.party_amount * portion.weight / portion.weights
    unit = "days" if pool.split == "equal" else "weighted days" if pool.split == "weighted" else "credited"
    return (
        *steps,
        Step(what="Payout", how=how, result=share_of_one(dealt.payout)),
        Step(
            what="Pool", how=f"{number(pool.amount)} × {percentage(dealt.payout)}, rounded", result=number(dealt.amount)
        ),
        Step(
            what=f"Part of {portion.party}",
            how=f"{number(dealt.amount)} × {percentage(pool.share[portion.party])}, what is left over by remainder",
            result=number(portion.party_amount),
        ),
        Step(
            what="Amount",
            how=f"{number(portion.party_amount)} × {number(portion.weight)} ÷ {number(portion.weights)} ({unit})",
            result=about(exact),
        ),
        Step(what="Dealt", how="by largest remainder, so that all parts add up", result=number(portion.amount)),
    )
