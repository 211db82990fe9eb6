"""SQL whose relations have other names: those of a script's steps, or references in a template of dbt."""

import re
from collections.abc import Callable, Mapping

_STANDARD = r"[eE]?'(?:[^']|'')*'"
_ESCAPING = r"'(?:[^'\\]|\\.)*'"
_READ = r"\b(?P<word>FROM|JOIN)(?P<gap>\s+)(?P<name>(?:[\"`][^\"`]+[\"`]|\w+)(?:\.(?:[\"`][^\"`]+[\"`]|\w+))*)"


def renamed(sql: str, known: Mapping[str, str], *, escapes: bool) -> str:
    """`sql` with each name of `known` that is read replaced; nothing within a text literal is a name.

    `escapes` tells that a backslash escapes within text literals.
    """
    return _replaced(sql, known, str, escapes=escapes)


def with_references(sql: str, known: Mapping[str, str], *, escapes: bool) -> str:
    """The same, `known` holding templates: text literals stay as they are, no other text is taken for a template."""
    return _replaced(sql, known, _inert, escapes=escapes)


def _replaced(sql: str, known: Mapping[str, str], rest: Callable[[str], str], *, escapes: bool) -> str:
    pattern = re.compile(f"(?P<text>{_ESCAPING if escapes else _STANDARD})|{_READ}|(?P<brace>{{)", re.DOTALL)

    def replaced(match: re.Match[str]) -> str:
        if match["name"] is None:
            return rest(match[0])
        name = match["name"]
        return f"{match['word']}{match['gap']}{known[name] if name in known else rest(name)}"

    return pattern.sub(replaced, sql)


def _inert(text: str) -> str:
    """Without an opening brace Jinja reads nothing."""
    return text.replace("{", "{{ '{' }}")
