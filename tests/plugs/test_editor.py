"""An editor on a new repository: yaml-language-server completes, explains and checks by the schemas."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from slakit import starter
from slakit.cli import main
from tests.plugs.language_server import Editor, install

ROOT = Path(__file__).parents[2]
NEW = "# yaml-language-server: $schema=.slakit/agreement.schema.json\n"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A session in a repository that `slakit init` has made."""
    try:
        command = install(tmp_path_factory.mktemp("language_server"))
    except LookupError as error:
        pytest.skip(f"THE EDITOR SET-UP IS NOT TESTED: {error}")
    folder = tmp_path_factory.mktemp("repository")
    assert main(["init", str(folder), "--name", "acme"]) == 0
    with Editor(command, folder) as session:
        yield session


def text(editor: Editor, name: str = starter.AGREEMENT) -> str:
    return (editor.folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [starter.AGREEMENT, starter.SCENARIO])
def test_it_finds_nothing_in_the_starter(name: str, editor: Editor) -> None:
    editor.open(name, text(editor, name))
    assert editor.diagnostics(name) == []


@pytest.mark.parametrize("name", ["other_agreement.yaml", "by_modeline.yaml"])
def test_a_misspelt_key_is_flagged_where_it_stands(name: str, editor: Editor) -> None:
    body = text(editor) if "modeline" in name else text(editor).partition("\n")[2]  # then the settings name the schema
    editor.open(name, body.replace("within:", "withn:"))
    found = {finding["message"]: finding["range"]["start"] for finding in editor.diagnostics(name)}
    place = found["Property withn is not allowed."]
    assert editor.line(name, place["line"])[place["character"] :].startswith("withn: 4 business hours")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("within: 4 bussiness hours", "business hours"),
        ("per: fortnight", "Value is not accepted"),
        ("apiVersion: slakit/v2", "slakit/v1"),
        ("by: Sales", "small letters"),
    ],
)
def test_wrong_values_are_flagged_in_words(wrong: str, said: str, editor: Editor) -> None:
    key = wrong.partition(":")[0]
    lines = text(editor).splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
    lines[at] = f"{lines[at].partition(key)[0]}{wrong}"
    name = f"{key}.agreement.yaml"
    editor.open(name, "\n".join(lines) + "\n")
    assert any(said in finding["message"] for finding in editor.diagnostics(name))


@pytest.mark.parametrize(
    ("after", "typed", "label", "explained", "inserted"),
    [
        ("    stops: touch\n", "    ", "pauses", "from which time does not count", "pauses: "),
        ("    stops: touch\n", "    ca", "calendar", "The calendar of business units", "calendar: ${1:business}"),
        ("    stops: touch\n", "    ", "targets", "the first whose 'when' holds applies", "targets:"),
        ("responses:\n", "  ", "first_attempt: …", "An example", "first_attempt:\n  by: sales\n  starts: handoff"),
        ("measures:\n", "  speed:\n    ", "median: …", "An example", "median: first_attempt"),
        ("stages:\n", "  new:\n    ", "closes", "ends the lead's passage", "closes: "),
        ("calendars:                               # business hours run only in these\n", "  ", "Id", "A name", ""),
    ],
)
def test_keys_are_offered_with_what_they_mean(
    after: str, typed: str, label: str, explained: str, inserted: str, editor: Editor
) -> None:
    before, _, rest = text(editor).partition(after)
    name = f"{label[:3]}_{len(typed)}_agreement.yaml"
    editor.open(name, f"{before}{after}{typed}\n{rest}")
    offered = editor.completion(name, f"{after}{typed}")
    assert label in offered
    documentation = offered[label]["documentation"]
    assert explained in (documentation if isinstance(documentation, str) else documentation["value"])
    assert offered[label]["insertText"].startswith(inserted)


def test_keys_that_are_there_are_not_offered_again(editor: Editor) -> None:
    before, _, rest = text(editor).partition("    stops: touch\n")
    editor.open("again_agreement.yaml", f"{before}    stops: touch\n    \n{rest}")
    offered = editor.completion("again_agreement.yaml", "    stops: touch\n    ")
    assert not {"by", "for", "starts", "stops", "within"} & set(offered)
    assert "attempts" not in offered  # a cadence's


