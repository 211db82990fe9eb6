"""`slakit test`."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.examples.running import run
from tests.scenarios.running import EVENTS, write

KEPT = f"title: Called in time\n{EVENTS}expect:\n  - {{commitment: first_attempt, lead_id: L1, state: met}}\n"
LATE = f"{EVENTS}expect:\n  - {{commitment: first_attempt, lead_id: L2, state: met, value: 25200}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, KEPT, "kept.yaml")
    return tmp_path


def test_scenarios_that_hold(folder: Path) -> None:
    done = run("test", folder=folder)
    assert (done.code, done.out) == (0, "ok   kept: Called in time\n\n1 scenario passed.\n")


def test_a_failure_shows_expected_and_got_the_clause_and_the_timeline(
    folder: Path, snapshot: SnapshotAssertion
) -> None:
    write(folder, LATE, "late.yaml")
    done = run("test", ".", folder=folder)
    assert done.code == 1
    assert done.out == snapshot


def test_coverage(folder: Path, snapshot: SnapshotAssertion) -> None:
    done = run("test", ".", "--coverage", folder=folder)
    assert done.code == 0
    assert done.out == snapshot


@pytest.mark.parametrize(("percent", "code"), [("100", 1), ("13%", 0), ("0", 0)])
def test_too_little_coverage_fails(percent: str, code: int, folder: Path) -> None:
    done = run("test", "--fail-under", percent, folder=folder)
    assert done.code == code
    assert ("under 100%" in done.out) == (code == 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["minimal.yaml"],
        ["--run", "nothing"],
        ["--run", "("],
        ["--run", "(?=kept)"],
        ["--run", "x" * 2_000],
        ["--fail-under", "all"],
        ["--fail-under", "101"],
        ["missing.yaml"],
    ],
)
def test_what_cannot_be_done(arguments: list[str], folder: Path) -> None:
    assert run("test", *arguments, folder=folder).code == 2


def test_a_scenario_with_errors_fails_at_its_place(folder: Path) -> None:
    write(folder, KEPT.replace("state: met", "state: kept"), "wrong.yaml")
    done = run("test", folder=folder)
    assert done.code == 1
    assert "wrong.yaml:11:" in done.out
    assert "FAIL wrong" in done.out


@pytest.mark.parametrize("head", ["apiVersion: slakit/v2", "apiversion: slakit/v1", "apiVersion: v1", ""])
def test_a_scenario_with_a_misspelt_version_fails_beside_a_good_one(head: str, folder: Path) -> None:
    write(folder, LATE, "late.yaml")
    late = folder / "late.yaml"
    late.write_text(late.read_text(encoding="utf-8").replace("apiVersion: slakit/v1", head), encoding="utf-8")
    done = run("test", folder=folder)
    assert done.code == 1
    assert "FAIL late" in done.out


def test_a_scenario_in_utf_16_fails_beside_a_good_one(folder: Path) -> None:
    write(folder, LATE, "late.yaml")
    late = folder / "late.yaml"
    late.write_text(late.read_text(encoding="utf-8"), encoding="utf-16")
    done = run("test", folder=folder)
    assert done.code == 1
    assert "late.yaml:1:1: error SLA103: the file is UTF-16" in done.out


def test_where_no_scenario_is_found_the_files_that_may_be_one_are_told(folder: Path) -> None:
    (folder / "kept.yaml").write_text("apiVersion: slakit/v1\nkind: scenario\n", encoding="utf-8")
    done = run("test", folder=folder)
    assert done.code == 2
    assert "did you mean 'Scenario'?" in done.out
    assert "no file of kind: Scenario" in done.err


def test_run_chooses(folder: Path) -> None:
    write(folder, LATE, "late.yaml")
    done = run("test", "--run", "in time$", folder=folder)
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 scenario passed; 1 not selected.")


def test_texts_of_a_stranger_cannot_act_on_the_terminal(folder: Path) -> None:
    evil = (
        KEPT.replace("Called in time", '"\\e[31mred\\u202e"').replace("L1", '"\\e]0;x\\a"').replace("met", "breached")
    )
    write(folder, evil, "kept.yaml")
    done = run("test", folder=folder)
    assert done.code == 1
    assert not {"\x1b", "\u202e", "\x07"} & set(done.out + done.err)


@pytest.mark.parametrize("format_", ["json", "markdown", "github", "sarif", "junit"])
@pytest.mark.parametrize(("text", "code"), [(KEPT, 0), (LATE, 1)])
def test_the_exit_code_does_not_depend_on_the_format(format_: str, text: str, code: int, folder: Path) -> None:
    write(folder, text, "kept.yaml")
    done = run("test", "--coverage", "--format", format_, folder=folder)
    assert done.code == code
    assert done.out
