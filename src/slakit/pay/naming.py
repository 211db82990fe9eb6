"""Lines of a settlement and their ids: of the plan's part, with dates only where a plan has several settlements."""

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date
from typing import Any

from slakit.pay.settlements import Settlement
from slakit.pay.settling import Settled
from slakit.pay.statement import Line


class Naming:
    """Makes the lines of a payroll's settlements: what each line has from its settlement, and its id."""

    def __init__(self, asked: Iterable[Settlement]) -> None:
        seen: dict[str, int] = {}
        for settlement in asked:
            seen[settlement.plan.id] = seen.get(settlement.plan.id, 0) + 1
        self._several: Set[str] = frozenset(plan for plan, count in seen.items() if count > 1)

    def line(self, done: Settled, part: str, **rest: Any) -> Line:
        """The line of a part of the settlement's plan; `rest` are the line's further fields."""
        settlement = done.terms.settlement
        return Line(
            id=self._id(settlement.plan.id, part, settlement.first),
            plan=settlement.plan.id,
            version=done.terms.agreement.version,
            first=settlement.first,
            after=settlement.after,
            **rest,
        )

    def _id(self, plan: str, part: str, first: date) -> str:
        return f"{plan}.{part}.{first}" if plan in self._several else f"{plan}.{part}"


def told_apart(lines: Iterable[Line]) -> list[Line]:
    """The lines with ids of their own: a second of one id gets `.2`, a third `.3`, in their order."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    found = []
    for line in lines:
        name = line.id
        while name in taken:
            seen[line.id] = seen.get(line.id, 1) + 1
            name = f"{line.id}.{seen[line.id]}"
        taken.add(name)
        found.append(line if name == line.id else replace(line, id=name))
    return found
