"""Conditions: groups flat, their items in one order, each test under its operator."""

from collections.abc import Iterable
from typing import assert_never

from slakit.digest.canonical_json import Json, canonical
from slakit.digest.spelling import Object, of_field
from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, Matches, NoneOf, Present


def condition(found: Condition | None) -> Object | None:
    """A condition, None if there is none. Items have no order and count once; a group of one is that one."""
    match found:
        case None:
            return None
        case AllOf():
            return _group("all", AllOf, found)
        case AnyOf():
            return _group("any", AnyOf, found)
        case NoneOf():
            return {"none": list[Json](_items(AnyOf, found.items))}
        case Equals():
            return _test(found.field, "is_not" if found.negated else "is", [of_field(one) for one in found.values])
        case Compare():
            return _test(found.field, found.operator, of_field(found.bound))
        case Present():
            return _test(found.field, "present", found.present)
        case Contains():
            return _test(found.field, "contains", found.text)
        case Matches():
            return _test(found.field, "matches", found.pattern)
        case _:
            assert_never(found)


def _test(field: str, operator: str, value: Json) -> Object:
    return {"field": field, operator: value}


def _group(key: str, kind: type[AllOf] | type[AnyOf], found: AllOf | AnyOf) -> Object:
    items = _items(kind, found.items)
    return items[0] if len(items) == 1 else {key: list[Json](items)}


def _items(kind: type[AllOf] | type[AnyOf], items: Iterable[Condition]) -> list[Object]:
    """The items with those of groups of the same kind among them, each once, by their canonical spelling."""
    spelled = {canonical(one): one for item in items for one in _flat(kind, item)}
    return [spelled[key] for key in sorted(spelled)]


def _flat(kind: type[AllOf] | type[AnyOf], item: Condition) -> list[Object]:
    if isinstance(item, kind):
        return _items(kind, item.items)
    if (
        isinstance(item, AllOf | AnyOf) and len(_items(type(item), item.items)) == 1
    ):  # the group may be one in name only
        return _flat(kind, item.items[0])
    found = condition(item)
    return [] if found is None else [found]
