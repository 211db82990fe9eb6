"""Conditions that nothing can satisfy: the parts that exclude each other, and what is said of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from slakit.diagnostics import Code, Diagnostic, diagnostic
from slakit.model import AllOf, AnyOf, Condition, Field, NoneOf
from slakit.numbers import plain
from slakit.reasoning.conditions import Reasoning, parts_of
from slakit.reasoning.places import on_lines
from slakit.usage import tests


def clashes(reasoning: Reasoning, condition: Condition) -> Iterator[Sequence[Condition]]:
    """What excludes each other in the condition, else in each alternative within it."""
    parts = list(parts_of(condition))
    if not reasoning.can_hold(parts):
        clash = reasoning.clash(parts)
        if len(clash) > 1 or not isinstance(clash[0], AnyOf):
            yield clash
            return
        parts = list(clash)  # none of its alternatives can hold: each says why
    for part in parts:
        if isinstance(part, AnyOf | NoneOf):
            for item in part.items:
                yield from clashes(reasoning, item)


def told(fields: Mapping[str, Field], clash: Sequence[Condition], code: Code) -> Diagnostic:
    """The finding, of `code`, for conditions on `fields` that exclude each other, at the last of them."""
    *before, last = clash
    names = {test.field for part in clash for test in tests(part)}
    if len(names) > 1 or any(isinstance(part, AllOf | AnyOf | NoneOf) for part in clash):
        message = "nothing can satisfy this" + (f" together with what stands{on_lines(last, before)}" if before else "")
        return diagnostic(code, last.span, message, "change it, or the tests that it excludes")
    (name,) = names
    if not before:
        message = f"no value of '{name}'{_limits(fields[name])} can satisfy this"
        return diagnostic(code, last.span, message, "change it, or the field's values")
    message = f"the tests of '{name}' exclude each other: this one and what stands{on_lines(last, before)}"
    return diagnostic(code, last.span, message, "keep one of them, or list them under 'any'")


def _limits(field: Field) -> str:
    limits = [f"{key} {_plain(limit)}" for key, limit in (("min", field.min), ("max", field.max)) if limit is not None]
    return f", which has {' and '.join(limits)}," if limits else ""


def _plain(limit: Fraction | date | int) -> str:
    return plain(limit) if isinstance(limit, Fraction) else str(limit)
