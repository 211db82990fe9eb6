"""Where conditions stand, in words."""

from collections.abc import Iterable

from slakit.model import Condition


def on_lines(here: Condition, others: Iterable[Condition]) -> str:
    """` on line 12`, ` on lines 12 and 14` or ` in base.yaml:3`; ` beside it` if all stand on the line of `here`."""
    spans = sorted({(other.span.file, other.span.line) for other in others} - {(here.span.file, here.span.line)})
    if not spans:
        return " beside it"
    if any(file != here.span.file for file, _ in spans):
        return " in " + _and([f"{file}:{line}" for file, line in spans])
    return f" on line{'s' if len(spans) > 1 else ''} " + _and([str(line) for _, line in spans])


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
