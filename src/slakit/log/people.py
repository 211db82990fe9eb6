"""The roster: who was in which role of which party, and when."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic, has_errors, ordered
from slakit.log.headers import shown
from slakit.log.people_columns import FIXED, REQUIRED
from slakit.log.people_rows import PeopleRow, PeopleTable, read_rows

BAD_ROW = declare("SLA530", "A row of the people file cannot be read")
OVERLAP = declare("SLA531", "One person is in one role twice at a time")

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""They have no width, and change what is written in Persian or Malayalam."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterRow:
    """One stay of a person in a role: local dates, both inclusive; `through` None is open-ended.

    `person` is what the field `owner` holds. `attributes` are the file's other columns that have a value.
    """

    person: str
    party: str
    role: str
    from_: date
    through: date | None
    attributes: Mapping[str, str] = field(default_factory=dict)
    span: Span

    def value(self, column: str) -> str | None:
        """The text of a column of the people file, None where it is missing."""
        match column:
            case "person":
                return self.person
            case "party":
                return self.party
            case "role":
                return self.role
            case "from":
                return self.from_.isoformat()
            case "through":
                return None if self.through is None else self.through.isoformat()
            case _:
                return self.attributes.get(column)


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """Every row of the people file, ordered by person, role and date. `columns` are the file's columns.

    `unnamed` tells which columns without a name hold something.
    """

    rows: tuple[RosterRow, ...]
    columns: tuple[str, ...]
    unnamed: tuple[str, ...] = ()

    def select(self, where: Iterable[tuple[str, Sequence[str]]]) -> tuple[RosterRow, ...]:
        """The rows of which each named column has one of its values, exactly."""
        tests = [(column, frozenset(values)) for column, values in where]
        return tuple(row for row in self.rows if all(row.value(column) in values for column, values in tests))

    def days(self, rows: Iterable[RosterRow], first: date, last_exclusive: date) -> int:
        """The distinct days from `first` to the day before `last_exclusive` that lie in at least one of `rows`."""
        total, counted_to = 0, first
        for row in sorted(rows, key=lambda row: row.from_):
            start = max(row.from_, counted_to)
            is_open = row.through is None or row.through >= last_exclusive  # 9999-12-31 has no day after it
            end = last_exclusive if is_open or row.through is None else row.through + _DAY
            if start < end:
                total += (end - start).days
                counted_to = end
        return total


_DAY = timedelta(days=1)


def read_people(path: str) -> tuple[Roster | None, tuple[Diagnostic, ...]]:
    """The roster in the file at `path` (CSV or JSON Lines, plain or gzip), and what is wrong with it.

    A roster counts heads, so nothing of it is left out: with any error there is none.
    """
    return bind_people(read_rows(path))


def bind_people(table: PeopleTable) -> tuple[Roster | None, tuple[Diagnostic, ...]]:
    """The roster that rows of text spell, from wherever they come, as `read_people` gives it."""
    findings = list(table.findings)
    rows = [row for raw in table.rows if (row := _bind(raw, findings)) is not None]
    rows.sort(key=lambda row: (row.person, row.role, row.from_, row.span))
    findings += _overlaps(rows)
    findings += _alike(table.rows)
    if has_errors(findings):
        return None, ordered(findings)
    return Roster(rows=tuple(rows), columns=table.columns, unnamed=table.unnamed), ordered(findings)


def _bind(raw: PeopleRow, findings: list[Diagnostic]) -> RosterRow | None:
    problems = [f"{name}: missing" for name in REQUIRED if not raw.values.get(name)]
    from_, through = _date(raw, "from", problems), _date(raw, "through", problems)
    if from_ is not None and through is not None and through < from_:
        problems.append(f"through: {through} is before from, {from_}")
    findings += [diagnostic(BAD_ROW, raw.span, problem, _HELP) for problem in problems]
    if problems or from_ is None:
        return None
    values = raw.values
    return RosterRow(
        person=values["person"],
        party=values["party"],
        role=values["role"],
        from_=from_,
        through=through,
        attributes={name: value for name, value in values.items() if value and name not in FIXED},
        span=raw.span,
    )


_HELP = "each row has person, party, role, from (a date such as 2027-01-31) and through (a date or nothing)"


def _date(raw: PeopleRow, name: str, problems: list[str]) -> date | None:
    text = raw.values.get(name)
    if not text:
        return None
    try:
        if not _DATE.fullmatch(text):  # there are other forms of ISO 8601
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"{name}: {text!r} is not a date such as 2027-01-31")
        return None


def _alike(rows: Iterable[PeopleRow]) -> Iterator[Diagnostic]:
    """A finding for each further spelling of a person that differs only in blanks: it would count as another."""
    known: dict[str, tuple[str, int]] = {}
    told: set[str] = set()
    for row in rows:
        person = row.values.get("person", "")
        first, line = known.setdefault(_seen(person), (person, row.span.line))
        if person != first and person not in told and _seen(person):
            told.add(person)
            message = (
                f"{shown(person)} differs only in blanks from {shown(first)} of line {line}: they count as two people"
            )
            yield diagnostic(BAD_ROW, row.span, message, "write one person in every row alike, as 'owner' has it")


def _seen(name: str) -> str:
    """The name as it is seen: each blank one space, none around it, and nothing that has no width but tells letters."""
    return " ".join("".join(one for one in name if unicodedata.category(one) != "Cf" or one in _JOINERS).split())


def _overlaps(rows: Sequence[RosterRow]) -> list[Diagnostic]:
    """A finding at the later line of every two stays in one role that share a day; `rows` are in order."""
    findings = []
    for (person, role), stays in groupby(rows, key=lambda row: (row.person, row.role)):
        longest: RosterRow | None = None
        for stay in stays:
            if longest is not None and (longest.through is None or stay.from_ <= longest.through):
                first, second = sorted((longest.span, stay.span))
                message = f"{person!r} is already {role!r} on {stay.from_}, by line {first.line}"
                findings.append(
                    diagnostic(OVERLAP, second, message, "end the earlier row the day before, or merge them")
                )
            if longest is None or (
                longest.through is not None and (stay.through is None or stay.through > longest.through)
            ):
                longest = stay
    return findings
