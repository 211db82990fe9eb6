"""Broken agreements, one mistake each: every finding at its place, with what to write instead.

A file begins with what is expected of it: `# expect: CODE line:column part of the message`, one line per
finding, each followed by `# help: part of the help` where the help matters.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from slakit.loading import load_agreement

FOLDER = Path(__file__).parents[1] / "cases" / "broken"
_EXPECTED = re.compile(r"# expect: (SLA[0-9]{3}) ([0-9]+):([0-9]+) (.+)")
_HELP = re.compile(r"# help: (.+)")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A finding that a case expects."""

    code: str
    line: int
    column: int
    message: str
    help: str = ""


def cases() -> list[Path]:
    """Every broken file and, of cases made of several files, the one named `agreement.yaml`."""
    return sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*/agreement.yaml")])


def expected(text: str) -> list[Expected]:
    """What the head of a file says is wrong with it."""
    found: list[Expected] = []
    for line in text.splitlines():
        if match := _EXPECTED.fullmatch(line.strip()):
            found.append(Expected(code=match[1], line=int(match[2]), column=int(match[3]), message=match[4]))
        elif (match := _HELP.fullmatch(line.strip())) and found:
            last = found.pop()
            found.append(Expected(**{**last.__dict__, "help": match[1]}))
        elif line.strip() and not line.startswith("#"):
            break
    return found


def name(path: Path) -> str:
    return path.stem if path.parent == FOLDER else path.parent.name


@pytest.mark.parametrize("path", cases(), ids=name)
def test_broken(path: Path) -> None:
    wanted = expected(path.read_text(encoding="utf-8", errors="replace"))
    assert wanted, "a case says what it expects"
    _, findings = load_agreement(str(path))
    shown = "\n".join(f"{finding}\n    {finding.help}" for finding in findings)
    assert [(f.code.id, f.span.line, f.span.column) for f in findings] == [
        (w.code, w.line, w.column) for w in wanted
    ], shown
    for finding, want in zip(findings, wanted, strict=True):
        assert want.message in finding.message, shown
        assert want.help in finding.help, shown
        assert finding.help, f"no word on what to write instead: {finding}"


def test_there_are_enough() -> None:
    assert len(cases()) >= 40
