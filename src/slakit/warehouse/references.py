"""SQL as a template of dbt: names of relations become references, everything else stays text."""

import re
from collections.abc import Mapping

_STANDARD = r"[eE]?'(?:[^']|'')*'"
_ESCAPING = r"'(?:[^'\\]|\\.)*'"
_READ = r"\b(?P<word>FROM|JOIN)(?P<gap>\s+)(?P<name>(?:[\"`][^\"`]+[\"`]|\w+)(?:\.(?:[\"`][^\"`]+[\"`]|\w+))*)"


def with_references(sql: str, known: Mapping[str, str], *, escapes: bool) -> str:
    """`sql` with each name of `known` that is read replaced by its template; no text is taken for a template.

    `escapes` tells that a backslash escapes within text literals, which are left as they are.
    """
    pattern = re.compile(f"(?P<text>{_ESCAPING if escapes else _STANDARD})|{_READ}|(?P<brace>{{)", re.DOTALL)

    def replaced(match: re.Match[str]) -> str:
        if match["text"] is not None:
            return _inert(match["text"])
        if match["brace"] is not None:
            return _inert(match["brace"])
        name = match["name"]
        return f"{match['word']}{match['gap']}{known[name] if name in known else _inert(name)}"

    return pattern.sub(replaced, sql)


def _inert(text: str) -> str:
    """Without an opening brace Jinja reads nothing."""
    return text.replace("{", "{{ '{' }}")
