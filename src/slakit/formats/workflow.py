"""Workflow commands of GitHub Actions: lines of a step's log that become annotations of a pull request.

Nothing in a file's name or text can end the command it stands in or begin another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from slakit.diagnostics import Diagnostic, Severity, Span
from slakit.formats import pages
from slakit.formats.setting import Setting
from slakit.formats.terminal import safe
from slakit.formats.text import advice, counted, said

SHOWN = 10
"""How many annotations of one level GitHub shows of a step."""
_LONGEST_TITLE = 255
_LONGEST_MESSAGE = 4096


class Level(StrEnum):
    """How an annotation weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotation:
    """A remark on a place of a file: a title, and a message in lines. The texts need not be safe."""

    level: Level
    title: str
    lines: tuple[str, ...]
    span: Span


def of_finding(finding: Diagnostic) -> Annotation:
    """A finding as an annotation."""
    level = Level.ERROR if finding.severity is Severity.ERROR else Level.WARNING
    lines = [said(finding), advice(finding), pages.uri(finding.code.id)]
    return Annotation(
        level=level,
        title=f"{finding.code.id} {finding.code.title}",
        lines=tuple(line for line in lines if line),
        span=finding.span,
    )


def commands(annotations: Iterable[Annotation], setting: Setting) -> str:
    """The commands in lines: of each level as many as are shown, and a notice that says how many more there are."""
    given = list(annotations)
    shown = [command for level in Level for command in _of_level(given, level, setting)]
    left = [(_count(given, level) - SHOWN, level.value) for level in (Level.ERROR, Level.WARNING)]
    if more := [counted(number, f"more {word}") for number, word in left if number > 0]:
        shown.append(f"::notice title=Not all are annotated::{' and '.join(more)}: the summary of the job has them")
    return "".join(f"{command}\n" for command in shown)


def _of_level(annotations: Sequence[Annotation], level: Level, setting: Setting) -> Iterator[str]:
    for annotation in [one for one in annotations if one.level is level][:SHOWN]:
        yield _command(annotation, setting)


def _count(annotations: Sequence[Annotation], level: Level) -> int:
    return sum(annotation.level is level for annotation in annotations)


def _command(annotation: Annotation, setting: Setting) -> str:
    properties = {
        "file": safe(setting.place(annotation.span.file)),
        **_region(annotation.span),
        "title": _clipped(safe(annotation.title), _LONGEST_TITLE),
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _clipped("\n".join(safe(line) for line in annotation.lines), _LONGEST_MESSAGE)
    return f"::{annotation.level} {written}::{_data(message)}"


def _region(span: Span) -> dict[str, int]:
    """Lines, and columns where the place is on one line: GitHub takes them only then. Ends are included."""
    end_line, end_column = max(span.end_line, span.line), max(span.end_column - 1, span.column)
    if end_line > span.line and span.end_column <= 1:  # it ends before the line does anything
        end_line -= 1
    if end_line > span.line:
        return {"line": span.line, "endLine": end_line}
    if span.end_line > span.line:
        return {"line": span.line, "col": span.column, "endLine": end_line}
    return {"line": span.line, "col": span.column, "endLine": end_line, "endColumn": end_column}


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
