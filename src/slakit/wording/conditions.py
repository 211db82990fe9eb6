"""Conditions as sentences: inline for a short one, as nested points for a definition."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import assert_never

from slakit.model import (
    BUILT_IN_FIELDS,
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
    Stage,
    Value,
)
from slakit.wording.numbers import grouped
from slakit.wording.outline import Item
from slakit.wording.phrases import capitalised, listed, named, quoted, readable
from slakit.wording.times import day, instant

_OPERATORS = {"at_least": "at least", "at_most": "at most", "above": "above", "below": "below"}


class Conditions:
    """Words for conditions over the named fields; values of `stage` are called by the stages' titles."""

    def __init__(self, fields: Mapping[str, Field], stages: Mapping[str, Stage]) -> None:
        self._fields = fields
        self._stages = stages

    def label(self, field: str) -> str:
        """What a field is called within a sentence: its title, else its id as words (a built-in one always)."""
        declared = None if field in BUILT_IN_FIELDS else self._fields.get(field)
        return declared.title if declared is not None and declared.title else readable(field)

    def value(self, field: str, value: Value) -> str:
        """A value as people say it: an enum by its description, `yes` and `no`, dates in words."""
        match value:
            case bool():
                return "yes" if value else "no"
            case int():
                return instant(value)
            case str():
                return quoted(self._called(field, value))
            case Fraction():
                return grouped(value)
            case date():
                return day(value)
            case _:
                assert_never(value)

    def phrase(self, condition: Condition) -> str:
        """The condition within a sentence: `score is at least 50 and email is known`."""
        match condition:
            case AllOf(items=items):
                return (
                    " and ".join(self._nested(item, len(items)) for item in items) if items else "nothing is required"
                )
            case AnyOf(items=(item,)):
                return self.phrase(item)
            case AnyOf(items=items):
                return "either " + " or ".join(self._nested(item, len(items)) for item in items)
            case NoneOf(items=(item,)) if not isinstance(item, AllOf | AnyOf | NoneOf):
                return self._leaf(item, negated=True)
            case NoneOf(items=items):
                return f"none of these holds: {'; '.join(self.phrase(item) for item in items)}"
            case _:
                return self._leaf(condition, negated=False)

    def points(self, condition: Condition) -> tuple[Item, ...]:
        """The condition as points that must all hold, with nested points for what nests."""
        if isinstance(condition, AllOf):
            return tuple(self._point(item) for item in condition.items)
        return (self._point(condition),)

    def _point(self, condition: Condition) -> Item:
        match condition:
            case AllOf(items=(item,)) | AnyOf(items=(item,)):
                return self._point(item)
            case AllOf(items=items):
                return self._points_of("All of the following:", items)
            case AnyOf(items=items):
                return self._points_of("At least one of the following:", items)
            case NoneOf(items=(item,)) if not isinstance(item, AllOf | AnyOf | NoneOf):
                return Item(text=capitalised(self.phrase(condition)))
            case NoneOf(items=items):
                return self._points_of("None of the following:", items)
            case _:
                return Item(text=capitalised(self.phrase(condition)))

    def _points_of(self, lead: str, items: tuple[Condition, ...]) -> Item:
        return Item(text=lead, items=tuple(self._point(item) for item in items))

    def _nested(self, condition: Condition, siblings: int) -> str:
        """The phrase, in brackets where it would otherwise run into what stands beside it."""
        composite = isinstance(condition, AllOf | AnyOf | NoneOf) and len(condition.items) > 1
        return f"({self.phrase(condition)})" if composite and siblings > 1 else self.phrase(condition)

    def _leaf(self, condition: Equals | Compare | Present | Contains | Matches, *, negated: bool) -> str:
        label = self.label(condition.field)
        match condition:
            case Equals(field=field, values=values, negated=not_these):
                words = listed([self.value(field, value) for value in values], "or")
                return f"{label} is {'not ' if not_these != negated else ''}{words}"
            case Compare(operator=operator, bound=bound):
                words = self.value(condition.field, bound)
                return f"{label} is {'not ' if negated else ''}{_OPERATORS[operator]} {words}"
            case Present(present=present):
                return f"{label} is {'known' if present != negated else 'not known'}"
            case Contains(text=text):
                return f"{label} {'does not contain' if negated else 'contains'} {quoted(text)}"
            case Matches(pattern=pattern):
                return f"{label} {'does not match' if negated else 'matches'} the pattern {quoted(pattern)}"
            case _:
                assert_never(condition)

    def _called(self, field: str, value: str) -> str:
        if field == "stage" and value in self._stages:
            return named(self._stages[value])
        declared = self._fields.get(field)
        return (declared.values.get(value) if declared is not None else None) or value
