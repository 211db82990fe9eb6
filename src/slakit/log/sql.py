"""Quoting: the only ways by which text from outside enters a statement."""

from collections.abc import Iterable


def name(identifier: str) -> str:
    """`identifier` as a quoted SQL name."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """`value` as a SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """`values` as a comma-separated list of SQL string literals."""
    return ", ".join(text(value) for value in values)


def any_of(conditions: Iterable[str]) -> str:
    """The disjunction of SQL conditions, `false` when there are none."""
    return " OR ".join(f"({condition})" for condition in conditions) or "false"


def all_of(conditions: Iterable[str]) -> str:
    """The conjunction of SQL conditions, `true` when there are none."""
    return " AND ".join(f"({condition})" for condition in conditions) or "true"