def test_values_are_offered(editor: Editor) -> None:
    editor.open("values_agreement.yaml", text(editor).replace("    closes: won", "    closes: "))
    assert set(editor.completion("values_agreement.yaml", "    closes: ")) == {"won", "lost", "recycled"}


def test_an_empty_file_is_begun(editor: Editor) -> None:
    editor.open("begun.yaml", NEW)
    offered = editor.completion("begun.yaml", NEW)
    assert offered["Agreement"]["insertText"].startswith("apiVersion: slakit/v1\nkind: Agreement\nmetadata:\n")
    assert {"term", "parties", "calendars", "stages", "responses", "quotas"} <= set(offered)


@pytest.mark.parametrize(
    ("word", "heading", "said"),
    [
        ("term:", "Term", "When the agreement is in force."),
        ("within:", "Duration", "The time within which the stop is due.\n\nExample:\n\n```yaml\n6 business hours\n```"),
        ("starts:", "Id or list of ids", "The event that starts the clock, or several."),
        ("qualified:", "Stage", "A stage of a lead: what is ready, where it leads, how long it lasts."),
        ("ready:", "Condition", "What must hold of the lead when it enters."),
        ("objective:", "Objective", "The share of kept promises that is promised per period"),
        ("closes: won", "Closing", "* `lost`: The lead is gone."),
        (
            "minimum_sample:",
            "Whole number above 0",
            "With fewer cases than this to judge by, the quota does not apply.",
        ),
    ],
)
def test_a_key_is_explained_where_it_stands(word: str, heading: str, said: str, editor: Editor) -> None:
    editor.open(starter.AGREEMENT, text(editor))
    shown = editor.hover(starter.AGREEMENT, word)
    assert shown.startswith(f"#### {heading}\n\n")
    assert said in shown


def test_a_scenario_is_explained_and_completed(editor: Editor) -> None:
    body = text(editor, starter.SCENARIO)
    editor.open(starter.SCENARIO, body)
    assert "The instant at which the log is judged" in editor.hover(starter.SCENARIO, "as_of:")
    editor.open("states.scenario.yaml", body.replace("state: met, due_at", "state: , due_at", 1))
    offered = editor.completion("states.scenario.yaml", "lead_id: anna, state: ")
    assert {"met", "breached", "waived"} <= set(offered)


def sound() -> list[Path]:
    """Every file of slakit's own that has no finding."""
    folders = ("policies", "examples", "tests/cases/valid")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.yaml") if kind(path))


def kind(path: Path) -> str:
    found = re.search(r"^kind: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].lower() if found else ""


@pytest.mark.parametrize("path", sound(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_sound_is_not_marked(path: Path, editor: Editor) -> None:
    modeline = f"# yaml-language-server: $schema=.slakit/{kind(path)}.schema.json\n"
    body = re.sub(r"^# yaml-language-server.*\n", "", path.read_text(encoding="utf-8"))
    name = f"{kind(path)}_{path.parent.name}_{path.name}"
    editor.open(name, modeline + body)
    assert editor.diagnostics(name) == []


def test_an_extension_is_asked_for_nothing_that_stands_elsewhere(editor: Editor) -> None:
    head = f"{NEW}apiVersion: slakit/v1\nkind: Agreement\nextends: agreement.yaml\n"
    body = "metadata: {version: 0.2.0}\nresponses:\n  first_touch: {within: 2 business hours}\nquotas: {volume: null}\n"
    editor.open("extension.yaml", head + body)
    assert editor.diagnostics("extension.yaml") == []
    assert "The time within which the stop is due." in editor.hover("extension.yaml", "within:")
    editor.open("misspelt.yaml", head + body.replace("within", "withn"))
    assert [found["message"] for found in editor.diagnostics("misspelt.yaml")] == ["Property withn is not allowed."]
