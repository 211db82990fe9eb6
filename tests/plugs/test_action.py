"""The action's own steps, run in a scratch repository with a good, a bad and a hostile pull request."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from slakit import starter
from slakit.cli import main
from tests.plugs.action import ACTION, ROOT, STEPS, Ended, Runner
from tests.plugs.repository import begin, commit, pull_request

SCRIPT = ROOT / "action" / "check.sh"
STRICTER = {starter.AGREEMENT: {"within: 4 business hours ": "within: 3 business hours "}}

pytestmark = pytest.mark.skipif(shutil.which("bash") is None or shutil.which("git") is None, reason="no bash, no git")


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the action's first step has installed slakit, as it stands here."""
    runner = Runner(temp=tmp_path_factory.mktemp("runner"))
    ended = runner.run(tmp_path_factory.mktemp("empty"), only="install")["install"]
    if ended.code and "Could not find a version" in ended.log:
        pytest.skip(f"THE ACTION IS NOT TESTED: the package index is out of reach: {ended.log[-300:]}")
    assert ended.code == 0, ended.log
    return replace(runner, done=["install"])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return begin(tmp_path / "repository")


def codes(ended: dict[str, Ended]) -> dict[str, int]:
    return {name: one.code for name, one in ended.items()}


def comment(runner: Runner) -> str:
    return Path(runner.outputs["comment"]).read_text(encoding="utf-8")


def test_a_good_pull_request(runner: Runner, repository: Path) -> None:
    replaced = {"T12:00:00": "T11:00:00", "12:00": "11:00", "three": "two"}
    pull_request(repository, "an-hour-less", STRICTER | {starter.SCENARIO: replaced})
    assert main(["render", str(repository / starter.AGREEMENT), "-o", str(repository / starter.DOCUMENT)]) == 0
    commit(repository, "Render")
    ended = runner.run(repository)
    assert codes(ended) == {"validate": 0, "test": 0, "documents": 0, "comment": 0}
    assert not any(one.annotations for one in ended.values())
    assert "no findings" in ended["validate"].summary
    assert "the one scenario passes" in ended["test"].summary
    assert "no findings" in comment(runner)
    assert "the one scenario passes" in comment(runner)


def test_a_pull_request_that_forgets_the_scenario_and_the_document(runner: Runner, repository: Path) -> None:
    pull_request(repository, "an-hour-less", STRICTER)
    ended = runner.run(repository)
    assert codes(ended) == {"validate": 0, "test": 1, "documents": 1, "comment": 0}
    anna, ben = ended["test"].annotations
    assert anna.startswith("::error file=first_touch.scenario.yaml,line=19,col=5,")
    assert ben.startswith("::error file=first_touch.scenario.yaml,line=21,col=5,")
    assert all("promised at agreement.yaml:67:3" in line for line in (anna, ben))
    (document,) = ended["documents"].annotations
    assert re.match(r"::error file=agreement.md,line=(\d+),col=1,endLine=\1,endColumn=\d+,title=SLA702 ", document)
    assert "run 'slakit render agreement.yaml -o agreement.md' and commit what it writes" in document
    assert "Within 4 business hours" in ended["documents"].summary
    assert ended["documents"].summary.strip() in comment(runner)
    assert "due: Tue 5 Jan 11:00 = Mon 4 Jan 16:00–17:00 1 h, Tue 5 Jan 09:00–11:00 2 h = 3 h" in ended["test"].summary
    assert ended["test"].summary.strip() in comment(runner)


def test_a_bad_pull_request(runner: Runner, repository: Path, snapshot: SnapshotAssertion) -> None:
    changes = {"stops: touch": "stops: tuch", "at_least: 25%": "at_least: 125%", "country: US": "country: USA"}
    pull_request(repository, "typos", {starter.AGREEMENT: changes})
    ended = runner.run(repository)
    assert codes(ended) == {"validate": 1, "comment": 0}  # what is not valid is not tested
    annotations = ended["validate"].annotations
    assert len(annotations) == 3
    assert all(line.startswith("::error file=agreement.yaml,line=") for line in annotations)
    assert annotations == snapshot(name="annotations")
    assert ended["validate"].summary == snapshot(name="summary")
    assert re.sub("[0-9a-f]{32}", "TOKEN", ended["validate"].log) == snapshot(name="log")
    assert comment(runner).strip() == f"<!-- slakit -->\n\n{ended['validate'].summary.strip()}"


def test_a_hostile_pull_request_cannot_speak_to_the_runner(runner: Runner, repository: Path) -> None:
    hostile = (
        "apiVersion: slakit/v1\nkind: Agreement\n'::error::x': '##[error]y'\n##[add-mask]z: '::stop-commands::q'\n"
    )
    pull_request(
        repository, "hostile", {starter.AGREEMENT: {"title: Customer": "title: '::error::owned ##[error]owned'"}}
    )
    for name in (
        "::add-mask::secret.yaml",
        "a\n::error::owned.yaml",
        "##[error]owned.yaml",
        "$(touch pwned).yaml",
        "-x.yaml",
    ):
        (repository / name).write_text(hostile, encoding="utf-8")
    for module in ("slakit.py", "pip.py", "yaml.py", "click.py", "sitecustomize.py"):
        (repository / module).write_text("raise SystemExit('a stranger s code was run')\n", encoding="utf-8")
    ended = runner.run(repository)
    assert ended["validate"].code == 1
    for one in ended.values():
        for command in one.annotations:
            assert re.match(r"::(error|warning|notice) (file=[^:]*,line=\d+|title=)", command), command
        assert not [line for line in one.commands if line not in one.annotations]
        assert "stranger" not in one.log
    assert not (repository / "pwned").exists()


