"""SARIF 2.1.0 logs: the results of one run with the rules that they break (OASIS, errata 01)."""

import hashlib
import json
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from slakit.diagnostics import Diagnostic, Severity, Span
from slakit.formats import pages
from slakit.formats.json_text import dumped
from slakit.formats.setting import Setting
from slakit.formats.text import advice, said

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "slakit/v1"
"""The name of the fingerprint; another way to compute it has another number."""
MOST_RESULTS = 5_000
"""As many results as GitHub keeps of a run: the gravest."""
_ROOT = "%SRCROOT%"
_LONGEST = 1_000
"""Characters of a line that are part of a result's identity as they are; a longer line is by its digest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A kind of result: what it is in a sentence, its page as text and as Markdown, and the page's address."""

    id: str
    title: str
    what: str
    text: str
    markdown: str
    uri: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """Something that breaks a rule at a place. `logical` names it within the agreement (`northwind/first_attempt`);
    `related` are other places, each with what it is.

    `identity` is what makes it the same result in another run: texts that do not change when lines move.
    """

    rule: Rule
    severity: Severity
    message: str
    span: Span
    identity: tuple[str, ...]
    logical: str = ""
    related: tuple[tuple[str, Span], ...] = ()


def of_findings(findings: Iterable[Diagnostic], setting: Setting) -> list[Result]:
    """Findings as results: one is the same as before if its code, its file and the text of its line are."""
    rules: dict[str, Rule] = {}
    results = []
    for finding in findings:
        code = finding.code
        if code.id not in rules:
            rules[code.id] = Rule(
                id=code.id,
                title=code.title,
                what=pages.what(code),
                text=pages.text(code),
                markdown=pages.markdown(code),
                uri=pages.uri(code.id),
                severity=code.severity,
            )
        told = advice(finding)
        results.append(
            Result(
                rule=rules[code.id],
                severity=finding.severity,
                message=f"{said(finding)}\n{told}" if told else said(finding),
                span=finding.span,
                identity=(_told(_line(finding.span, setting)),),
            )
        )
    return results


def log(results: Sequence[Result], setting: Setting, *, because: str = "") -> str:
    """The log of a run as JSON. `because` says why the run could not do its job."""
    kept = _gravest(results)
    rules = {result.rule.id: result.rule for result in kept}
    indices = {id_: index for index, id_ in enumerate(rules)}
    seen: Counter[str] = Counter()
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "slakit",
                        "version": version("slakit"),
                        "informationUri": pages.page(""),
                        "rules": [_rule(rule) for rule in rules.values()],
                    }
                },
                "columnKind": "utf16CodeUnits",
                "invocations": [_invocation(because, len(results) - len(kept))],
                "results": [_result(result, indices[result.rule.id], seen, setting) for result in kept],
            }
        ],
    }
    return dumped(document)


def _gravest(results: Sequence[Result]) -> Sequence[Result]:
    """As many as are kept, errors before warnings, in the order in which they were given."""
    by_weight = sorted(range(len(results)), key=lambda at: results[at].severity is Severity.WARNING)
    return [results[at] for at in sorted(by_weight[:MOST_RESULTS])]


def _invocation(because: str, left_out: int) -> dict[str, Any]:
    notes = [] if not because else [("error", f"There is no verdict: {because}")]
    if left_out:
        notes.append(("warning", f"{left_out} more results are left out: a run holds at most {MOST_RESULTS}"))
    made: dict[str, Any] = {"executionSuccessful": not because}
    if notes:
        made["toolExecutionNotifications"] = [
            {"level": level, "message": {"text": _unlinked(text)}} for level, text in notes
        ]
    return made


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": _name(rule.title),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.what},
        "help": {"text": rule.text, "markdown": rule.markdown},
        "helpUri": rule.uri,
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["slakit"], "problem.severity": rule.severity.value},
    }


def _name(title: str) -> str:
    """`An unknown event` as `AnUnknownEvent`: viewers expect an identifier."""
    words = "".join(character if character.isalnum() else " " for character in title.replace("'", "")).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def _result(result: Result, index: int, seen: Counter[str], setting: Setting) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(result.span, setting)}
    if result.logical:
        location["logicalLocations"] = [{"fullyQualifiedName": result.logical, "kind": "member"}]
    made = {
        "ruleId": result.rule.id,
        "ruleIndex": index,
        "level": result.severity.value,
        "message": {"text": _unlinked(result.message)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: _fingerprint(result, seen, setting)},
    }
    if result.related:
        made["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(span, setting), "message": {"text": _unlinked(what)}}
            for number, (what, span) in enumerate(result.related, start=1)
        ]
    return made


def _physical(span: Span, setting: Setting) -> dict[str, Any]:
    return {"artifactLocation": _artifact(setting.place(span.file)), "region": _region(span, setting)}


def _fingerprint(result: Result, seen: Counter[str], setting: Setting) -> str:
    """A digest of what the result is; equal ones are told apart by their order."""
    parts = [result.rule.id, setting.place(result.span.file), result.logical, *result.identity]
    key = json.dumps(parts)
    seen[key] += 1
    return hashlib.sha256(f"{key}{seen[key]}".encode()).hexdigest()


def _artifact(place: str) -> dict[str, str]:
    """A file by its address: relative to the repository's root, or absolute if it lies elsewhere."""
    try:
        path = quote(os.fsencode(place))
    except UnicodeEncodeError:  # no name of a file here: half a character
        path = quote(place, errors="surrogatepass")
    if place.startswith("/"):
        return {"uri": f"file://{path}"}
    return {"uri": path, "uriBaseId": _ROOT}


def _region(span: Span, setting: Setting) -> dict[str, int]:
    """The place, counted from 1 in UTF-16 units, its end excluded; a point where no more is known."""
    end_line = max(span.end_line, span.line)
    end_column = span.end_column if span.end_line else span.column
    lines = setting.lines(span.file)
    region = {"startLine": span.line, "startColumn": _units(lines, span.line, span.column), "endLine": end_line}
    return region | {"endColumn": max(1, _units(lines, end_line, end_column))}


def _units(lines: Sequence[str], line: int, column: int) -> int:
    """A column counted in UTF-16 units."""
    text = lines[line - 1] if 1 <= line <= len(lines) else ""
    return column if text.isascii() else column + bisect_left(_of_two_units(text), column - 1)


@lru_cache(maxsize=16)
def _of_two_units(text: str) -> tuple[int, ...]:
    """Where a line has characters of two UTF-16 units: looked up once for all results on it."""
    return tuple(at for at, character in enumerate(text) if ord(character) > 0xFFFF)


@lru_cache(maxsize=16)
def _told(line: str) -> str:
    """What a line says, in few characters: there may be thousands of results on it."""
    text = line.strip()
    return text if len(text) <= _LONGEST else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _line(span: Span, setting: Setting) -> str:
    lines = setting.lines(span.file)
    return lines[span.line - 1] if 1 <= span.line <= len(lines) else ""


def _unlinked(text: str) -> str:
    """Text in which no viewer finds a link: `[words](address)` would be one."""
    return text.replace("](", "] (")
