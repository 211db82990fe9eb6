"""Workflow commands: what the runner of GitHub Actions makes of them."""

import pytest

from slakit.diagnostics import Span
from slakit.formats.setting import Setting
from slakit.formats.workflow import SHOWN, Annotation, Level, commands
from tests.formats import hostile


def annotation(text: str, level: Level = Level.ERROR, span: Span | None = None) -> Annotation:
    return Annotation(level=level, title=text, lines=(text, text), span=span or Span(text, 3, 5, 3, 9))


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_no_text_ends_a_command_or_begins_one(text: str) -> None:
    (found,) = hostile.commands(commands([annotation(text)], Setting()))
    assert found.name == "error"
    assert set(found.properties) == {"file", "line", "col", "endLine", "endColumn", "title"}
    assert (found.properties["line"], found.properties["col"]) == ("3", "5")
    assert found.data.count("\n") == 1 or len(found.data) == 4096


def test_what_is_escaped_is_read_as_it_was() -> None:
    text = "100%: a, b"
    (found,) = hostile.commands(commands([annotation(text)], Setting()))
    assert found.properties["title"] == found.properties["file"] == text
    assert found.data == f"{text}\n{text}"
    assert ",title=100%25%3A a%2C b::100%25: a, b%0A" in commands([annotation(text)], Setting())


@pytest.mark.parametrize(
    ("span", "region"),
    [
        (Span("f", 4, 1), {"line": "4", "col": "1", "endLine": "4", "endColumn": "1"}),
        (Span("f", 4, 3, 4, 9), {"line": "4", "col": "3", "endLine": "4", "endColumn": "8"}),
        (Span("f", 4, 3, 4, 3), {"line": "4", "col": "3", "endLine": "4", "endColumn": "3"}),
        (Span("f", 4, 3, 6, 2), {"line": "4", "endLine": "6"}),
        (Span("f", 4, 3, 6, 1), {"line": "4", "endLine": "5"}),
        (Span("f", 4, 3, 5, 1), {"line": "4", "col": "3", "endLine": "4"}),
    ],
)
def test_columns_are_given_only_for_a_place_on_one_line(span: Span, region: dict[str, str]) -> None:
    (found,) = hostile.commands(commands([annotation("x", span=span)], Setting()))
    assert {name: value for name, value in found.properties.items() if name not in ("file", "title")} == region


@pytest.mark.parametrize(
    ("errors", "warnings", "more"),
    [
        (SHOWN, SHOWN, None),
        (SHOWN + 2, 1, "2 more errors: the summary of the job has them"),
        (1, SHOWN + 1, "1 more warning: the summary of the job has them"),
        (30, 30, "20 more errors and 20 more warnings: the summary of the job has them"),
    ],
)
def test_as_many_are_given_as_are_shown(errors: int, warnings: int, more: str | None) -> None:
    given = [annotation(f"e{n}") for n in range(errors)] + [annotation(f"w{n}", Level.WARNING) for n in range(warnings)]
    found = hostile.commands(commands(given, Setting()))
    assert sum(command.name == "error" for command in found) == min(errors, SHOWN)
    assert sum(command.name == "warning" for command in found) == min(warnings, SHOWN)
    assert [command.data for command in found if command.name == "notice"] == ([more] if more else [])
    assert found[0].properties["title"] == "e0"


def test_long_texts_are_cut_to_what_is_shown() -> None:
    (found,) = hostile.commands(commands([annotation("x" * 10_000)], Setting()))
    assert len(found.properties["title"]) == 255
    assert len(found.data) == 4096


def test_files_are_named_from_the_root_of_the_repository() -> None:
    (found,) = hostile.commands(commands([annotation("a.yaml")], Setting(place=lambda path: f"policies/{path}")))
    assert found.properties["file"] == "policies/a.yaml"
