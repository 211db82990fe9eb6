"""Stays: the unbroken times that people spend in a plan, from the rows of the roster that its `people` select."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from slakit.log.people import Roster, RosterRow
from slakit.model import People
from slakit.pay.settlements import DAY


@dataclass(frozen=True, kw_only=True, slots=True)
class Stay:
    """Local dates `first` … before `after`; `after` None: until today and on."""

    first: date
    after: date | None

    def within(self, first: date, after: date) -> tuple[date, date] | None:
        """The part of the stay that lies in `first` … before `after`; None without a common day."""
        begins = max(self.first, first)
        ends = after if self.after is None else min(self.after, after)
        return (begins, ends) if begins < ends else None


Stays = tuple[Stay, ...]


def stays(roster: Roster, people: People) -> dict[str, Stays]:
    """The stays of everybody whom `people` selects, in order of time; rows that touch or overlap are one stay."""
    rows: dict[str, list[RosterRow]] = {}
    for row in roster.select(people.where):
        rows.setdefault(row.person, []).append(row)
    return {person: joined(those) for person, those in sorted(rows.items())}


def joined(rows: Iterable[RosterRow]) -> Stays:
    """The stays that the rows of one person make up."""
    found: list[Stay] = []
    for row in sorted(rows, key=lambda row: row.from_):
        after = None if row.through is None or row.through == date.max else row.through + DAY
        last = found[-1] if found else None
        if last is None or (last.after is not None and last.after < row.from_):
            found.append(Stay(first=row.from_, after=after))
        elif last.after is not None:
            found[-1] = Stay(first=last.first, after=None if after is None else max(last.after, after))
    return tuple(found)


def days_in(those: Sequence[Stay], first: date, after: date) -> int:
    """How many days of the stays of one person lie in `first` … before `after`."""
    common = (stay.within(first, after) for stay in those)
    return sum((ends - begins).days for begins, ends in filter(None, common))
