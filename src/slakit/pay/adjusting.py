"""What is paid of a row later: released as cash comes in, and taken back when the row is undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from slakit.pay.collecting import Coming
from slakit.pay.exact import ONE, ZERO, dealt, paid
from slakit.pay.paid_rows import PaidRow
from slakit.pay.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """A release or clawback of one row on one local date; `amounts` are those of the row's parts.

    Of a release, `coming` is what has been paid of the deal by then, `part` the part of it that is, `in_all` what is
    released of the row by that, exactly, and `had` what was released before, as it was paid. Where a clawback has
    taken the row back before, `left` is the part that it left, and `kept` the part of the deal that was paid by then.
    Of a clawback, `part` is taken back of what had been paid by then, `had`.
    """

    kind: Literal["release", "clawback"]
    paid_row: PaidRow
    day: date
    exact: Fraction
    amount: Fraction
    amounts: tuple[Fraction, ...]
    part: Fraction
    had: Fraction
    coming: Coming | None = None
    in_all: Fraction = ZERO
    left: Fraction = ONE
    kept: Fraction = ZERO


def adjustments(paid_row: PaidRow, comings: Sequence[Coming]) -> Iterator[Adjustment]:
    """Every release and clawback of the row, in order of time; `comings` are what is paid of its deal, in that order.

    At one instant, money comes in before the row is taken back. After a clawback the rest of the row is released only
    in so far as it was not taken back.
    """
    row, rounding = paid_row.row, paid_row.terms.rounding
    held, worth = paid_row.held, row.deal
    released = exact_released = ZERO
    reached, left, kept = ZERO, ONE, ZERO
    if not held or worth is None or worth <= 0:
        comings = ()
    for day, last in _by_turns(comings, row.taken_back_at, row.taken_back):
        if last is None:
            part = taken_part(paid_row)
            had = paid_row.booked + released
            exact = -part * had
            amount = paid(exact, rounding)
            left, kept = ONE - part, reached
            if amount or exact:
                yield _adjustment("clawback", paid_row, day, exact, amount, part=part, had=had)
            continue
        exact = held * (last.part - reached) * left
        reached = last.part
        exact_released += exact
        amount = paid(exact_released, rounding) - released
        had, released = released, released + amount
        if amount or exact:
            more = {"part": last.part, "had": had, "in_all": exact_released, "left": left, "kept": kept}
            yield _adjustment("release", paid_row, day, exact, amount, last, **more)


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
    coming: Coming | None = None,
    **numbers: Fraction,
) -> Adjustment:
    amounts = _dealt(amount, _weights(kind, paid_row, numbers["had"]), paid_row.terms)
    return Adjustment(
        kind=kind, paid_row=paid_row, day=day, exact=exact, amount=amount, amounts=amounts, coming=coming, **numbers
    )


def _weights(kind: Literal["release", "clawback"], paid_row: PaidRow, had: Fraction) -> list[Fraction]:
    """What each part has a share in: of a release what is held of it, of a clawback what was paid of it by then."""
    if kind == "release":
        return [part.held for part in paid_row.parts]
    released = (had - paid_row.booked) / paid_row.held if paid_row.held else ZERO
    return [part.booked + part.held * released for part in paid_row.parts]


def _dealt(amount: Fraction, weights: Sequence[Fraction], terms: Terms) -> tuple[Fraction, ...]:
    sign = -1 if amount < 0 else 1
    return tuple(sign * one for one in dealt(abs(amount), weights, terms.rounding))


def _by_turns(
    comings: Sequence[Coming], taken_back_at: int | None, taken_back: date | None
) -> Iterator[tuple[date, Coming | None]]:
    """What has come in by the end of each date, and before the taking back (None) where that lies within it."""
    last: Coming | None = None
    waiting = taken_back_at is not None and taken_back is not None
    for one in comings:
        if waiting and taken_back_at is not None and taken_back is not None and one.at > taken_back_at:
            if last:
                yield last.day, last
            yield taken_back, None
            last, waiting = None, False
        if last and last.day != one.day:
            yield last.day, last
        last = one
    if last:
        yield last.day, last
    if waiting and taken_back is not None:
        yield taken_back, None
