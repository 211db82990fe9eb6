"""Conditions as SQL, two-valued: no expression made here is ever NULL, unless it says so."""

from collections.abc import Callable
from typing import assert_never

from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, Matches, NoneOf, Present
from slakit.sql.dialect import Dialect

Test = Equals | Compare | Present | Contains | Matches
"""A condition on the value of one field."""

_OPERATORS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


def condition_sql(condition: Condition | None, column: Callable[[str], str], dialect: Dialect) -> str:
    """`condition` over the expressions that `column` gives for fields; TRUE for none."""
    return combined(condition, lambda test: answer_sql(test, column(test.field), dialect))


def combined(condition: Condition | None, answer: Callable[[Test], str]) -> str:
    """`condition` over the expressions that `answer` gives for its tests; TRUE for none.

    An answer may be NULL where the field has no value. Whether a test is negated does not concern it.
    """
    match condition:
        case None:
            return "TRUE"
        case AllOf(items=items):
            return _joined(items, " AND ", "TRUE", answer)
        case AnyOf(items=items):
            return _joined(items, " OR ", "FALSE", answer)
        case NoneOf(items=items):
            return f"NOT {_joined(items, ' OR ', 'FALSE', answer)}"
        case Equals(negated=negated) as test:
            return f"NOT coalesce({answer(test)}, FALSE)" if negated else f"coalesce({answer(test)}, FALSE)"
        case Present(present=present) as test:
            return f"({answer(test)} IS {'NOT ' if present else ''}NULL)"
        case Compare() | Contains() | Matches() as test:
            return f"coalesce({answer(test)}, FALSE)"
        case _:
            assert_never(condition)


def answer_sql(test: Test, value: str, dialect: Dialect) -> str:
    """What `test` says of the expression `value`: NULL exactly where the value is; a negated one is not negated yet.

    Whether there is a value is told by the value itself.
    """
    match test:
        case Equals(values=values):
            return f"{value} IN ({', '.join(dialect.literal(each) for each in values)})"
        case Compare(operator=operator, bound=bound):
            return f"{value} {_OPERATORS[operator]} {dialect.literal(bound)}"
        case Present():
            return value
        case Contains(text=text):
            return dialect.contains(value, text)
        case Matches(pattern=pattern):
            return dialect.matches(value, pattern)
        case _:
            assert_never(test)


def _joined(items: tuple[Condition, ...], word: str, empty: str, answer: Callable[[Test], str]) -> str:
    return "(" + word.join(combined(item, answer) for item in items) + ")" if items else empty


def fields_of(condition: Condition | None) -> frozenset[str]:
    """The names of the fields that `condition` looks at."""
    match condition:
        case None:
            return frozenset()
        case AllOf(items=items) | AnyOf(items=items) | NoneOf(items=items):
            return frozenset().union(*(fields_of(item) for item in items))
        case _:
            return frozenset({condition.field})
