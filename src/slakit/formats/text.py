"""Findings for people: a line that stands alone, the place in the file, and what to write instead."""

from collections.abc import Callable, Iterable, Sequence

from slakit.diagnostics import Diagnostic, Severity, Span
from slakit.formats.terminal import safe, width

Lines = Callable[[str], Sequence[str]]
"""The lines of a file by its path; none where it cannot be read."""

_MEANT = "did you mean "
_COLUMNS = 100
_TAB = "    "


def headline(finding: Diagnostic) -> str:
    """`file:line:column: error SLA302: message`, with the name that was probably meant."""
    meant = f"; {finding.help}" if finding.help.startswith(_MEANT) else ""
    place, code = safe(str(finding.span)), finding.code.id
    return f"{place}: {finding.severity} {code}: {safe(finding.message)}{safe(meant)}"


def render(findings: Iterable[Diagnostic], lines: Lines) -> str:
    """Every finding with its excerpt and help, a blank line between them; empty without findings."""
    return "\n".join(f"{_one(finding, lines)}" for finding in findings)


def summary(findings: Sequence[Diagnostic]) -> str:
    """How many there are: `2 errors, 1 warning`, `no findings`."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    parts = [counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return ", ".join(parts) or "no findings"


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _one(finding: Diagnostic, lines: Lines) -> str:
    shown = [headline(finding), *_excerpt(finding.span, lines(finding.span.file))]
    if finding.help and not finding.help.startswith(_MEANT):
        shown.append(f"  = {safe(finding.help)}")
    return "".join(f"{line}\n" for line in shown)


def _excerpt(span: Span, lines: Sequence[str]) -> list[str]:
    """The line of the file with carets under the place; nothing where there is no such line."""
    if not 1 <= span.line <= len(lines) or not lines[span.line - 1].strip():
        return []
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip()) if span.end_line > span.line else 0
    cut, tail = _window(start, len(line))
    before, marked = _shown(line[cut:start]), _shown(line[start : min(max(end, start + 1), tail)])
    after = _shown(line[max(min(end, tail), start + 1) : tail])
    lead, rest = ("…" if cut else ""), ("…" if tail < len(line) else "")
    number = str(span.line)
    margin = " " * len(number)
    return [
        f"{margin} |",
        f"{number} | {lead}{before}{marked}{after}{rest}".rstrip(),
        f"{margin} | {' ' * width(lead + before)}{'^' * max(1, width(marked))}",
    ]


def _window(start: int, length: int) -> tuple[int, int]:
    """The part of a long line to show: as much as fits, the place in it."""
    if length <= _COLUMNS:
        return 0, length
    first = max(0, min(start - _COLUMNS // 3, length - _COLUMNS))
    return first, first + _COLUMNS


def _shown(text: str) -> str:
    return safe(text.replace("\t", _TAB))
