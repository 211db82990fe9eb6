"""A share of a pool that nobody gets.

A party's share is dealt to its people on the roster in the goal's time, by their weight. With nobody there, or nobody
of weight, it stays undealt; and a weight for a role that nobody has is probably meant for another.
"""

from collections.abc import Iterator

from slakit.diagnostics import Diagnostic, Severity, declare, diagnostic
from slakit.log.people import RosterRow
from slakit.model import Goal, Pool
from slakit.staffing.staffed import Staffed
from slakit.usage import pools

CODE = declare("SLA537", "A share of a pool that nobody gets", Severity.WARNING)


def check(staffed: Staffed) -> Iterator[Diagnostic]:
    for pool in pools(staffed.agreement):
        goal = staffed.agreement.goals.get(pool.goal)
        # a goal that begins in another version is that version's, and so is what it pays
        if goal is not None and staffed.first <= goal.from_ and (staffed.last is None or goal.from_ <= staffed.last):
            yield from _undealt(staffed, pool, goal)


def _undealt(staffed: Staffed, pool: Pool, goal: Goal) -> Iterator[Diagnostic]:
    there = [row for row in staffed.roster.rows if _is_there(row, goal) and pool.share.get(row.party)]
    for party, share in pool.share.items():
        mine = [row for row in there if row.party == party]
        if share and not mine:
            message = (
                f"nobody of {party} is on the roster from {goal.from_} through {goal.due}, the time of '{goal.id}'"
            )
            yield diagnostic(
                CODE, pool.place(f"share.{party}"), message, "add its people to the roster, or share by 0%"
            )
        elif share and all(pool.weights.get(row.role) == 0 for row in mine):
            message = f"everybody of {party} has a weight of 0, so its share is dealt to nobody"
            yield diagnostic(CODE, pool.place("weights"), message, "write a weight above 0 for one of its roles")
    roles = dict.fromkeys(row.role for row in there)
    for role in pool.weights:
        if there and role not in roles:
            message = f"nobody who shares in '{pool.id}' is '{role}'"
            known = ", ".join(f"'{each}'" for each in list(roles)[:8])
            yield diagnostic(CODE, pool.place(f"weights.{role}"), message, f"write one of the roles there: {known}")


def _is_there(row: RosterRow, goal: Goal) -> bool:
    return row.from_ <= goal.due and (row.through is None or goal.from_ <= row.through)
