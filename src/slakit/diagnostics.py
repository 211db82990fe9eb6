"""Findings as values: codes, spans, diagnostics and their order.

A code is declared once, where it is emitted, with `declare`; the catalogue refuses a second
declaration of the same code, so a number can never come to mean two things.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs: an error makes the exit code 1, a warning alone does not."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A place in a file: path as given by the user, line and column counted from 1.

    `end_line` and `end_column` are exclusive; they equal the start where only a point is known. A tuple: every key and
    value of a file has one.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its stable id (`SLA302`), a short title and its usual severity."""

    id: str
    title: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One finding: what was found, what was expected (`message`), what to write instead (`help`)."""

    code: Code
    span: Span
    message: str
    help: str = ""
    severity: Severity = field(default=Severity.ERROR)

    def __str__(self) -> str:
        return f"{self.span}: {self.severity} {self.code.id}: {self.message}"


_CATALOGUE: dict[str, Code] = {}


def declare(id: str, title: str, severity: Severity = Severity.ERROR) -> Code:  # noqa: A002 - the field's term
    """Declare a code where it is emitted. Raises `ValueError` if the id is taken."""
    if id in _CATALOGUE:
        raise ValueError(f"code {id} is declared twice: {_CATALOGUE[id].title!r} and {title!r}")
    code = Code(id, title, severity)
    _CATALOGUE[id] = code
    return code


def catalogue() -> tuple[Code, ...]:
    """Every code declared by the modules imported so far, by id."""
    return tuple(_CATALOGUE[key] for key in sorted(_CATALOGUE))


def diagnostic(code: Code, span: Span, message: str, help: str = "") -> Diagnostic:  # noqa: A002 - as above
    """A finding of `code` with the code's own severity."""
    return Diagnostic(code=code, span=span, message=message, help=help, severity=code.severity)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings by file, line, column, code and text, each once."""
    return tuple(sorted(set(diagnostics), key=_order))


def _order(finding: Diagnostic) -> tuple[str | int, ...]:
    return (*finding.span, finding.code.id, finding.message, finding.help)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
