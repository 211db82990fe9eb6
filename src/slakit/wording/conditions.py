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
from slakit.wording.patterns import spelled
from slakit.wording.phrases import capitalised, listed, named, quoted, readable
from slakit.wording.times import day, instant

_OPERATORS = {"at_least": "at least", "at_most": "at most", "above": "above", "below": "below"}
_ON_DAYS = {"at_least": "on or after", "at_most": "on or before", "above": "after", "below": "before"}
_AT_TIMES = {"at_least": "at or after", "at_most": "at or before", "above": "after", "below": "before"}
_Leaf = Equals | Compare | Present | Contains | Matches


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
            case AllOf(items=()):
                return "nothing is required"
            case AllOf(items=items):
                parts = [*self._known(items), *(self._nested(item, len(items)) for item in items if not _knows(item))]
                return " and ".join(parts)
            case AnyOf(items=(item,)):
                return self.phrase(item)
            case AnyOf(items=items):
                return "either " + " or ".join(self._nested(item, len(items)) for item in items)
            case NoneOf(items=(item,)) if not isinstance(item, AllOf | AnyOf | NoneOf):
                return self._leaf(item, negated=True)
            case NoneOf(items=(item,)):
                return f"it is not so that {self._nested(item, 2)}"
            case NoneOf(items=items):
                return f"none of these holds: {'; '.join(self._nested(item, len(items)) for item in items)}"
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
                return Item(text=self._line(item, negated=True))
            case NoneOf(items=items):
                return self._points_of("None of the following:", items)
            case _:
                return Item(text=self._line(condition, negated=False))

    def _points_of(self, lead: str, items: tuple[Condition, ...]) -> Item:
        return Item(text=lead, items=tuple(self._point(item) for item in items))

    def _known(self, items: tuple[Condition, ...]) -> list[str]:
        """What is only required to be known, in one phrase: `email and company are known`."""
        labels = [self.label(item.field) for item in items if isinstance(item, Present) and item.present]
        return [f"{listed(labels)} {'is' if len(labels) == 1 else 'are'} known"] if labels else []

    def _nested(self, condition: Condition, siblings: int) -> str:
        """The phrase, in brackets where it would otherwise run into what stands beside it."""
        composite = isinstance(condition, AllOf | AnyOf | NoneOf) and len(condition.items) > 1
        return f"({self.phrase(condition)})" if composite and siblings > 1 else self.phrase(condition)

    def _leaf(self, condition: _Leaf, *, negated: bool) -> str:
        if self._is_mark(condition):
            return f"it is {self._mark(condition, negated=negated)}"
        verb, rest = self._said(condition, negated=negated)
        return f"{self.label(condition.field)} {verb} {rest}"

    def _line(self, condition: _Leaf, *, negated: bool) -> str:
        """A single test as a point: `Score: at least 50`, `Email: does not contain “@x.”`."""
        if self._is_mark(condition):
            return capitalised(self._mark(condition, negated=negated))
        verb, rest = self._said(condition, negated=negated)
        said = {"is": "", "is not": "not "}.get(verb, f"{verb} ")
        return f"{capitalised(self.label(condition.field))}: {said}{rest}"

    def _is_mark(self, condition: _Leaf) -> bool:
        return isinstance(condition, Equals) and len(condition.values) == 1 and isinstance(condition.values[0], bool)

    def _mark(self, condition: _Leaf, *, negated: bool) -> str:
        """A test of yes or no. What nobody answered is not marked either way."""
        declared = self._fields.get(condition.field)
        titled = declared is not None and declared.title
        label = quoted(self.label(condition.field)) if titled else f"as {self.label(condition.field)}"
        assert isinstance(condition, Equals)  # noqa: S101 - what `_is_mark` has found
        no = "" if condition.values[0] else "with no: " if titled else "as not "
        label = f"{no}{label.removeprefix('as ')}" if no else label
        return f"{'not ' if condition.negated != negated else ''}marked {label}"

    def _said(self, condition: _Leaf, *, negated: bool) -> tuple[str, str]:
        """The verb and what follows: `is` and `at least 50`, `does not contain` and `“x”`."""
        is_ = "is not" if negated else "is"
        match condition:
            case Equals(field=field, values=values, negated=not_these):
                words = [self.value(field, value) for value in values]
                if not_these != negated and len(words) > 1:
                    return "is", f"neither {listed(words, 'nor')}" if len(
                        words
                    ) == 2 else f"none of {listed(words, 'or')}"
                return "is not" if not_these != negated else "is", listed(words, "or")
            case Compare(operator=operator, bound=bound):
                words_of = _ON_DAYS if isinstance(bound, date) else _AT_TIMES if isinstance(bound, int) else _OPERATORS
                return is_, f"{words_of[operator]} {self.value(condition.field, bound)}"
            case Present(present=present):
                return "is" if present != negated else "is not", "known"
            case Contains(text=text):
                return "does not contain" if negated else "contains", quoted(text)
            case Matches(pattern=pattern):
                return _matched(pattern, negated=negated)
            case _:
                assert_never(condition)

    def _called(self, field: str, value: str) -> str:
        if field == "stage" and value in self._stages:
            return named(self._stages[value])
        declared = self._fields.get(field)
        if declared is None or value not in declared.values:
            return value
        spoken = readable(value)
        taken = sum(readable(other) == spoken for other in declared.values) > 1
        return declared.values[value] or (value if taken else spoken)


def _knows(condition: Condition) -> bool:
    return isinstance(condition, Present) and condition.present


def _matched(pattern: str, *, negated: bool) -> tuple[str, str]:
    """A pattern as the texts that it looks for, or as it is written where it says more."""
    texts = spelled(pattern)
    if texts is None:
        return "does not match" if negated else "matches", f"the pattern {quoted(pattern)}"
    verbs = {
        (False, False): ("contains", "contain"),
        (True, False): ("begins with", "begin with"),
        (False, True): ("ends with", "end with"),
        (True, True): ("is exactly", "consist of exactly"),
    }
    does, do = verbs[texts.begins, texts.ends]
    return f"does not {do}" if negated else does, listed([quoted(text) for text in texts.texts], "or")
