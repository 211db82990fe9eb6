"""What conditions can hold together: exact for ranges, enums and presence, however they are nested."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from slakit.model import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Contains,
    Equals,
    Field,
    Matches,
    NoneOf,
    Present,
)
from slakit.reasoning.cells import Cells, cut
from slakit.reasoning.plainly import plainly_can
from slakit.usage import Test, tests

MOST_STEPS = 100_000
"""Conditions that are looked into for one agreement before its further questions are left open."""

MOST_CHOICES = 200
"""Alternatives that are held on to at once."""

_Wanted = tuple[Condition, bool]
"""A condition, and whether it is to hold or to fail."""

_Known = dict[str, int]
"""For each field the set of cells that its value may still lie in."""


class _OpenError(Exception):
    """The question is too large to be decided."""


class Reasoning:
    """Answers about conditions on `fields`; what they have cost together is bounded."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._left = MOST_STEPS

    def can_hold(self, holding: Iterable[Condition], failing: Iterable[Condition] = ()) -> bool:
        """Whether some state satisfies all of `holding`, none of `failing`; True where that cannot be decided."""
        if self._left < 0:
            return True
        wanted = [(condition, True) for condition in holding] + [(condition, False) for condition in failing]
        self._left -= len(wanted)
        if plainly_can(self._fields, wanted):
            return True
        try:
            cells = self._cells([condition for condition, _ in wanted])
            return self._some(wanted, cells, {name: those.everything for name, those in cells.items()})
        except _OpenError:
            return True

    def clash(self, parts: Sequence[Condition]) -> tuple[Condition, ...]:
        """Of `parts`, which cannot hold together, those to blame: without any one of them the rest could hold."""
        blamed = list(parts)
        for part in parts:
            rest = [other for other in blamed if other is not part]
            if rest and not self.can_hold(rest):
                blamed = rest
        return tuple(blamed)

    def _cells(self, conditions: Iterable[Condition]) -> dict[str, Cells]:
        """The cells of every field that is tested."""
        by_field: dict[str, list[Test]] = {}
        for condition in conditions:
            for test in tests(condition):
                by_field.setdefault(test.field, []).append(test)
        found: dict[str, Cells] = {}
        for name, those in by_field.items():
            self._spend(len(those))
            cells = cut(self._fields[name], those) if name in self._fields else None
            if cells is None:
                raise _OpenError
            self._spend(len(those) * cells.everything.bit_length() // 50)
            found[name] = cells
        return found

    def _some(self, wanted: Sequence[_Wanted], cells: Mapping[str, Cells], known: _Known, depth: int = 0) -> bool:
        """Whether a state within `known` has every condition of `wanted` as it says: holding or failing."""
        if depth > MOST_CHOICES:
            raise _OpenError
        choices: list[list[_Wanted]] = []
        known, waiting = dict(known), list(wanted)
        while waiting:
            self._spend(1)
            condition, holds = waiting.pop()
            match condition:
                case AllOf() | AnyOf() | NoneOf():
                    holds = holds is not isinstance(condition, NoneOf)
                    items = [(item, holds) for item in condition.items]
                    if isinstance(condition, AllOf) is holds or len(items) == 1:
                        waiting += items
                    else:
                        choices.append(items)
                case Equals() | Compare() | Present() | Contains() | Matches():
                    own = cells[condition.field]
                    known[condition.field] &= own.of(condition) if holds else own.everything & ~own.of(condition)
                    if not known[condition.field]:
                        return False
                case _:
                    assert_never(condition)
        if not choices:
            return True
        first, *others = sorted(choices, key=len)
        rest = [_either(items) for items in others]
        return any(self._some([item, *rest], cells, known, depth + 1) for item in first)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise _OpenError


def _either(items: list[_Wanted]) -> _Wanted:
    """A choice between `items`, all of them to hold or all to fail, as one condition."""
    conditions, holds = tuple(item for item, _ in items), items[0][1]
    span = conditions[0].span
    return (AnyOf(items=conditions, span=span), True) if holds else (AllOf(items=conditions, span=span), False)


def parts_of(condition: Condition) -> Iterator[Condition]:
    """What must hold for `condition` to hold: the items of a conjunction, of those within it, else itself."""
    if isinstance(condition, AllOf):
        for item in condition.items:
            yield from parts_of(item)
    else:
        yield condition
