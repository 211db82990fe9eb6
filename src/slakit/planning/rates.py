"""From one stage to another: the rate that the plan states, beside what quotas imply and promise, and history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from slakit.model import Share
from slakit.planning.ground import Ground
from slakit.planning.planned import Implied, PromisedRate, RateLine, StageNeed
from slakit.planning.shown import Converted
from slakit.reasoning.back_solved import stage_before

Pair = tuple[str, str]
"""A stage, and a later one that its leads reach."""


def pairs(ground: Ground) -> tuple[Pair, ...]:
    """The stages that history is asked about: each with the next, the first with the last, and others of quotas."""
    stages = list(ground.plan.rates)
    wanted = set(pairwise(stages))
    if len(stages) > 1:
        wanted.add((stages[0], stages[-1]))
    before = stage_before(ground.agreement, ground.plan)
    if before is not None:
        wanted.add((before, stages[0]))
    for quota in ground.agreement.quotas.values():
        found = _share_of(ground, quota.measure)
        if found is not None:
            wanted.add(found)
    return tuple(_in_order(ground, (pair for pair in wanted if _stated(ground, pair) is not None)))


def stated(ground: Ground) -> dict[Pair, Fraction]:
    """The rate that the plan states for each pair that history is asked about."""
    return {pair: rate for pair in pairs(ground) if (rate := _stated(ground, pair)) is not None}


def lines(ground: Ground, needs: Sequence[StageNeed], history: Mapping[Pair, Converted]) -> tuple[RateLine, ...]:
    """A line for each pair of stages that history is asked about, or that two quotas imply a rate for."""
    before = stage_before(ground.agreement, ground.plan)
    by_stage = {need.stage or before: need for need in needs}
    stages = [*([] if before is None else [before]), *ground.plan.rates]
    implied = {pair: _implied(by_stage[pair[0]], by_stage[pair[1]]) for pair in combinations(stages, 2)}
    wanted = {*pairs(ground), *(pair for pair, found in implied.items() if found is not None)}
    return tuple(
        RateLine(
            stage=pair[1],
            of=pair[0],
            stated=rate,
            span=ground.plan.span,
            implied=implied.get(pair),
            promised=tuple(_promised(ground, pair)),
            history=history.get(pair),
        )
        for pair in _in_order(ground, wanted)
        if (rate := _stated(ground, pair)) is not None
    )


def _in_order(ground: Ground, found: Iterable[Pair]) -> list[Pair]:
    """Pairs in the order of the funnel."""
    declared = list(ground.agreement.stages)
    return sorted(found, key=lambda pair: (declared.index(pair[0]), declared.index(pair[1])))


def _stated(ground: Ground, pair: Pair) -> Fraction | None:
    """The plan's rate from one stage to a later one: the product of those on the way; None if it states none."""
    stages = list(ground.plan.rates)
    of, stage = pair
    if stage not in stages or (of not in stages and of != stage_before(ground.agreement, ground.plan)):
        return None
    first, last = stages.index(of) + 1 if of in stages else 0, stages.index(stage)
    if first > last:
        return None
    rate = Fraction(1)
    for name in stages[first : last + 1]:
        rate *= ground.plan.rates[name]
    return rate


def _implied(of: StageNeed, stage: StageNeed) -> Implied | None:
    """What the largest promises of two stages ask for together."""
    whole, part = of.most, stage.most
    if whole is None or part is None or not whole.in_all or part.in_all is None:
        return None
    same = whole.per is part.per and whole.each is not None and part.each is not None
    return Implied(
        quota=part.quota,
        of=whole.quota,
        part=part.each if same and part.each is not None else part.in_all,
        whole=whole.each if same and whole.each is not None else whole.in_all,
        per=part.per if same else None,
        span=part.span,
    )


def _promised(ground: Ground, pair: Pair) -> Iterator[PromisedRate]:
    for quota in ground.agreement.quotas.values():
        value = quota.bound.value
        if _share_of(ground, quota.measure) != pair or quota.bound.operator != "at_least" or quota.for_each is not None:
            continue
        measure = ground.agreement.measures[quota.measure]
        if isinstance(value, Fraction) and isinstance(measure, Share) and measure.when is None:
            within = "" if measure.within is None else str(measure.within)
            yield PromisedRate(quota=quota.id, rate=value, within=within, span=quota.place("at_least"))


def _share_of(ground: Ground, identifier: str) -> Pair | None:
    """The stages of a measure that is the share of one stage's leads that reach another."""
    measure = ground.agreement.measures[identifier]
    if not isinstance(measure, Share) or len(measure.of) != 1 or len(measure.share) != 1:
        return None
    (of,), (stage,) = measure.of, measure.share
    known = ground.agreement.stages
    return (of, stage) if of in known and stage in known else None
