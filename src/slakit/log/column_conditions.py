"""Conditions on the raw columns of an export: bound from nodes, and as SQL. Every column is text."""

from collections.abc import Callable, Iterator
from typing import assert_never

from slakit.diagnostics import Diagnostic, Span, declare, diagnostic
from slakit.language.names import instead_of
from slakit.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from slakit.language.patterns import pattern_problem
from slakit.log import sql
from slakit.model import AllOf, AnyOf, Compare, Condition, Contains, Equals, Matches, NoneOf, Present

CONDITION = declare("SLA524", "A condition on columns cannot be used")

_OPERATORS = ("is_not", "present", "contains", "matches")


def column_condition(node: Mapping, findings: list[Diagnostic]) -> Condition:
    """The conjunction that the mapping spells: a key per column, or `all`, `any`, `none` with a list."""
    return AllOf(items=tuple(part for entry in node for part in _entry(entry, findings)), span=node.span)


def _entry(entry: Entry, findings: list[Diagnostic]) -> Iterator[Condition]:
    node = entry.value
    if entry.key in ("all", "any", "none") and isinstance(node, Sequence):
        items = tuple(column_condition(item, findings) for item in node if isinstance(item, Mapping))
        if entry.key == "all":
            yield AllOf(items=items, span=entry.span)
        else:
            yield (AnyOf if entry.key == "any" else NoneOf)(items=items, span=entry.span)
    elif isinstance(node, Mapping):
        for operator in node:
            yield from _operator(entry.key, operator, findings)
    else:
        others = ", ".join(text for text in _texts(node) if text)
        values = f"[{others}]" if "," in others else others
        instead = f"any: [{{{entry.key}: {values}}}, {{{entry.key}: {{present: false}}}}]"
        _check_texts(entry.key, node, instead if others else "present: false", findings)
        yield Equals(field=entry.key, values=_texts(node), span=entry.span)


def _operator(column: str, entry: Entry, findings: list[Diagnostic]) -> Iterator[Condition]:
    node, text = entry.value, entry.value.text if isinstance(entry.value, Scalar) else ""
    match entry.key:
        case "is_not":
            others = ", ".join(text for text in _texts(node) if text)
            instead = f"{{is_not: [{others}], present: true}}" if others else "present: true"
            _check_texts(column, node, instead, findings)
            yield Equals(field=column, values=_texts(node), negated=True, span=entry.span)
        case "present":
            yield Present(field=column, present=text == "true", span=entry.span)
        case "contains":
            yield Contains(field=column, text=text, span=entry.span)
        case "matches":
            if problem := pattern_problem(text):
                findings.append(diagnostic(CONDITION, node.span, *problem))
            yield Matches(field=column, pattern=text, span=entry.span)
        case "at_least" | "at_most" | "above" | "below":
            message = f"'{entry.key}' compares numbers and times, but every column of an export is text"
            findings.append(diagnostic(CONDITION, entry.span, message, f"use {', '.join(_OPERATORS)}"))
        case _:
            help_ = instead_of(entry.key, "operators", _OPERATORS)
            findings.append(diagnostic(CONDITION, entry.span, f"'{entry.key}' is not an operator", help_))


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(item.text for item in _scalars(node))


def _check_texts(column: str, node: Node, instead: str, findings: list[Diagnostic]) -> None:
    """A finding where a column is compared with the empty text, which it never is."""
    for item in _scalars(node):
        if not item.text:
            message = f"'{column}' is never the empty text: an empty cell is a missing value"
            findings.append(diagnostic(CONDITION, item.span, message, f"write {instead}"))


def _scalars(node: Node) -> Iterator[Scalar]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return (item for item in items if isinstance(item, Scalar))


def columns_of(condition: Condition | None) -> Iterator[tuple[str, Span]]:
    """The columns that the condition looks at, each with its place."""
    match condition:
        case None:
            return
        case AllOf() | AnyOf() | NoneOf():
            for item in condition.items:
                yield from columns_of(item)
        case _:
            yield condition.field, condition.span


def condition_sql(condition: Condition | None, text_of: Callable[[str], str]) -> str:
    """The condition as SQL that is true or false, never NULL. `text_of` gives a column as SQL text, NULL if missing."""
    match condition:
        case None:
            return "true"
        case AllOf():
            return sql.all_of(condition_sql(item, text_of) for item in condition.items)
        case AnyOf():
            return sql.any_of(condition_sql(item, text_of) for item in condition.items)
        case NoneOf():
            return f"NOT ({sql.any_of(condition_sql(item, text_of) for item in condition.items)})"
        case Equals():
            listed = sql.texts(str(value) for value in condition.values)
            held = f"coalesce({text_of(condition.field)} IN ({listed}), false)"
            return f"NOT {held}" if condition.negated else held
        case Present():
            return f"{text_of(condition.field)} IS {'NOT ' if condition.present else ''}NULL"
        case Contains():
            return f"coalesce(contains({text_of(condition.field)}, {sql.text(condition.text)}), false)"
        case Matches():
            return f"coalesce(regexp_matches({text_of(condition.field)}, {sql.text(condition.pattern)}), false)"
        case Compare():
            raise ValueError("columns are text and are not compared by size")
        case _:
            assert_never(condition)
