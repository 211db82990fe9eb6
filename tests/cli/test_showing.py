"""How results are shown: which format, from which folder, in colour or not; exit codes that hang on none of it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from slakit.cli import main
from slakit.formats import FORMATS
from slakit.language.schema_files import bundled
from tests.cli.test_evaluate import AGREEMENT, KEPT, LATE
from tests.formats import hostile
from tests.formats.test_sarif import official

SCENARIO = """
apiVersion: slakit/v1
kind: Scenario
agreement: team
as_of: 2027-01-08T12:00:00-05:00
events:
  - {lead_id: L1, event: assigned, at: 2027-01-05T09:00:00-05:00}
  - {lead_id: L1, event: call, at: 2027-01-05T10:00:00-05:00}
expect:
  - {commitment: first_attempt, lead_id: L1, state: met}
"""
FILES = {
    "team.yaml": AGREEMENT,
    "wrong.yaml": AGREEMENT.replace("stops: attempt", "stops: atempt"),
    "unused.yaml": AGREEMENT.replace("meeting: {event: meeting}", "meeting: {event: meeting}, other: {event: other}"),
    "kept.csv": KEPT,
    "broken.csv": KEPT + LATE,
    "good.scenario.yaml": SCENARIO,
    "bad.scenario.yaml": SCENARIO.replace("state: met", "state: breached"),
}
CALLS = [
    ("validate team.yaml", 0),
    ("validate unused.yaml", 0),
    ("validate wrong.yaml", 1),
    ("validate team.yaml nowhere.yaml", 2),
    ("evaluate team.yaml --events kept.csv", 0),
    ("evaluate team.yaml --events broken.csv", 1),
    ("evaluate wrong.yaml --events kept.csv", 2),
    ("evaluate team.yaml --events nowhere.csv", 2),
    ("test team.yaml good.scenario.yaml", 0),
    ("test team.yaml good.scenario.yaml bad.scenario.yaml", 1),
    ("test team.yaml good.scenario.yaml --fail-under 100", 1),
]

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with agreements, logs and scenarios, good and bad."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("call", "code"), CALLS)
def test_the_exit_code_does_not_hang_on_the_format(
    call: str, code: int, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}
    for format_ in FORMATS:
        assert main([*call.split(), "--format", format_]) == code, format_
        shown[format_] = capsys.readouterr().out
    assert main(call.split()) == code
    assert capsys.readouterr().out == shown["text"]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(call.split()) == code
    assert capsys.readouterr().out == shown["github"]
    jsonschema.Draft202012Validator(bundled(schema_of(call, code))).validate(json.loads(shown["json"]))
    jsonschema.Draft4Validator(official()).validate(json.loads(shown["sarif"]))
    ElementTree.fromstring(shown["junit"])  # noqa: S314 - what was made here
    failed = any(command.name == "error" for command in hostile.commands(shown["github"]))
    assert failed is (code != 0)
    assert not any(hostile.commands(text) for format_, text in shown.items() if format_ != "github")


def schema_of(call: str, code: int) -> str:
    """What describes a verb's JSON; where there is no verdict, it is findings."""
    verb = call.partition(" ")[0]
    findings = verb == "validate" or (verb == "evaluate" and code == 2)
    return "diagnostics" if findings else {"evaluate": "evaluation", "test": "test_results"}[verb]


@pytest.mark.parametrize(("value", "format_"), [("true", "github"), ("false", "text"), ("", "text"), ("1", "text")])
def test_github_is_chosen_in_a_step_of_actions(
    value: str, format_: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    main(["validate", "wrong.yaml"])
    assert bool(hostile.commands(capsys.readouterr().out)) is (format_ == "github")
    main(["validate", "wrong.yaml", "--format", "text"])
    assert not hostile.commands(capsys.readouterr().out)


# --- where files lie --------------------------------------------------------------------------------


def annotated(out: str) -> str:
    return hostile.commands(out)[0].properties["file"]


def test_files_are_named_from_the_workspace(here: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(here / "deep" / "er")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here))
    main(["validate", "../../wrong.yaml", "--format", "github"])
    assert annotated(capsys.readouterr().out) == "wrong.yaml"


def test_files_are_named_from_the_repository(here: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / ".git").mkdir()
    (here / "policies").mkdir()
    (here / "policies" / "a b.yaml").write_text(FILES["wrong.yaml"])
    monkeypatch.chdir(here / "policies")
    main(["validate", "a b.yaml", "--format", "github"])
    assert annotated(capsys.readouterr().out) == "policies/a b.yaml"
    main(["validate", "a b.yaml", "--format", "sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "policies/a%20b.yaml", "uriBaseId": "%SRCROOT%"}


def test_a_file_outside_of_the_repository_is_named_in_full(
    here: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "repository" / ".git").mkdir(parents=True)
    monkeypatch.chdir(here / "repository")
    main(["validate", "../wrong.yaml", "--format", "github"])
    assert annotated(capsys.readouterr().out) == (here / "wrong.yaml").as_posix()


@pytest.mark.parametrize(
    "name", ["::set-output name=x::y.yaml", "##[add-mask]x.yaml", "a,line=1::x\nb.yaml", "\x1b.yaml"]
)
def test_the_name_of_a_file_gives_no_command(name: str, here: Path, capsys: Out) -> None:
    (here / name).write_text(FILES["wrong.yaml"])
    for format_ in FORMATS:
        main(["validate", name, "--format", format_])
        captured = capsys.readouterr()
        found = hostile.commands(captured.out)
        assert {command.name for command in found} == ({"error"} if format_ == "github" else set()), format_
        assert not hostile.commands(captured.err)
        assert not hostile.steers(captured.out)


# --- colours ----------------------------------------------------------------------------------------


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What the program prints on a terminal."""
    ours, theirs = pty.openpty()
    settings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "slakit", *arguments],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=settings | {"TERM": "xterm"} | environment,
    )
    os.close(theirs)
    printed = b""
    while True:
        try:
            read = os.read(ours, 65_536)
        except OSError:  # the other side is closed
            break
        if not read:
            break
        printed += read
    process.wait()
    os.close(ours)
    return printed.decode()


def test_findings_have_colours_on_a_terminal_only(capsys: Out) -> None:
    assert "\x1b[1;31merror" in on_a_terminal("validate", "wrong.yaml")
    assert "\x1b" not in on_a_terminal("validate", "wrong.yaml", NO_COLOR="1")
    assert "\x1b" not in on_a_terminal("validate", "wrong.yaml", "--format", "json")
    main(["validate", "wrong.yaml"])
    assert "\x1b" not in capsys.readouterr().out
