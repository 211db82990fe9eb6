"""Periods counted from a person's first day in a plan: how far a ramp has come, and what a draw grants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from slakit.commitments.periods import whole_period
from slakit.model import Draw, Per, Ramp, Term
from slakit.pay.exact import ONE, ZERO, total
from slakit.pay.stays import Stay, Stays

LAST_DAY_OF_A_FIRST_MONTH = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A calendar period that a stay has `days` in: the `number`th of the stay, from 1, of `whole_days` in all."""

    number: int
    days: int
    whole_days: int


def counted(term: Term, per: Per, stay: Stay, first: date, after: date) -> Iterator[Counted]:
    """The periods in which the stay has a day from `first` to before `after`, in order.

    The period of the stay's first day is the first one if that day is one of its first 15 (of a month) or lies in its
    first half; else the next period is the first one, and the rest of this one counts as the first, too.
    """
    common = stay.within(first, after)
    if common is None:
        return
    day, ends = common
    while day < ends:
        begins, following = whole_period(term, per, day)
        number = max(1, _passed(term, per, stay.first, begins) + (1 if _is_early(term, per, stay.first) else 0))
        yield Counted(number=number, days=(min(following, ends) - day).days, whole_days=(following - begins).days)
        day = following


def ramped(ramp: Ramp | None, term: Term, those: Stays, first: date, after: date) -> Fraction:
    """The part of the quota that is due: the mean of the ramp's parts over the periods with a day of the stays."""
    if ramp is None:
        return ONE
    parts = [
        ramp.quota[one.number - 1] if one.number <= len(ramp.quota) else ONE
        for stay in those
        for one in counted(term, ramp.per, stay, first, after)
    ]
    return total(parts) / len(parts) if parts else ONE


def granted(draw: Draw, term: Term, those: Stays, first: date, after: date) -> Fraction:
    """What the draw grants for the days of the stays: its amount by their part of each of its periods."""
    parts = [
        Fraction(one.days, one.whole_days)
        for stay in those
        for one in counted(term, draw.per, stay, first, after)
        if draw.periods is None or one.number <= draw.periods
    ]
    return draw.amount * total(parts) if parts else ZERO


def _is_early(term: Term, per: Per, day: date) -> bool:
    begins, following = whole_period(term, per, day)
    if per is Per.MONTH:
        return day.day <= LAST_DAY_OF_A_FIRST_MONTH
    return 2 * (day - begins).days < (following - begins).days


def _passed(term: Term, per: Per, day: date, begins: date) -> int:
    """How many periods lie between the one of `day` and the one that `begins`."""
    earliest, _ = whole_period(term, per, day)
    match per:
        case Per.TERM:
            return 0
        case Per.DAY:
            return (begins - earliest).days
        case Per.WEEK:
            return (begins - earliest).days // 7
        case Per.MONTH | Per.QUARTER | Per.YEAR:
            months = 12 * (begins.year - earliest.year) + begins.month - earliest.month
            return months // {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}[per]
