"""The roster as an evaluation asks for it: days per person, and whether a roster is needed at all."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.engine.compile import is_selected
from slakit.model import Agreement, Cadence, Objective, People, Response

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
    for commitment, span in (found for agreement in versions for found in _counting_people(agreement)):
        if is_selected(commitment, only):
            return diagnostic(
                NO_ROSTER,
                span,
                f"'{commitment}' counts people, but no roster is given",
                "give --people FILE (person, party, role, from, through), or leave the commitment out with --only",
            )
    return None


def _counting_people(agreement: Agreement) -> Iterator[tuple[str, Span]]:
    for quota in agreement.quotas.values():
        if quota.times is not None or isinstance(quota.for_each, People):
            yield quota.id, quota.span
    for clock, objective in _objectives(agreement):
        if objective.for_each is not None:
            yield f"{clock}.objective", objective.span


def _objectives(agreement: Agreement) -> Iterator[tuple[str, Objective]]:
    for stage in agreement.stages.values():
        for part, objective in stage.objectives.items():
            yield f"{stage.id}.{part}", objective
    clocks: tuple[Response | Cadence, ...] = (*agreement.responses.values(), *agreement.cadences.values())
    for clock in clocks:
        if clock.objective is not None:
            yield clock.id, clock.objective
