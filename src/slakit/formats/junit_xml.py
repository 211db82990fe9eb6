"""JUnit XML: suites of test cases, as CI services read them; well-formed XML 1.0 whatever its texts hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from slakit.formats.terminal import safe

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Why a case did not pass: its kind, a line, and the details in lines."""

    kind: str
    message: str
    details: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A test case. It failed (`failure`), could not be run (`error`), was not (`skipped` says why), or passed."""

    name: str
    group: str
    failure: Fault | None = None
    error: Fault | None = None
    skipped: str = ""
    output: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suite:
    """Cases under a name, with what a reader may want to know of the run."""

    name: str
    cases: tuple[Case, ...]
    properties: tuple[tuple[str, str], ...] = ()


def document(suites: Iterable[Suite]) -> str:
    """The suites as one document, ending in a line break. Texts need not be safe."""
    root = ElementTree.Element("testsuites")
    for suite in suites:
        _suite(root, suite)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ElementTree.Element, suite: Suite) -> None:
    element = ElementTree.SubElement(
        root,
        "testsuite",
        name=_line(suite.name),
        tests=str(len(suite.cases)),
        failures=str(sum(case.failure is not None for case in suite.cases)),
        errors=str(sum(case.error is not None for case in suite.cases)),
        skipped=str(sum(bool(case.skipped) for case in suite.cases)),
    )
    if suite.properties:
        properties = ElementTree.SubElement(element, "properties")
        for name, value in suite.properties:
            ElementTree.SubElement(properties, "property", name=name, value=_line(value))
    for case in suite.cases:
        _case(element, case)


def _case(suite: ElementTree.Element, case: Case) -> None:
    element = ElementTree.SubElement(suite, "testcase", name=_line(case.name), classname=_line(case.group))
    if case.skipped:
        ElementTree.SubElement(element, "skipped", message=_line(case.skipped))
    for tag, fault in (("error", case.error), ("failure", case.failure)):
        if fault is not None:
            told = ElementTree.SubElement(element, tag, message=_line(fault.message), type=_line(fault.kind))
            told.text = _lines(fault.details or fault.message)
    if case.output:
        ElementTree.SubElement(element, "system-out").text = _lines(case.output)


def _line(text: str) -> str:
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", safe(text))


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.split("\n"))
