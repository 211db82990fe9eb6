"""Pools: an amount for a goal, dealt to parties and to their people."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.oracle.quantities import rate
from tests.oracle.setting import Setting
from tests.pay_oracle.crediting import credited, deals
from tests.pay_oracle.money import dealt, rounded
from tests.pay_oracle.payouts import interpolated
from tests.pay_oracle.people import covers, days_of, selected
from tests.pay_oracle.settling import Rounding
from tests.pay_oracle.spans import Span
from tests.pay_oracle.world import World, goal_span, goal_target


def pool_parts(
    world: World, setting: Setting, pool: Mapping[str, Any]
) -> tuple[list[tuple[str, Fraction]], Span, bool]:
    """Each person's part, the goal's time, and whether the goal is open."""
    goal = setting.agreement["goals"][pool["goal"]]
    time = goal_span(setting, goal)
    found = world.measured(setting, goal["measure"], time, calendar=goal.get("calendar"))
    target = goal_target(setting, goal)
    attainment = (found.value or Fraction(0)) / target if target else Fraction(0)
    paid = Fraction(int(attainment >= 1))
    if not rate(goal["target"]):
        paid = Fraction(int((found.value or Fraction(0)) >= 0))
    if "points" in pool:
        paid = interpolated(pool["points"], attainment, Fraction(0))
    rounding = Rounding.of(setting)
    amount = rounded(rate(pool["amount"]) * paid, rounding.quantum, rounding.mode)
    parties = [party for party in setting.agreement["parties"] if party in pool["share"]]
    shares = dealt(amount, [rate(pool["share"][party]) for party in parties], rounding.quantum)
    result: list[tuple[str, Fraction]] = []
    for party, share in zip(parties, shares, strict=True):
        people = sorted({str(row["person"]) for row in world.people if row.get("party") == party})
        weights = [_weight(world, setting, pool, party, person, time) for person in people]
        result += zip(people, dealt(share, weights, rounding.quantum), strict=True)
    return result, time, found.unsettled or not world.ended(setting, time)


def _weight(world: World, setting: Setting, pool: Mapping[str, Any], party: str, person: str, time: Span) -> Fraction:
    selector = {"party": party}
    match pool.get("split", "equal"):
        case "equal":
            return Fraction(len(days_of(world.people, selector, person, time)))
        case "weighted":
            weights = pool["weights"]
            rows = [row for row in world.people if row["person"] == person and selected(row, selector)]
            held = [
                [rate(weights.get(row.get("role"), "1")) for row in rows if covers(row, day)] for day in time.each()
            ]
            return sum((max(of_day) for of_day in held if of_day), Fraction(0))
        case _:
            plan = {"people": selector}
            credit = pool["credit"]
            rows_ = credited(world, setting, plan, credit, credit["event"], person, time, ever=True)
            worth = sum((row.worth for row in deals(setting, pool["measure"], rows_)), Fraction(0))
            return max(worth, Fraction(0))
