"""Draws: what lifts pay to what is granted, and how it is paid back."""

from dataclasses import dataclass
from fractions import Fraction

from slakit.pay.counting import granted
from slakit.pay.exact import ZERO, paid, paid_at_most
from slakit.pay.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """`amount` is above 0 where it lifts what is `earned` to what is `granted`, below 0 where it pays back.

    `before` and `balance` are what is still to be paid back, before and after.
    """

    earned: Fraction
    granted: Fraction
    before: Fraction
    exact: Fraction
    amount: Fraction
    balance: Fraction


def drawn(terms: Terms, person: str, earned: Fraction, balance: Fraction) -> Drawn | None:
    """The draw of a settlement in which so much was earned; None where nothing is drawn or paid back.

    What a plan granted is paid back even where the plan grants nothing more, but never so that pay falls under it.
    """
    draw, settlement = terms.plan.draw, terms.settlement
    if draw is None and not balance:
        return None
    stays = terms.stays[person]
    floor = ZERO if draw is None else granted(draw, terms.term, stays, settlement.first, settlement.after)
    if floor > 0 and earned < floor:
        exact = floor - earned
    elif earned > floor and balance > 0:
        exact = -min(balance, earned - floor)
    else:
        return None
    # Rounded up, more could be kept back than is owed, or pay fall under the draw: what is left stays in the balance.
    amount = paid(exact, terms.rounding) if exact > 0 else -paid_at_most(-exact, -exact, terms.rounding)
    is_owed = exact < 0 or (draw is not None and draw.kind == "recoverable")
    return Drawn(
        earned=earned,
        granted=floor,
        before=balance,
        exact=exact,
        amount=amount,
        balance=balance + amount if is_owed else balance,
    )
