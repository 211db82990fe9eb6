"""Promises that count people, or are made to each of some, and find nobody.

`times` multiplies by nobody, and `for_each` makes a promise to no one: nothing is judged, and whatever was missed goes
unseen. So it is with the people of a plan's capacity.
"""

from collections.abc import Collection, Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.model import Agreement, People
from slakit.staffing.staffed import Staffed, names
from slakit.usage import people_counted

CODE = declare("SLA538", "A promise that counts people and finds nobody", Severity.WARNING)


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    wanted = [id_ for id_, _, _ in people_counted(staffed.agreement)]
    yield from findings(staffed, wanted)
    capacity = _capacity(staffed.agreement)
    if capacity is not None and (found := staffed.absence(capacity)) is not None:
        why, instead = found
        message = f"the plan's capacity counts nobody on the roster on a day of this agreement: {why}"
        yield diagnostic(CODE, capacity.span, message, instead)


def findings(staffed: Staffed, wanted: Collection[str]) -> Iterator[Diagnostic]:
    """A finding for each selector of the commitments `wanted` that finds nobody, at the first that has it."""
    selecting: dict[tuple[tuple[str, tuple[str, ...]], ...], list[tuple[str, People]]] = {}
    for id_, _, people in people_counted(staffed.agreement):
        if id_ in wanted:
            selecting.setdefault(people.where, []).append((id_, people))
    for those in selecting.values():
        people = those[0][1]
        if (found := staffed.absence(people)) is not None:
            why, instead = found
            ids = names(f"'{id_}'" for id_, _ in those)
            message = f"nobody on the roster is counted by {ids} on a day of this agreement: {why}"
            yield diagnostic(CODE, people.span, message, instead)


def _capacity(agreement: Agreement) -> People | None:
    """The people of the plan's capacity, where they are not counted by a number."""
    capacity = None if agreement.plan is None else agreement.plan.capacity
    return None if capacity is None or capacity.count is not None else capacity.people
