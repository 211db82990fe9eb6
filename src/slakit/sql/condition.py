"""Conditions as SQL, two-valued: no expression made here is ever NULL."""

from collections.abc import Callable
from typing import assert_never

from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, Matches, NoneOf, Present
from slakit.sql.dialect import Dialect

_OPERATORS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


def condition_sql(condition: Condition | None, column: Callable[[str], str], dialect: Dialect) -> str:
    """`condition` over the expressions that `column` gives for fields; TRUE for none."""
    match condition:
        case None:
            return "TRUE"
        case AllOf(items=items):
            return _joined(items, " AND ", "TRUE", column, dialect)
        case AnyOf(items=items):
            return _joined(items, " OR ", "FALSE", column, dialect)
        case NoneOf(items=items):
            return f"NOT {_joined(items, ' OR ', 'FALSE', column, dialect)}"
        case Equals(field=field, values=values, negated=negated):
            listed = ", ".join(dialect.literal(value) for value in values)
            test = f"coalesce({column(field)} IN ({listed}), FALSE)"
            return f"NOT {test}" if negated else test
        case Compare(field=field, operator=operator, bound=bound):
            return f"coalesce({column(field)} {_OPERATORS[operator]} {dialect.literal(bound)}, FALSE)"
        case Present(field=field, present=present):
            return f"({column(field)} IS {'NOT ' if present else ''}NULL)"
        case Contains(field=field, text=text):
            return f"coalesce({dialect.contains(column(field), text)}, FALSE)"
        case Matches(field=field, pattern=pattern):
            return f"coalesce({dialect.matches(column(field), pattern)}, FALSE)"
        case _:
            assert_never(condition)


def _joined(items: tuple[Condition, ...], word: str, empty: str, column: Callable[[str], str], dialect: Dialect) -> str:
    return "(" + word.join(condition_sql(item, column, dialect) for item in items) + ")" if items else empty


def fields_of(condition: Condition | None) -> frozenset[str]:
    """The names of the fields that `condition` looks at."""
    match condition:
        case None:
            return frozenset()
        case AllOf(items=items) | AnyOf(items=items) | NoneOf(items=items):
            return frozenset().union(*(fields_of(item) for item in items))
        case _:
            return frozenset({condition.field})
