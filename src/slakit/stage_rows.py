"""The rows by which leads enter stages: what may stand in their `stage`, and how one is written."""

from collections.abc import Collection, Iterator, Sequence

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
)
from slakit.usage import Test, state_conditions

_BY_DEFAULT = "stage_changed"
"""The event of a stage's rows that `events` does not declare."""


def stage_values(
    agreements: Sequence[Agreement], words: Collection[str], fields: Collection[str]
) -> tuple[str, ...] | None:
    """The values of `stage` that mean something in rows of the events `words` which set `fields`; None if any may.

    They are those that events and conditions on a lead's state list, in rows of `stage_changed` only events of these
    words: what others list enters no stage there. Words whose events look at `stage` decide whether it may be any;
    where there are none, the column is only the lead's state.
    """
    declared = [(agreement, pattern) for agreement in agreements for pattern in agreement.events.values()]
    wanted = [test for one in agreements for condition in state_conditions(one) for test in _tests(condition)]
    looking = {word for _, pattern in declared if _tests(pattern.where) for word in pattern.events}
    if decisive := (looking | {_BY_DEFAULT}) & set(words):
        here = [(agreement, pattern) for agreement, pattern in declared if decisive & set(pattern.events)]
        taking = [(agreement, pattern) for agreement, pattern in here if _needs(pattern.where) <= {*fields, "stage"}]
    elif any(isinstance(test, Contains | Matches) for test, _ in wanted):
        return None
    else:
        here = taking = declared
    if any(_takes_any(agreement, pattern) for agreement, pattern in taking):
        return None
    listing = here if _BY_DEFAULT in words else declared
    wanted += [test for _, pattern in listing for test in _tests(pattern.where)]
    return tuple(dict.fromkeys(str(value) for test, _ in wanted if isinstance(test, Equals) for value in test.values))


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


def _takes_any(agreement: Agreement, pattern: EventPattern) -> bool:
    """Whether nothing says which values of `stage` the rows of an event have.

    So of a stage unless all its rows are listed. Rows of another event may have those of any stage; only what it
    finds within a text is no stage's.
    """
    tests = _tests(pattern.where)
    if pattern.id in agreement.stages:
        return not tests or not all(isinstance(test, Equals) and is_wanted for test, is_wanted in tests)
    return any(isinstance(test, Contains | Matches) and is_wanted for test, is_wanted in tests)


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


def _needs(condition: Condition | None) -> set[str]:
    """Fields without which a row never satisfies a condition."""
    match condition:
        case AllOf():
            return {field for item in condition.items for field in _needs(item)}
        case Equals(negated=False) | Present(present=True) | Compare() | Contains() | Matches():
            return {condition.field}
        case _:
            return set()
