"""What the lines of a plan beside its components say."""

from fractions import Fraction

from slakit.model import Release
from tests.pay.making import SPAN, agreement, facts, line, only, paid, plan, row


def test_what_is_held_in_vain_is_said_of_each_row_it_is_held_of() -> None:
    half = Fraction(1, 2)
    release = Release(booking=half, cash=half, event="payment", sum="collected", of="amount", span=SPAN)
    deal = Fraction(30_000)
    known = facts(
        row("2027-02-10", 30_000, deal=deal),
        row("2027-02-11", -10_000, deal=Fraction(-10_000)),
        row("2027-02-12", 5_000, deal=Fraction(0)),
        row("2027-02-13", 5_000, "L2"),
        row("2027-02-14", 5_000, lead_id=None, deal=deal),
        row("2027-02-15", 0, "L3"),
    )
    held = line(only(paid(agreement(plan(release=release)), known, "2027-Q1")), "reps.bookings.held")
    # Nothing is held of a credit note, nor of a row of nothing; L1's own money releases its first deal.
    assert held.notes == (
        "a row without a lead, on 2027-02-14: so never released",
        "L1, on 2027-02-12: without a worth above 0, so never released",
        "L2, on 2027-02-13: without a worth above 0, so never released",
    )
