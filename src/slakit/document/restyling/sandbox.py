"""The environment for templates of strangers: values escaped, nothing reachable but what a document has."""

from collections.abc import Callable
from typing import Any

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from slakit.document.restyling.folder import FolderLoader, chosen
from slakit.document.templating import Templates, settings

_NOT_OFFERED = ("safe", "random", "pprint", "urlize")
"""Filters that let values pass as they are, differ from one run to the next, or make links of strangers' text."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without ways around escaping, chance and powers."""

    intercepted_binops = frozenset(["**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what has grown out of all bounds before it is computed."""
        raise SecurityError(f"the operator {operator} is not offered to templates")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        for found in parsed.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
            raise TemplateSyntaxError("escaping cannot be turned off", found.lineno, name, filename)
        return parsed


def sandbox(templates: Templates, own: FolderLoader) -> Sandbox:
    """The environment in which a team's templates for a format are rendered."""
    environment = Sandbox(**settings(templates, chosen(own)))
    templates.furnish(environment)
    environment.finalize = _values_only(environment.finalize)
    for name in _NOT_OFFERED:
        environment.filters.pop(name, None)
    environment.globals.pop("lipsum", None)
    return environment


def _values_only(finalize: Callable[..., Any] | None) -> Callable[[Any], Any]:
    """What is printed is a value: a function would show its place in memory, another one every time."""

    def finalized(value: Any) -> Any:
        if not isinstance(value, Undefined) and callable(value):
            raise TypeError("a function is printed: call it with ()")
        return value if finalize is None else finalize(value)

    return finalized
