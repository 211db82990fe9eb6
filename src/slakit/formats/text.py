"""Findings for people: a line that stands alone, the place in the file, and what to write instead."""

from collections import Counter
from collections.abc import Sequence

from slakit.diagnostics import Diagnostic, Severity, Span
from slakit.formats.report import Report
from slakit.formats.setting import Lines, Setting
from slakit.formats.terminal import BOLD, DIM, RED, YELLOW, disarmed, painted, safe, width

MOST_SHOWN = 1_000
"""The findings that are shown one by one: nobody reads more."""
ALL = "--format json"

_MEANT = "did you mean "
_MOST_CODES = 5
_COLUMNS = 100
_TAB = "    "
_STYLES = {Severity.ERROR: RED, Severity.WARNING: YELLOW}


def headline(finding: Diagnostic, *, colour: bool = False) -> str:
    """`file:line:column: error SLA302: message`, with the name that was probably meant."""
    place = painted(f"{safe(str(finding.span))}:", BOLD, colour=colour)
    weight = painted(f"{finding.severity} {finding.code.id}:", _STYLES[finding.severity], colour=colour)
    return f"{place} {weight} {safe(said(finding))}"


def said(finding: Diagnostic) -> str:
    """The message, with the name that was probably meant; not yet safe to print."""
    return f"{finding.message}; {finding.help}" if finding.help.startswith(_MEANT) else finding.message


def advice(finding: Diagnostic) -> str:
    """What to write instead, where the message does not say it; not yet safe to print."""
    return "" if finding.help.startswith(_MEANT) else finding.help


def render(report: Report, setting: Setting) -> str:
    """The findings with their excerpts and help, a blank line between them; empty without findings."""
    return told(report.findings, setting.lines, colour=setting.colour)


def told(findings: Sequence[Diagnostic], lines: Lines, *, colour: bool = False, all_: str = ALL) -> str:
    """The findings alone, as `render` shows them: as many as are read, and a line on the others.

    `all_` is what shows all of them.
    """
    shown, left = foremost(findings)
    parts = [_one(finding, lines, colour) for finding in shown]
    return "\n".join([*parts, f"and {more(left)}: {all_} shows all of them\n"] if left else parts)


def foremost(findings: Sequence[Diagnostic]) -> tuple[Sequence[Diagnostic], Sequence[Diagnostic]]:
    """`MOST_SHOWN` findings, errors before warnings, and the others; both in the order in which they were given."""
    if len(findings) <= MOST_SHOWN:
        return findings, ()
    by_weight = sorted(range(len(findings)), key=lambda at: findings[at].severity is Severity.WARNING)
    shown, left = sorted(by_weight[:MOST_SHOWN]), sorted(by_weight[MOST_SHOWN:])
    return [findings[at] for at in shown], [findings[at] for at in left]


def more(left: Sequence[Diagnostic]) -> str:
    """How many are left out, and of which codes: `1,200 more (1,100 SLA433, 100 SLA432)`."""
    codes = sorted(Counter(finding.code.id for finding in left).items(), key=lambda item: (-item[1], item[0]))
    named = [f"{times:,} {code}" for code, times in codes[:_MOST_CODES]]
    return f"{len(left):,} more ({', '.join(named)}{', …' if len(codes) > _MOST_CODES else ''})"


def summary(findings: Sequence[Diagnostic]) -> str:
    """How many there are: `2 errors, 1 warning`, `no findings`."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    parts = [counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return ", ".join(parts) or "no findings"


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _one(finding: Diagnostic, lines: Lines, colour: bool) -> str:
    shown = [headline(finding, colour=colour), *_excerpt(finding, lines(finding.span.file), colour)]
    if told := advice(finding):
        shown.append(f"  = {safe(told)}")
    return "".join(f"{line}\n" for line in shown)


def _excerpt(finding: Diagnostic, lines: Sequence[str], colour: bool) -> list[str]:
    """The line of the file with carets under the place; nothing where there is no such line."""
    span = finding.span
    if not 1 <= span.line <= len(lines) or not lines[span.line - 1].strip():
        return []
    before, marked, after = _parts(span, lines[span.line - 1])
    number = str(span.line)
    margin, gutter = (painted(text, DIM, colour=colour) for text in (f"{' ' * len(number)} |", f"{number} |"))
    carets = painted("^" * max(1, width(marked)), _STYLES[finding.severity], colour=colour)
    line = disarmed(f"{before}{marked}{after}".rstrip())
    return [margin, f"{gutter} {line}".rstrip(), f"{margin} {' ' * width(before)}{carets}"]


def _parts(span: Span, line: str) -> tuple[str, str, str]:
    """What is shown of a line before, in and after the place; of a long line a part that holds the place."""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip()) if span.end_line > span.line else 0
    cut, tail = _window(start, len(line))
    before, marked = _shown(line[cut:start]), _shown(line[start : min(max(end, start + 1), tail)])
    after = _shown(line[max(min(end, tail), start + 1) : tail])
    return f"{'…' if cut else ''}{before}", marked, f"{after}{'…' if tail < len(line) else ''}"


def _window(start: int, length: int) -> tuple[int, int]:
    """The part of a long line to show: as much as fits, the place in it."""
    if length <= _COLUMNS:
        return 0, length
    first = max(0, min(start - _COLUMNS // 3, length - _COLUMNS))
    return first, first + _COLUMNS


def _shown(text: str) -> str:
    return safe(text.replace("\t", _TAB))
