"""A version of an agreement, with the people on the roster in its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from slakit.log.people import Roster, RosterRow
from slakit.model import Agreement, People, Term

_SHOWN = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Staffed:
    """A version in force on the local dates `first` through `last` (None: without end), and the roster."""

    agreement: Agreement
    term: Term
    first: date
    last: date | None
    roster: Roster

    def rows(self) -> tuple[RosterRow, ...]:
        """The stays that share a day with the version."""
        return tuple(row for row in self.roster.rows if self.holds(row))

    def selected(self, people: People) -> tuple[RosterRow, ...]:
        """Those of them that are selected."""
        return tuple(row for row in self.roster.select(people.where) if self.holds(row))

    def holds(self, row: RosterRow) -> bool:
        """Whether a stay shares a day with the version."""
        begins = self.last is None or row.from_ <= self.last
        return begins and (row.through is None or self.first <= row.through)


def names(people: Iterable[str]) -> str:
    """The first of the names, each once, and how many there are beside them: `ann, ben, carla and 4 more`."""
    each = list(dict.fromkeys(people))
    more = f" and {len(each) - _SHOWN} more" if len(each) > _SHOWN else ""
    return ", ".join(each[:_SHOWN]) + more
