"""Whether two names of events stand for the same rows."""

from slakit.model import Agreement
from slakit.usage import shape


def same_rows(agreement: Agreement, one: str, other: str) -> bool:
    """Whether two events are one: by name, or by the same rows under another name. A stage's entries are its own."""
    if one == other:
        return True
    return not {one, other} & set(agreement.stages) and same_pattern(agreement, one, other)


def same_pattern(agreement: Agreement, one: str, other: str) -> bool:
    """Whether two events, a stage's among them, are declared as the same rows."""
    left, right = agreement.events.get(one), agreement.events.get(other)
    if left is None or right is None:
        return False
    wheres = [None if event.where is None else shape(event.where) for event in (left, right)]
    return set(left.events) == set(right.events) and wheres[0] == wheres[1]
