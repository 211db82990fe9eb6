"""What is paid of a row later: released as cash comes in, and taken back when the row is undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from slakit.pay.exact import ONE, ZERO, dealt, paid, total
from slakit.pay.facts import Collected
from slakit.pay.paid_rows import PaidRow
from slakit.pay.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """A release or clawback of one row on one local date; `amounts` are those of the row's parts.

    Of a release, `collected` is all that has come in, `part` how much of the row is released by it in all, `left` the
    part that no clawback has taken before. Of a clawback, `part` is taken back of what had been `had` by then.
    """

    kind: Literal["release", "clawback"]
    paid_row: PaidRow
    day: date
    exact: Fraction
    amount: Fraction
    amounts: tuple[Fraction, ...]
    part: Fraction
    had: Fraction
    collected: Fraction = ZERO
    left: Fraction = ONE


def adjustments(paid_row: PaidRow, payments: Sequence[Collected]) -> Iterator[Adjustment]:
    """Every release and clawback of the row, in order of time; `payments` are those of its lead, in order of time.

    At one instant, money comes in before the row is taken back. After a clawback the rest of the row is released only
    in so far as it was not taken back.
    """
    row, rounding = paid_row.row, paid_row.terms.rounding
    held, worth = paid_row.held, row.deal
    released = exact_released = collected = ZERO
    reached, left = ZERO, ONE
    coming = [one for one in payments if one.at >= row.at] if held and worth is not None and worth > 0 else []
    for day, those in _by_turns(coming, row.taken_back_at, row.taken_back):
        if those is None:
            part = taken_part(paid_row)
            had = paid_row.booked + released
            exact = -part * had
            amount = paid(exact, rounding)
            left = ONE - part
            if amount or exact:
                yield _adjustment("clawback", paid_row, day, exact, amount, part=part, had=had)
            continue
        collected += total(one.value for one in those)
        now = min(ONE, max(ZERO, collected / (worth or ONE)))
        exact = held * (now - reached) * left
        reached = now
        exact_released += exact
        amount = paid(exact_released, rounding) - released
        had, released = released, released + amount
        if amount or exact:
            yield _adjustment(
                "release", paid_row, day, exact, amount, part=now, had=had, collected=collected, left=left
            )


def taken_part(paid_row: PaidRow) -> Fraction:
    """The part of a row that is taken back: all of it, or the part of the time that was still left."""
    row, clawback = paid_row.row, paid_row.terms.plan.clawback
    if clawback is None or clawback.basis != "prorata_days" or row.window_ends is None or row.taken_back is None:
        return ONE
    whole = (row.window_ends - row.day).days
    return Fraction((row.window_ends - row.taken_back).days, whole) if whole > 0 else ONE


def _adjustment(
    kind: Literal["release", "clawback"],
    paid_row: PaidRow,
    day: date,
    exact: Fraction,
    amount: Fraction,
    **numbers: Fraction,
) -> Adjustment:
    weights = [part.held if kind == "release" else part.booked + part.held for part in paid_row.parts]
    amounts = _dealt(amount, weights, paid_row.terms)
    return Adjustment(kind=kind, paid_row=paid_row, day=day, exact=exact, amount=amount, amounts=amounts, **numbers)


def _dealt(amount: Fraction, weights: Sequence[Fraction], terms: Terms) -> tuple[Fraction, ...]:
    sign = -1 if amount < 0 else 1
    return tuple(sign * one for one in dealt(abs(amount), weights, terms.rounding))


def _by_turns(
    payments: Sequence[Collected], taken_back_at: int | None, taken_back: date | None
) -> Iterator[tuple[date, list[Collected] | None]]:
    """The payments of each date, together as far as the taking back (None) does not lie between them."""
    together: list[Collected] = []
    waiting = taken_back_at is not None and taken_back is not None
    for one in payments:
        if waiting and taken_back_at is not None and taken_back is not None and one.at > taken_back_at:
            if together:
                yield together[0].day, together
            yield taken_back, None
            together, waiting = [], False
        if together and together[0].day != one.day:
            yield together[0].day, together
            together = []
        together.append(one)
    if together:
        yield together[0].day, together
    if waiting and taken_back is not None:
        yield taken_back, None
