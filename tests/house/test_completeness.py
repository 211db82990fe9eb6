"""A concept is complete where it stands: kinds of promise, verbs, modules."""

import ast
from importlib import import_module
from pathlib import Path

import click
import pytest

from slakit.cli.discovery import Verbs
from slakit.cli.entry import slakit as program
from tests.house.pages import ROOT

SOURCE = ROOT / "src" / "slakit"
MODULES = sorted(SOURCE.rglob("*.py"))
KINDS = sorted(path.parent.name for path in (SOURCE / "commitments").glob("*/bind.py"))
CASES = ROOT / "tests" / "cases" / "evaluate"
AREAS = {
    "stage": "stages",
    "response": "responses",
    "cadence": "cadences",
    "quota": "quotas",
    "objective": "objectives",
    "goal": "goals",
}
assert isinstance(program, Verbs)
VERBS = program.list_commands(click.Context(program))


def command_of(verb: str) -> click.Command:
    """The verb's command."""
    assert isinstance(program, Verbs)
    found = program.get_command(click.Context(program), verb)
    assert found is not None
    return found


def test_every_kind_is_known() -> None:
    assert sorted(AREAS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_compiled_and_worded(kind: str) -> None:
    for part in ("bind", "compile", "words"):
        assert import_module(f"slakit.commitments.{kind}.{part}").__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_cases(kind: str) -> None:
    assert len(list((CASES / AREAS[kind]).glob("*.yaml"))) >= 5


def test_there_are_enough_cases() -> None:
    assert len([path for path in CASES.rglob("*.yaml") if not path.name.startswith("_")]) >= 120


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    command = command_of(verb)
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or getattr(option, "help", None), option.name


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_page(verb: str) -> None:
    assert f"\n## slakit {verb}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is_and_holds_one_concept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 400
    assert path.stem not in {"utils", "util", "helpers", "manager", "base", "common", "misc"}


def test_half_the_modules_are_short() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert lengths[len(lengths) // 2] < 140
