"""Pools in words: when they are paid, how much, and how they are dealt out."""

from typing import assert_never

from slakit.document.pay_credit import credit_words
from slakit.model import Pool, Rounding
from slakit.payout import dealt
from slakit.wording.measures import measure_words
from slakit.wording.numbers import grouped, money, rate
from slakit.wording.phrases import listed, quoted, readable
from slakit.wording.speech import Speech


def pool_words(speech: Speech, rounding: Rounding, pool: Pool) -> str:
    """When a pool is paid, how much, and how it is dealt out."""
    currency = speech.currency
    amount = money(pool.amount, currency)
    if pool.points:
        first, last = rate(pool.points[0][0]), rate(pool.points[-1][0])
        points = listed([f"{rate(y)} of it at {rate(x)}" for x, y in pool.points])
        text = (
            f"From {amount}, {points} of the goal {speech.promise(pool.goal)}, on a straight line in between, is shared"
            f" out, nothing under {first} and no more above {last}"
        )
    else:
        text = f"When the goal {speech.promise(pool.goal)} is met, {amount} is shared out"
    shares = [(party, pool.share[party]) for party in speech.agreement.parties if party in pool.share]
    amounts = dealt(pool.amount, [part for _, part in shares], rounding)
    parts = [
        f"{rate(part)} ({money(share, currency)}) to {speech.party(party)}"
        for (party, part), share in zip(shares, amounts, strict=True)
    ]
    return f"{text}: {listed(parts)}. {_among_people(speech, pool)}"


def _among_people(speech: Speech, pool: Pool) -> str:
    """How the part of a party is dealt out among its people."""
    days = "their days on the roster in the goal's time"
    match pool.split:
        case "equal":
            return f"Among all people of each it is dealt out by {days}."
        case "weighted":
            weights = [f"{grouped(weight)} for {quoted(readable(role))}" for role, weight in pool.weights.items()]
            weighed = listed([*weights, "one for everybody else"])
            return f"Among all people of each it is dealt out by {days}, times a weight: {weighed}."
        case "contribution":
            measured = measure_words(speech, pool.measure) if pool.measure is not None else ""
            credited = credit_words(speech, pool.credit) if pool.credit is not None else ""
            text = f"Among all people of each it is dealt out by what they contributed in the goal's time: {measured}"
            return f"{text}, credited as follows: {credited}. What comes to less than zero counts as none."
        case _:
            assert_never(pool.split)
