"""How the money of a lead pays its deals in turn: the earliest first, those taken back last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from heapq import heappop, heappush
from itertools import groupby

from slakit.pay.exact import ZERO, total
from slakit.pay.facts import Claim, Collected, Facts


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """What of the deals of one instant is paid in all, from the instant `at` on the local date `day` on.

    `worth` is what they are worth, never 0. Of the lead `collected` has come in by then in all, less what went back to
    the customer, which is `returned`.
    """

    at: int
    day: date
    paid: Fraction
    worth: Fraction
    collected: Fraction
    returned: Fraction

    @property
    def part(self) -> Fraction:
        """The part of the deals that is paid."""
        return self.paid / self.worth


DealKey = tuple[int, str, str, int]
"""Version, plan, lead and instant."""


def comings_by_deal(facts: Facts) -> dict[DealKey, Sequence[Coming]]:
    """What comes in for the deals of every lead, in order of time."""
    leads: dict[tuple[int, str, str], tuple[list[Claim], list[Collected]]] = {}
    for claim in facts.claims:
        leads.setdefault((claim.version, claim.plan, claim.lead_id), ([], []))[0].append(claim)
    for payment in facts.collected:
        leads.setdefault((payment.version, payment.plan, payment.lead_id), ([], []))[1].append(payment)
    return {(*key, at): those for key, lead in leads.items() for at, those in coming(*lead).items()}


def coming(claims: Iterable[Claim], payments: Iterable[Collected]) -> Mapping[int, Sequence[Coming]]:
    """What has come in for the deals of one lead by the end of each date, by their instant, in order of time.

    Where a deal is taken back on a date, what has come in by then stands beside it.

    A payment goes to the earliest deal that is not paid in full, to those taken back after all others. What is left
    over waits for the next deal. A refund goes the other way: it takes what was left over, then from the last in turn.
    Where more goes back than has come in, that has to come in again before anything counts. At one instant a deal is
    made, then the money of that instant counts together, then a deal is taken back.
    """
    made = {claim.at: claim for claim in claims}
    moved = {at: list(those) for at, those in groupby(sorted(payments, key=_at), key=_at)}
    taken = sorted((one.taken_back_at, one.at) for one in made.values() if one.taken_back_at is not None)
    found: dict[int, list[Coming]] = {at: [] for at in made}
    turns, collected, returned, backs = _Turns(), ZERO, ZERO, 0
    for at in sorted({*made, *moved}):
        while backs < len(taken) and taken[backs][0] < at:
            turns.take_back(taken[backs][1])
            backs += 1
        if at in made:
            turns.make(made[at])
        money = total(one.value for one in moved.get(at, ()))
        collected += money
        returned -= total(one.value for one in moved.get(at, ()) if one.value < 0)
        day = made[at].day if at in made else moved[at][0].day
        for deal in turns.move(money):
            one = Coming(at=at, day=day, paid=deal.paid, worth=deal.claim.worth, collected=collected, returned=returned)
            _note(found[deal.claim.at], one, deal.claim.taken_back_at)
    return found


def _note(those: list[Coming], one: Coming, taken_back_at: int | None) -> None:
    """Add what comes in; of a date only the last counts, and the last before the deal is taken back on it."""
    last = those[-1] if those else None
    if last is None or last.day != one.day or (taken_back_at is not None and last.at <= taken_back_at < one.at):
        those.append(one)
    else:
        those[-1] = one


def _at(payment: Collected) -> int:
    return payment.at


@dataclass(kw_only=True, slots=True)
class _Deal:
    claim: Claim
    paid: Fraction = ZERO
    is_back: bool = False


@dataclass(slots=True)
class _Turns:
    """The deals of a lead and the money `over`: above 0 all deals are paid in full, below 0 none is at all.

    In both heaps an entry is stale where the deal has been taken back since, or is not as the heap says any more.
    """

    deals: dict[int, _Deal] = field(default_factory=dict)
    over: Fraction = ZERO
    owing: list[tuple[bool, int]] = field(default_factory=list)
    """Deals not paid in full, as payments meet them."""
    paid: list[tuple[bool, int]] = field(default_factory=list)
    """Deals of which something is paid, as refunds meet them: taken back or not negated, instants negative."""

    def make(self, claim: Claim) -> None:
        """A deal is made; of one worth nothing nothing is ever paid."""
        if claim.worth > 0:
            self.deals[claim.at] = _Deal(claim=claim)
            heappush(self.owing, (False, claim.at))

    def take_back(self, at: int) -> None:
        """A deal is taken back: it waits behind all others, and gives its money back before them."""
        deal = self.deals.get(at)
        if deal is None:
            return
        deal.is_back = True
        if deal.paid < deal.claim.worth:
            heappush(self.owing, (True, at))
        if deal.paid:
            heappush(self.paid, (False, -at))

    def move(self, money: Fraction) -> list[_Deal]:
        """Money comes in or, below 0, goes back; the deals of which more or less is paid now."""
        self.over += money
        changed: dict[int, _Deal] = {}
        while self.over > 0 and self.owing:
            is_back, at = heappop(self.owing)
            deal = self.deals[at]
            missing = deal.claim.worth - deal.paid
            if deal.is_back == is_back and missing:
                self._pay(deal, min(missing, self.over))
                changed[at] = deal
        while self.over < 0 and self.paid:
            is_not_back, at = heappop(self.paid)
            deal = self.deals[-at]
            if deal.is_back != is_not_back and deal.paid:
                self._pay(deal, max(-deal.paid, self.over))
                changed[-at] = deal
        return list(changed.values())

    def _pay(self, deal: _Deal, money: Fraction) -> None:
        """Move money of `over` to the deal (or back), and note where the deal stands now."""
        was_paid, was_full = bool(deal.paid), deal.paid == deal.claim.worth
        deal.paid += money
        self.over -= money
        if deal.paid < deal.claim.worth and (was_full or money > 0):
            heappush(self.owing, (deal.is_back, deal.claim.at))
        if deal.paid and (not was_paid or money < 0):
            heappush(self.paid, (not deal.is_back, -deal.claim.at))
