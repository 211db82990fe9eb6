"""People who are in two plans on one day.

Both plans pay them, with two quotas, two variables and two draws for the same days. Who changes from one role to
another leaves the first the day before.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from slakit.diagnostics import Diagnostic, declare, diagnostic
from slakit.log.people import RosterRow
from slakit.staffing.staffed import Staffed, names
from slakit.usage import pay_plans

CODE = declare("SLA534", "People who are in two plans on one day")


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    plans = list(pay_plans(staffed.agreement))
    stays = [_by_person(staffed.selected(plan.people)) for plan in plans]
    for (one, first), (other, second) in combinations(zip(plans, stays, strict=True), 2):
        days = {
            person: day
            for person in first
            if person in second and (day := _common(staffed, first[person], second[person])) is not None
        }
        if days:
            person, day = min(days.items(), key=lambda each: (each[1], each[0]))
            others = sorted(days.keys() - {person})
            more = f"; so {'are' if len(others) > 1 else 'is'} {names(others)}" if others else ""
            yield diagnostic(
                CODE,
                other.people.span,
                f"{person} is in '{one.id}' and in '{other.id}' on {day}{more}",
                "let the plans select different people, or end the earlier row of the people file the day before",
            )


def _by_person(rows: Sequence[RosterRow]) -> dict[str, list[RosterRow]]:
    found: dict[str, list[RosterRow]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return found


def _common(staffed: Staffed, one: Sequence[RosterRow], other: Sequence[RosterRow]) -> date | None:
    """The first day of the version that lies in a stay of both."""
    found = []
    for left in one:
        for right in other:
            day = max(left.from_, right.from_, staffed.first)
            ends = [end for end in (left.through, right.through, staffed.last) if end is not None]
            if all(day <= end for end in ends):
                found.append(day)
    return min(found, default=None)
