"""A version of an agreement, with the people on the roster in its days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from slakit.language.spelling import nearest
from slakit.log.people import Roster, RosterRow
from slakit.model import Agreement, People, Term

_SHOWN = 3
_LISTED = 8
_HELP = "select people who are on the roster, or add them to it"
_THEN = "add those who are there in its time to the people file, or correct their 'from' and 'through'"


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

    def absence(self, people: People) -> tuple[str, str] | None:
        """Why nobody is selected, and what to do about it; None if somebody is."""
        if self.selected(people):
            return None
        if not self.rows():
            return "nobody is on it at all then", _THEN
        if self.roster.select(people.where):
            return "its people are there at another time", _THEN
        for column, values in people.where:
            known = dict.fromkeys(value for row in self.rows() if (value := row.value(column)) is not None)
            if column not in self.roster.columns:
                return f"the people file has no column '{column}'", _HELP
            if not known.keys() & set(values):
                which = " or ".join(f"'{value}'" for value in values)
                return f"no {column} there is {which}", _instead(column, values, list(known))
        return "nobody there is all of this at once", _HELP


def _instead(column: str, values: Sequence[str], known: Sequence[str]) -> str:
    """What to write in a selector instead of values that no row has."""
    if not known:
        return _HELP
    near = (meant for value in values if (meant := _meant(value, known)) is not None)
    if (meant := next(near, None)) is not None:
        return f"did you mean '{meant}'? write it alike here and in the people file: case counts"
    spelled = ", ".join(f"'{value}'" for value in known[:_LISTED])
    return f"write one of its values of '{column}': {spelled}"


def _meant(value: str, known: Sequence[str]) -> str | None:
    """The value of the roster that is the same but for case and surrounding blanks, else the nearest."""
    same = (each for each in known if each.strip().casefold() == value.strip().casefold())
    return next(same, None) or nearest(value, known)


def names(people: Iterable[str]) -> str:
    """The first of the names, each once, and how many there are beside them: `ann, ben, carla and 4 more`."""
    each = list(dict.fromkeys(people))
    more = f" and {len(each) - _SHOWN} more" if len(each) > _SHOWN else ""
    return ", ".join(each[:_SHOWN]) + more
