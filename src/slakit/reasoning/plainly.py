"""The quick answer: where every test has a field of its own, each can be made to hold or fail by itself."""

from collections.abc import Iterable, Mapping

from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, Field, FieldType, NoneOf, Present
from slakit.usage import Test


def plainly_can(fields: Mapping[str, Field], wanted: Iterable[tuple[Condition, bool]]) -> bool:
    """Whether it is plain that every condition of `wanted` can be as it says; False only means that it is not plain."""
    taken: set[str] = set()
    waiting = list(wanted)
    while waiting:
        condition, holds = waiting.pop()
        if isinstance(condition, AllOf | AnyOf | NoneOf):
            holds = holds is not isinstance(condition, NoneOf)
            together = isinstance(condition, AllOf) is holds
            waiting += [(item, holds) for item in (condition.items if together else condition.items[:1])]
        elif condition.field in taken or condition.field not in fields:
            return False
        else:
            taken.add(condition.field)
            if not _can(fields[condition.field], condition, holds=holds):
                return False
    return True


def _can(field: Field, test: Test, *, holds: bool) -> bool:
    """Whether a missing value, or plainly some other, makes the test hold or fail."""
    negative = test.negated if isinstance(test, Equals) else isinstance(test, Present) and not test.present
    if negative is holds:
        return True  # a missing value
    if isinstance(test, Present):
        return field.type is not FieldType.ENUM or bool(field.values)
    if field.min is not None or field.max is not None:
        return False
    match test:
        case Equals():
            return field.type is not FieldType.INTEGER and any(test.values)
        case Compare():
            return True
        case Contains():
            return field.type is FieldType.STRING
        case _:
            return True
