"""Whether two names of events stand for the same rows."""

from slakit.model import Agreement
from slakit.usage import shape


def same_rows(agreement: Agreement, one: str, other: str) -> bool:
    """Whether two events are one: by name, or by the same rows under another name. A stage's entries are its own."""
    if one == other:
        return True
    left, right = agreement.events.get(one), agreement.events.get(other)
    if left is None or right is None or {one, other} & set(agreement.stages):
        return False
    wheres = [None if event.where is None else shape(event.where) for event in (left, right)]
    return set(left.events) == set(right.events) and wheres[0] == wheres[1]