def test_inputs_are_only_ever_arguments(runner: Runner, repository: Path) -> None:
    ended = runner.run(repository, {"paths": "$(touch pwned); `touch pwned`\n\n  \n--people\n"}, only="validate")
    assert ended["validate"].code == 2
    assert not (repository / "pwned").exists()
    for value in ("$(touch pwned)", "0.1.0 --index-url http://x", "1; touch pwned", "../elsewhere"):
        ended = runner.run(repository, {"version": value}, only="install")
        assert ended["install"].code == 2
        assert "the input 'version' is not a version" in ended["install"].log
    assert not (repository / "pwned").exists()
    for step in STEPS:
        assert "${{" not in step.get("run", "")


def test_events_are_judged_where_they_are_given(runner: Runner, repository: Path) -> None:
    log = repository / "log of march.csv"
    log.write_text(
        "lead_id,event,at,stage,email,need\n"
        "1,stage_changed,2027-03-01T16:00:00-05:00,qualified,a@example.com,Fewer spreadsheets\n"
        "1,call,2027-03-04T10:00:00-05:00,,,\n",
        encoding="utf-8",
    )
    inputs = {"agreement": "agreement.yaml", "events": f"{log.name}\n", "as-of": "2027-04-05"}
    ended = runner.run(repository, inputs, only="evaluate")
    assert ended["evaluate"].code == 1
    assert any("First touch" in line for line in ended["evaluate"].annotations)
    assert "First touch" in ended["evaluate"].summary
    assert runner.run(repository, {"events": log.name}, only="evaluate")["evaluate"].code == 2


def test_what_is_not_there_need_not_be_checked(runner: Runner, repository: Path) -> None:
    (repository / starter.SCENARIO).unlink()
    (repository / starter.DOCUMENT).unlink()
    assert codes(runner.run(repository)) == {"validate": 0, "test": 2, "documents": 2, "comment": 0}
    without = {"scenarios": "false", "documents": "false"}
    assert codes(runner.run(repository, without)) == {"validate": 0, "comment": 0}


def test_paths_narrow_the_check(runner: Runner, repository: Path) -> None:
    (repository / "broken").mkdir()
    (repository / "broken" / "a b.yaml").write_text("apiVersion: slakit/v1\nkind: Nothing\n", encoding="utf-8")
    assert runner.run(repository, only="validate")["validate"].code == 1
    assert runner.run(repository, {"paths": "agreement.yaml\r\n"}, only="validate")["validate"].code == 0
    assert runner.run(repository, {"paths": "agreement.yaml\nbroken/a b.yaml"}, only="validate")["validate"].code == 1


def test_the_comment_fits_one(runner: Runner, repository: Path) -> None:
    for number in range(60):
        keys = "".join(f"nonsense_key_{number}_{key}: {'x' * 50}\n" for key in range(30))
        text = f"apiVersion: slakit/v1\nkind: Agreement\n{keys}"
        (repository / f"broken_{number}.yaml").write_text(text, encoding="utf-8")
    runner.run(repository, only="comment")
    assert len(Path(runner.outputs["comment"]).read_text(encoding="utf-8")) <= 65_536


def test_what_is_used_is_pinned() -> None:
    paths = ("src/slakit/starter/files/workflow.yml", "examples/workflows/comment.yml")
    workflows = "".join((ROOT / path).read_text(encoding="utf-8") for path in paths)
    used = [step["uses"] for step in STEPS if "uses" in step] + re.findall(r"uses: (actions/\S+)", workflows)
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in used)


def test_every_input_and_step_is_explained() -> None:
    assert all(one["description"].endswith(".") for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))
    assert all(step["name"] for step in STEPS)
    guide = (ROOT / "docs" / "pull-requests.md").read_text(encoding="utf-8")
    for name in (*ACTION["inputs"], *ACTION["outputs"]):
        assert f"`{name}`" in guide, name


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
@pytest.mark.parametrize("kind", ["action", "starter", "example"])
def test_it_is_of_the_shape_that_github_reads(kind: str, repository: Path) -> None:
    path, schema = {
        "action": (ROOT / "action.yml", "github-actions"),
        "starter": (repository / ".github/workflows/agreement.yml", "github-workflows"),
        "example": (ROOT / "examples/workflows/comment.yml", "github-workflows"),
    }[kind]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_script_has_no_slips() -> None:
    beside = Path(sys.executable).parent  # an environment that is not activated
    program = shutil.which("shellcheck", path=f"{beside}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("shellcheck is not installed")
    done = subprocess.run([program, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
