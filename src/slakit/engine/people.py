"""The roster as an evaluation asks for it: days per person, and whether a roster is needed at all."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from slakit import staffing
from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.engine.compile import is_selected
from slakit.model import Agreement, People
from slakit.staffing import promise_without_people
from slakit.usage import people_counted

if TYPE_CHECKING:
    from slakit.log.people import Roster, RosterRow

NO_ROSTER = declare("SLA602", "People are counted but no roster is given")


def roster_days(roster: "Roster | None") -> Callable[[People, date, date], dict[str, int]]:
    """Days on the roster per person selected, from a date to before another, by name; nobody has none."""
    if roster is None:
        return lambda *_: {}
    chosen: dict[People, dict[str, list[RosterRow]]] = {}

    def days(people: People, first: date, after: date) -> dict[str, int]:
        if people not in chosen:
            by_person: dict[str, list[RosterRow]] = {}
            for row in roster.select(people.where):
                by_person.setdefault(row.person, []).append(row)
            chosen[people] = dict(sorted(by_person.items()))
        counted = {person: roster.days(rows, first, after) for person, rows in chosen[people].items()}
        return {person: number for person, number in counted.items() if number}

    return days


def people_wanted(versions: Sequence[Agreement], only: Collection[str]) -> Diagnostic | None:
    """A finding at the first of the wanted commitments that counts people."""
    for commitment, span, _ in (found for agreement in versions for found in people_counted(agreement)):
        if is_selected(commitment, only):
            return diagnostic(
                NO_ROSTER,
                span,
                f"'{commitment}' counts people, but no roster is given",
                "give --people FILE (person, party, role, from, through), or leave the commitment out with --only",
            )
    return None


def people_missing(versions: Sequence[Agreement], roster: "Roster", only: Collection[str]) -> Iterator[Diagnostic]:
    """What a roster lacks for the wanted commitments that count people, and what it has that nothing names."""
    wanted = [id_ for version in versions for id_, _, _ in people_counted(version) if is_selected(id_, only)]
    for staffed in staffing.staffed(versions, roster):
        yield from promise_without_people.findings(staffed, wanted)
    yield from staffing.strangers(versions, roster)
    yield from staffing.ignored(versions, roster)
