"""Names of the relations that are asked for, and the small tables made of the roster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from slakit.log.people import Roster, RosterRow
from slakit.pay.gather.earnings import Earning
from slakit.sql.compilation import Compilation
from slakit.sql.plan import Seed

Columns = dict[str, Sequence[int | str | None]]

ENDLESS = date.max.toordinal()
"""The day after a stay without end."""


@dataclass(kw_only=True)
class Names:
    """Gives every relation of an evaluation that pay asks for a name of its own: `pay__<what>__<number>`."""

    _used: dict[str, int] = field(default_factory=dict)

    def new(self, what: str) -> str:
        """A name for one more `what`."""
        number = self._used[what] = self._used.get(what, 0) + 1
        return f"pay__{what}__{number}"


def stays(rows: Sequence[RosterRow]) -> Iterator[tuple[str, int, int]]:
    """Person, first day and day after (ordinals) of every unbroken stay in `rows`, by person and day."""
    held: tuple[str, int, int] | None = None
    for row in sorted(rows, key=lambda row: (row.person, row.from_)):
        first, after = row.from_.toordinal(), _after(row)
        if held is not None and held[0] == row.person and first <= held[2]:
            held = (held[0], held[1], max(held[2], after))
            continue
        if held is not None:
            yield held
        held = (row.person, first, after)
    if held is not None:
        yield held


def superiors(rows: Sequence[RosterRow], column: str) -> Iterator[tuple[str, int, int, str | None, str | None]]:
    """Person, first day, day after, whom `column` names on those days, and whom else where rows of a day differ."""
    by_person: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_person.setdefault(row.person, []).append(row)
    for person, theirs in sorted(by_person.items()):
        bounds = sorted({row.from_.toordinal() for row in theirs} | {_after(row) for row in theirs})
        for first, after in pairwise(bounds):
            there = [row for row in theirs if row.from_.toordinal() <= first < _after(row)]
            if there:
                named = sorted({name for row in there if (name := row.value(column))})
                superior, other = [*named, None, None][:2]
                yield person, first, after, superior, other


def members(compilation: Compilation, names: Names, roster: Roster, earning: Earning) -> str:
    """Append the seed (person, first_day, after_day) of who may be credited: the plan's people, or the pool's."""
    where = earning.people.where if earning.people is not None else (("party", earning.parties),)
    return stays_seed(compilation, names, stays(roster.select(where)))


def stays_seed(compilation: Compilation, names: Names, found: Iterator[tuple[str, int, int]]) -> str:
    """Append the seed (person, first_day, after_day) of stays."""
    listed = list(found)
    columns: Columns = {
        "person": [person for person, _, _ in listed],
        "first_day": [first for _, first, _ in listed],
        "after_day": [after for _, _, after in listed],
    }
    types = dict.fromkeys(columns, compilation.dialect.integer) | {"person": compilation.dialect.text}
    return _seed(compilation, names.new("stays"), types, columns)


def superiors_seed(compilation: Compilation, names: Names, roster: Roster, column: str) -> str:
    """Append the seed (person, first_day, after_day, superior, other) of everybody on the roster."""
    listed = list(superiors(roster.rows, column))
    keys = ("person", "first_day", "after_day", "superior", "other")
    columns: Columns = {name: [row[place] for row in listed] for place, name in enumerate(keys)}
    text = compilation.dialect.text
    types = dict.fromkeys(columns, compilation.dialect.integer) | dict.fromkeys(("person", "superior", "other"), text)
    return _seed(compilation, names.new("superiors"), types, columns)


def days_seed(compilation: Compilation, names: Names, spans: Sequence[tuple[date, date]]) -> str:
    """Append the seed (local_day, period_no): the dates of each span, which is numbered by its place."""
    days = [
        (day, number)
        for number, (first, after) in enumerate(spans)
        for day in range(first.toordinal(), after.toordinal())
    ]
    columns: Columns = {"local_day": [day for day, _ in days], "period_no": [number for _, number in days]}
    types = dict.fromkeys(columns, compilation.dialect.integer)
    return _seed(compilation, names.new("days"), types, columns)


def _seed(compilation: Compilation, name: str, types: dict[str, str], columns: Columns) -> str:
    compilation.shared.seeds.append(Seed(name=name, types=types, columns=columns))
    return name


def _after(row: RosterRow) -> int:
    return ENDLESS if row.through is None else row.through.toordinal() + 1
