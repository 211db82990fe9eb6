"""Where a pay curve is level and how high it goes, against the payout of every attainment in small steps."""

from fractions import Fraction
from random import Random

import pytest

from slakit.diagnostics import Span
from slakit.model import Component, Tier
from slakit.payout import payout
from slakit.reasoning.pay_curve import is_level, most, starts, uncapped_most

HERE = Span("agreement.yaml")
STEP = Fraction(1, 8)
FAR = 48
"""Steps up to 600%, beyond all bounds and caps that are drawn."""


def drawn(random: Random) -> Component:
    """A component with bounds, rates and a cap in quarters; rates of 0 and falls included."""
    bounds = sorted(random.sample(range(1, 9), random.randrange(1, 4)))
    rates = [Fraction(random.choice((0, 0, 2, 4, 6)), 4) for _ in range(4)]
    cap = random.choice((None, None, Fraction(random.randrange(8), 4)))
    if random.randrange(3) == 0:
        points = tuple((Fraction(bound, 4), rate) for bound, rate in zip(bounds, rates, strict=False))
        below = random.choice((None, Fraction(1, 4)))
        return Component(
            id="c", span=HERE, weight=Fraction(1), mode="interpolated", points=points, below=below, pays_at_most=cap
        )
    ends = [*(Fraction(bound, 4) for bound in bounds), None]
    tiers = tuple(Tier(up_to=end, rate=rate, span=HERE) for end, rate in zip(ends, rates, strict=False))
    mode = "marginal" if random.randrange(2) else "retroactive"
    return Component(
        id="c",
        span=HERE,
        weight=Fraction(1),
        mode="marginal" if mode == "marginal" else "retroactive",
        tiers=tiers,
        pays_at_most=cap,
    )


@pytest.mark.parametrize("seed", range(150))
def test_level_and_most(seed: int) -> None:
    component = drawn(Random(seed))  # noqa: S311 - examples, not secrets
    paid = [payout(component, step * STEP) for step in range(FAR + 1)]
    for step in range(20):
        assert is_level(component, step * STEP) == (len(set(paid[step:])) == 1), (component, step)
    rises = component.pays_at_most is None and paid[-1] > paid[-2]
    highest = most(component)
    if rises:
        assert highest is None
    else:
        # a retroactive tier that falls is highest at its end, and one that rises where it begins
        assert highest is not None
        assert highest >= max(paid)
        assert highest in {*paid, *_jumps(component)}
    assert uncapped_most(component) is None or highest is not None


def _jumps(component: Component) -> set[Fraction]:
    """What a retroactive component pays just beyond a bound."""
    cap = component.pays_at_most
    pays = {low * tier.rate for tier, low in zip(component.tiers, starts(component), strict=False)}
    return pays if cap is None else {min(each, cap) for each in pays}


@pytest.mark.parametrize("mode", ["marginal", "retroactive"])
def test_each_of_very_many_tiers_is_looked_at_once(mode: str) -> None:
    many = 4_000
    tiers = [Tier(up_to=Fraction(number, many), rate=Fraction(1), span=HERE) for number in range(1, many + 1)]
    last = Tier(up_to=None, rate=Fraction(0), span=HERE)
    component = Component(
        id="c",
        span=HERE,
        weight=Fraction(1),
        mode="marginal" if mode == "marginal" else "retroactive",
        tiers=(*tiers, last),
    )
    assert most(component) == 1
