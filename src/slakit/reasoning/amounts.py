"""What quotas and goals ask for in the periods of the term, and whether floors and ceilings of one measure clash.

Amounts are those of the evaluation: prorated by the days that the term leaves of a period, whole for counts. A
floor within a ceiling's period counts towards it; a floor's own period is filled by the ceilings that touch it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from slakit.commitments.periods import periods
from slakit.model import Agreement, Count, Field, Goal, Leads, Measure, Per, Quota, Sum, Term
from slakit.record import record
from slakit.whole_target import whole_target

MOST_DAYS = 1827
"""Days of a term that are looked at: five years."""


@record
class Amount:
    """What is asked for from `first` through `last`."""

    first: date
    last: date
    value: Fraction


@record
class Clash:
    """Several floors that a ceiling leaves no room for, or a floor that several ceilings do; one of each at least."""

    floors: tuple[Amount, ...]
    ceilings: tuple[Amount, ...]


def amounts(term: Term, promise: Quota | Goal, measure: Measure) -> list[Amount]:
    """What `promise`, on a count, leads or a sum, asks for in each period in which it asks for something."""
    if isinstance(promise, Goal):
        value = whole_target(measure, promise.target)
        if promise.target and not value:  # what is brought to 0 is not asked for
            return []
        return [Amount(first=promise.from_, last=promise.due, value=value)]
    base = promise.bound.value
    if not isinstance(base, Fraction) or (promise.per is Per.TERM and term.through is None):
        return []
    found = []
    last = term.from_ + timedelta(days=MOST_DAYS)
    for period in periods(term, promise.per, through=term.through, until=last):
        value = whole_target(measure, base * Fraction(period.days, period.whole_days))
        if value or not base:  # what proration brings to 0 is not asked for
            found.append(Amount(first=period.first, last=period.after - timedelta(days=1), value=value))
    return found


def clash(
    agreement: Agreement, measure: Measure, floors: list[Amount], ceilings: list[Amount], *, adds: bool = True
) -> Clash | None:
    """The first floors and ceilings of `measure` that no log can keep both; None if there is none.

    Without `adds` a floor stands for itself: another one need not be asked for in every period.
    """
    grows = isinstance(measure, Count | Leads) or (isinstance(measure, Sum) and _never_falls(agreement.fields, measure))
    adds = adds and (not isinstance(measure, Leads) or measure.first)  # a lead may count in each of several periods
    starts, ends = [each.first for each in floors], [each.last for each in floors]
    for ceiling in ceilings:
        within = floors[bisect_left(starts, ceiling.first) : bisect_right(ends, ceiling.last)]
        if not adds:
            within = sorted(within, key=lambda each: (-each.value, each.first))[:1]
        if within and (grows or _tiles(within, ceiling)) and sum(each.value for each in within) > ceiling.value:
            return Clash(floors=tuple(within), ceilings=(ceiling,))
    starts, ends = [each.first for each in ceilings], [each.last for each in ceilings]
    for floor_ in floors:
        touching = ceilings[bisect_left(ends, floor_.first) : bisect_right(starts, floor_.last)]
        covered = _covers(touching, floor_) if grows else _tiles(touching, floor_)
        if covered and sum(each.value for each in touching) < floor_.value:
            return Clash(floors=(floor_,), ceilings=tuple(touching))
    return None


def _never_falls(fields: Mapping[str, Field], measure: Sum) -> bool:
    """Whether no row can make the sum smaller."""
    if measure.table is not None:
        return all(worth >= 0 for worth in measure.table.values())
    field = fields.get(measure.field)
    least = None if field is None else field.min
    return isinstance(least, Fraction) and least >= 0


def _tiles(parts: Sequence[Amount], whole: Amount) -> bool:
    """Whether `parts`, in order and apart, are exactly the dates of `whole`."""
    return (
        _covers(parts, whole)
        and min(part.first for part in parts) == whole.first
        and max(part.last for part in parts) == whole.last
    )


def _covers(parts: Sequence[Amount], whole: Amount) -> bool:
    """Whether every date of `whole` is one of `parts`."""
    reached = whole.first
    for part in sorted(parts, key=lambda each: each.first):
        if part.first > reached:
            return False
        reached = max(reached, part.last + timedelta(days=1))
    return bool(parts) and reached > whole.last
