"""People whom every plan just misses.

Those of a role that no plan names are paid otherwise, and nothing is said of them. A role that is written a little
differently, or another column that differs within a role that is paid, leaves somebody out unseen.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.language.spelling import nearest
from slakit.log.people import RosterRow
from slakit.model import PayPlan
from slakit.staffing.staffed import Staffed, names
from slakit.usage import pay_plans

CODE = declare("SLA533", "People whom every plan misses", Severity.WARNING)

_ROLE = ("party", "role")


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    plans = list(pay_plans(staffed.agreement))
    paid = {row for plan in plans for row in map(_key, staffed.selected(plan.people))}
    missed: dict[tuple[str, str, str], list[str]] = {}
    for row in staffed.rows():
        plan = None if _key(row) in paid else next((plan for plan in plans if _nearly(row, plan)), None)
        if plan is not None:
            missed.setdefault((plan.id, row.party, row.role), []).append(row.person)
    by_id = {plan.id: plan for plan in plans}
    for (id_, party, role), people in missed.items():
        are = "are" if len(set(people)) > 1 else "is"
        yield diagnostic(
            CODE,
            by_id[id_].people.span,
            f"{names(people)} ({role} of {party}) {are} in no plan: '{id_}' is for {_told(by_id[id_])}",
            "select them here or in a plan of their own, or correct the people file",
        )


def _key(row: RosterRow) -> tuple[str, str, object]:
    return row.person, row.role, row.from_


def _nearly(row: RosterRow, plan: PayPlan) -> bool:
    """Whether the plan is for the row's party and role, or names so like them that they are probably meant."""
    wanted = dict(plan.people.where)
    if "role" not in wanted:
        return False
    return all(_is_meant(row.value(column) or "", wanted[column]) for column in _ROLE if column in wanted)


def _is_meant(value: str, wanted: tuple[str, ...]) -> bool:
    if value in wanted:
        return True
    # names as short as 'ae' and 'se' are too close to one another for a guess
    return any(value.strip().casefold() == each.casefold() for each in wanted) or (
        len(value) > 3 and nearest(value, wanted) is not None
    )


def _told(plan: PayPlan) -> str:
    return ", ".join(f"{column}: {' or '.join(values)}" for column, values in plan.people.where)
