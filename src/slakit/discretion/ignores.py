"""`# slakit: ignore[SLA431] reason` at the end of a line: that code is not reported there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from slakit import codes
from slakit.diagnostics import Diagnostic, Severity, Span, declare, diagnostic
from slakit.discretion.comments import Comment, comments
from slakit.language.source import lines
from slakit.language.spelling import suggestion
from slakit.language.wording import quoted
from slakit.language.yaml_reader import MAX_FINDINGS

UNREADABLE = declare("SLA145", "An ignore that cannot be read")
FIRM = declare("SLA146", "A finding that cannot be ignored")
UNUSED = declare("SLA147", "An ignore that silences nothing", Severity.WARNING)
UNKNOWN = declare("SLA142", "An unknown code")

_WORD = re.compile(r"(?P<word>[\w-]+)\s*(?P<bracket>\[)?")
_WHOLE = re.compile(r"[\w-]+\s*\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)")
_CODE = re.compile(r"[^,\s][^,]*")
_MOST = 100
"""Codes of one comment that are listened to."""
_INSTEAD = "write # slakit: ignore[SLA431] and then why"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ignore:
    """A code that is not to be reported on a line, and why; `span` is the place of the code in the comment."""

    code: str
    line: int
    reason: str
    span: Span
    alone: bool

    def unused(self) -> Diagnostic:
        """The finding for an ignore that nothing needed."""
        if self.alone:
            message = f"nothing stands on this line, so {self.code} is not ignored anywhere"
            return diagnostic(
                UNUSED, self.span, message, "move the comment to the end of the line that the finding names"
            )
        message = f"{self.code} is not found on this line"
        return diagnostic(UNUSED, self.span, message, "remove it from the comment")


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """The ignores of one file, and what is wrong with others."""

    ignores: tuple[Ignore, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def has(self, line: int, code: str) -> bool:
        """Whether `code` is ignored on `line`."""
        return (line, code) in self._places

    @cached_property
    def _places(self) -> frozenset[tuple[int, str]]:
        return frozenset((ignore.line, ignore.code) for ignore in self.ignores)


def ignored_in(file: str) -> Ignored:
    """What the comments of a file ignore; nothing where it is not YAML."""
    ignores: list[Ignore] = []
    findings: list[Diagnostic] = []
    for comment in comments(lines(file)):
        for found in _read(comment, file):
            if isinstance(found, Ignore):
                ignores.append(found)
            else:
                findings.append(found)
    return Ignored(ignores=tuple(ignores), diagnostics=tuple(findings[:MAX_FINDINGS]))


def _read(comment: Comment, file: str) -> Iterator[Ignore | Diagnostic]:
    """The ignores of a comment, or what is wrong with it. One that says something else to a reader is left alone."""
    start = _WORD.match(comment.said)
    if start is None or not (start["bracket"] or start["word"] == "ignore"):
        return
    word = start["word"]
    if word != "ignore":
        help_ = suggestion(word, ["ignore"]) or _INSTEAD
        yield _flaw(file, comment, f"{quoted(word)} is not a word of slakit's", help_, length=len(word))
        return
    whole = _WHOLE.match(comment.said)
    if whole is None or not _CODE.search(whole["codes"]):
        yield _flaw(file, comment, "the ignore names no code in brackets", _INSTEAD)
        return
    if not whole["reason"].strip(" -–—:."):
        yield _flaw(file, comment, "the ignore gives no reason, so nothing is ignored", "say why, after the bracket")
        return
    for match in islice(_CODE.finditer(whole["codes"]), _MOST):
        code, place = match[0].strip(), whole.start("codes") + match.start()
        yield _one(code, _span(file, comment, place, len(code)), comment, whole["reason"])


def _flaw(file: str, comment: Comment, message: str, help_: str, *, length: int | None = None) -> Diagnostic:
    span = _span(file, comment, 0, len(comment.said) if length is None else length)
    return diagnostic(UNREADABLE, span, message, help_)


def _one(code: str, span: Span, comment: Comment, reason: str) -> Ignore | Diagnostic:
    if not codes.exists(code):
        return unknown_code(code, span)
    page = codes.find(code)
    if page is not None and not page.may_be_silenced:
        message = f"{code} cannot be ignored: what has it cannot be evaluated"
        return diagnostic(FIRM, span, message, "correct what it finds, and remove this")
    return Ignore(code=code, line=comment.line, reason=reason, span=span, alone=comment.alone)


def unknown_code(code: str, span: Span) -> Diagnostic:
    """The finding for a code that there is not."""
    meant = code.upper()
    help_ = f"did you mean '{meant}'?" if codes.exists(meant) else f"the codes are listed in {codes.PAGES}"
    return diagnostic(UNKNOWN, span, f"{quoted(code)} is not a code of slakit's", help_)


def _span(file: str, comment: Comment, offset: int, length: int) -> Span:
    column = comment.column + offset
    return Span(file, comment.line, column, comment.line, column + length)
