"""The plan's own numbers against those of history, in words."""

from fractions import Fraction

from slakit.planning.ground import Ground
from slakit.planning.planned import RateLine
from slakit.planning.shown import Converted, Deals
from slakit.wording.numbers import about, rate
from slakit.wording.phrases import quoted


def is_step(ground: Ground, line: RateLine) -> bool:
    """Whether the plan states the rate itself: a product of several would be told of twice."""
    stages = list(ground.plan.rates)
    place = stages.index(line.stage)
    return place == 0 or stages[place - 1] == line.of


def rate_text(ground: Ground, line: RateLine, past: Converted) -> str:
    """`The plan reckons with 50% of “MQL” reaching “SAL”, and of 40 leads 10 did: 25%, at best 40.2%`."""
    of, stage = (quoted(ground.title(name)) for name in (line.of, line.stage))
    best = "" if past.interval is None else f", at best {about(past.interval.high)}"
    return (
        f"The plan reckons with {rate(line.stated)} of {of} reaching {stage}, and of {past.entered:,} leads"
        f" {past.reached:,} did: {about(past.rate or Fraction())}{best}"
    )


def deal_text(ground: Ground, deals: Deals) -> str:
    """`The plan reckons with USD 2,000 a deal, and 40 deals came to USD 1,000 each, at best USD 1,000`."""
    best = "" if deals.interval is None else f", at best {ground.amount(deals.interval.high)}"
    return (
        f"The plan reckons with {ground.amount(ground.plan.average_deal)} a deal, and {deals.count:,} deals came to"
        f" {ground.amount(deals.average or Fraction())} each{best}"
    )
