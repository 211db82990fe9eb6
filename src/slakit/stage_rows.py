"""The rows by which leads enter stages: what may stand in their `stage`, and how one is written."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from slakit.model import (
    Agreement,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Contains,
    Equals,
    EventPattern,
    Matches,
    NoneOf,
    Present,
    Sum,
)
from slakit.record import record
from slakit.usage import Test, state_conditions

_BY_DEFAULT = "stage_changed"
"""The event of a stage's rows that `events` does not declare."""

_SHORT = 3
"""As many letters are too few to tell a slip from another word (`sal`, `sql`)."""


@record
class StageValues:
    """What may stand in `stage`: what is `listed`, what holds one of `texts`, or anything where `is_any`.

    Where `is_open` nothing looks for other values, but rows may have them: then one that is a letter away from what is
    `looked_for` is a slip, unless the agreement has it elsewhere (`others`).
    """

    listed: Sequence[str]
    texts: Collection[str]
    is_any: bool
    is_open: bool
    looked_for: Collection[str]
    others: Collection[str]

    def __contains__(self, value: str) -> bool:
        """Whether something may look for the value; the empty text is a missing one."""
        if not value or self.is_any or value in self.listed or any(text in value for text in self.texts):
            return True
        return self.is_open and (value in self.others or not any(_is_slip(value, one) for one in self.looked_for))


def stage_values(agreements: Sequence[Agreement], words: Collection[str], fields: Collection[str]) -> StageValues:
    """The values of `stage` that mean something in rows of the events `words` which set `fields`.

    They are those that events, conditions on a lead's state and tables of sums list; in rows of `stage_changed`, and of
    other words that enter a stage by looking at it, only those of events of these words: what others list enters no
    stage there. Words whose events look at `stage` decide whether it may be any; where there are none, the column is
    only the lead's state.
    """
    declared = [(agreement, pattern) for agreement in agreements for pattern in agreement.events.values()]
    state = [test for one in agreements for condition in state_conditions(one) for test, _ in _tests(condition)]
    looking = {word for _, pattern in declared if _tests(pattern.where) for word in pattern.events}
    if decisive := (looking | {_BY_DEFAULT}) & set(words):
        here = [(agreement, pattern) for agreement, pattern in declared if decisive & set(pattern.events)]
        taking = [
            (agreement, pattern) for agreement, pattern in here if needed_fields(pattern.where) <= {*fields, "stage"}
        ]
    else:
        here = taking = declared
    enters = decisive and any(pattern.id in agreement.stages for agreement, pattern in here)
    listing = here if enters or _BY_DEFAULT in words else declared
    found = [*state, *(test for _, pattern in listing for test, _ in _tests(pattern.where))]
    everywhere = [test for _, pattern in declared for test, _ in _tests(pattern.where)]
    looked_for = [*_listed(state), *(_by_default(agreements) if _BY_DEFAULT in words else ())]
    return StageValues(
        listed=tuple(dict.fromkeys([*_listed(found), *(key for one in agreements for key in _summed(one))])),
        texts={test.text for test in found if isinstance(test, Contains)},
        is_any=any(map(_tells_apart, agreements)) or any(isinstance(test, Matches) for test in found),
        is_open=any(_takes_any(agreement, pattern) for agreement, pattern in taking),
        looked_for=tuple(dict.fromkeys(looked_for)),
        others={*_listed(everywhere), *(stage for one in agreements for stage in one.stages)},
    )


def row_of(pattern: EventPattern) -> str:
    """What to write for a row of an event; of a `where` that asks for more than texts, only that it has to hold."""
    parts = pattern.where.items if isinstance(pattern.where, AllOf) else (pattern.where,)
    texts = [
        f"{part.field}: {part.values[0]}"
        for part in parts
        if isinstance(part, Equals) and not part.negated and isinstance(part.values[0], str)
    ]
    is_all = pattern.where is None or len(texts) == len(parts)
    return ", ".join([f"event: {pattern.events[0]}", *texts]) + ("" if is_all else ", and what its 'where' asks for")


def needed_fields(condition: Condition | None) -> set[str]:
    """Fields without which a row never satisfies a condition."""
    match condition:
        case AllOf():
            return {field for item in condition.items for field in needed_fields(item)}
        case Equals(negated=False) | Present(present=True) | Compare() | Contains() | Matches():
            return {condition.field}
        case _:
            return set()


def _takes_any(agreement: Agreement, pattern: EventPattern) -> bool:
    """Whether rows of a stage's event may have any value of `stage`: not where all of its rows are listed."""
    return pattern.id in agreement.stages and not _is_listed(pattern.where)


def _is_listed(condition: Condition | None) -> bool:
    """Whether a condition holds only of rows whose `stage` it spells out, whole or a text in it."""
    match condition:
        case AllOf():
            return any(map(_is_listed, condition.items))
        case AnyOf():
            return all(map(_is_listed, condition.items))
        case Equals(field="stage", negated=negated):
            return not negated
        case _:
            return isinstance(condition, Contains) and condition.field == "stage"


def _is_slip(value: str, meant: str) -> bool:
    """Whether one letter is changed, added, dropped or swapped with its neighbour; figures are seldom a slip."""
    if len(value) <= _SHORT or abs(len(value) - len(meant)) > 1:
        return False
    here, there = value.lower(), meant.lower()
    before = _common(here, there)
    here, there = here[before:], there[before:]
    after = _common(here[::-1], there[::-1])
    here, there = here[: len(here) - after], there[: len(there) - after]
    is_figure = (here + there).isdigit()
    return not is_figure and (max(len(here), len(there)) <= 1 or (len(here) == 2 and here == there[::-1]))


def _common(a: str, b: str) -> int:
    """How many letters both begin with."""
    return next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _listed(tests: Iterable[Test]) -> list[str]:
    return [str(value) for test in tests if isinstance(test, Equals) for value in test.values]


def _by_default(agreements: Sequence[Agreement]) -> Iterator[str]:
    """The stages that rows of `stage_changed` enter by naming them."""
    for agreement in agreements:
        for stage in agreement.stages:
            pattern = agreement.events[stage]
            if _BY_DEFAULT in pattern.events and stage in _listed(test for test, _ in _tests(pattern.where)):
                yield stage


def _summed(agreement: Agreement) -> Iterator[str]:
    """The values of `stage` that a sum looks up in its table."""
    for measure in agreement.measures.values():
        if isinstance(measure, Sum) and measure.field == "stage" and measure.table is not None:
            yield from map(str, measure.table)


def _tells_apart(agreement: Agreement) -> bool:
    """Whether each value of `stage` counts as one of its own: for a quota, or for how attempts differ."""
    quotas, cadences = agreement.quotas.values(), agreement.cadences.values()
    return any(one.for_each == "stage" for one in quotas) or any(one.distinct_field == "stage" for one in cadences)


def _tests(condition: Condition | None) -> list[tuple[Test, bool]]:
    """The tests of `stage`, each with whether it wants what it names: under `none` and `is_not` it does not."""
    return list(_stage_tests(condition, is_wanted=True))


def _stage_tests(condition: Condition | None, *, is_wanted: bool) -> Iterator[tuple[Test, bool]]:
    match condition:
        case AllOf() | AnyOf() | NoneOf():
            for item in condition.items:
                yield from _stage_tests(item, is_wanted=is_wanted and not isinstance(condition, NoneOf))
        case Equals(field="stage", negated=negated):
            yield condition, is_wanted and not negated
        case Compare(field="stage") | Present(field="stage") | Contains(field="stage") | Matches(field="stage"):
            yield condition, is_wanted
