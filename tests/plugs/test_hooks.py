"""The hooks, run by pre-commit itself in a scratch repository that uses this one."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from slakit import starter
from slakit.cli import main
from tests.plugs.repository import begin, commit, git

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
_PACKAGE = ("src", "schema", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

needs_pre_commit = pytest.mark.skipif(
    find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="THE HOOKS ARE NOT TESTED: pre-commit is not installed (pip install -e '.[test]')",
)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_is_one_run_over_everything(hook: dict[str, object]) -> None:
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    assert hook["language"] == "python"
    assert isinstance(entry := hook["entry"], str)
    assert main([*entry.split()[1:], "--help"]) == 0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which pre-commit keeps the environments it makes."""
    return tmp_path_factory.mktemp("pre_commit")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of slakit as it stands here, with the tag of its version."""
    folder = tmp_path_factory.mktemp("slakit")
    for name in _PACKAGE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Publish")
    git(folder, "tag", f"v{version('slakit')}")
    return folder


@pytest.fixture
def repository(tmp_path: Path, published: Path) -> Path:
    """A repository that `slakit init` has begun, its hooks being those of `published`."""
    folder = begin(tmp_path / "repository")
    config = folder / ".pre-commit-config.yaml"
    text = config.read_text(encoding="utf-8")
    assert text.count(f"https://github.com/{starter.REPOSITORY}") == 1
    config.write_text(text.replace(f"https://github.com/{starter.REPOSITORY}", str(published)), encoding="utf-8")
    commit(folder, "Use what is here")
    return folder


def pre_commit(folder: Path, home: Path, *arguments: str) -> tuple[int, str]:
    """Run pre-commit in a folder; its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments, "--color=never"],
        cwd=folder,
        env={**os.environ, "PRE_COMMIT_HOME": str(home), "GITHUB_ACTIONS": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def states(printed: str) -> dict[str, str]:
    """Whether each hook passed: `slakit test....Passed`."""
    lines = [line for line in printed.splitlines() if "...." in line]
    return {line.partition("....")[0].rstrip("."): line.rpartition(".")[2].rpartition(")")[2] for line in lines}


@needs_pre_commit
def test_what_is_sound_passes_and_what_is_not_is_told(repository: Path, home: Path) -> None:
    code, printed = pre_commit(repository, home, "run", "--all-files")
    if "Could not find a version" in printed:
        pytest.skip(f"THE HOOKS ARE NOT TESTED: the package index is out of reach: {printed[-300:]}")
    passed = {"slakit validate": "Passed", "slakit test": "Passed", "slakit render --check": "Passed"}
    assert (code, states(printed)) == (0, passed), printed

    agreement = repository / starter.AGREEMENT
    sound = agreement.read_text(encoding="utf-8")
    agreement.write_text(sound.replace("within: 4 business hours", "within: 3 business hours"), encoding="utf-8")
    git(repository, "add", "--all")
    code, printed = pre_commit(repository, home, "run")
    assert (code, states(printed)) == (1, passed | {"slakit test": "Failed", "slakit render --check": "Failed"})
    assert "first_touch.scenario.yaml" in printed
    assert re.search(r"^agreement\.md:\d+:1: error SLA702", printed, re.MULTILINE)

    agreement.write_text(sound.replace("stops: touch", "stops: tuch"), encoding="utf-8")
    git(repository, "add", "--all")
    code, printed = pre_commit(repository, home, "run", "slakit-validate")
    assert (code, states(printed)) == (1, {"slakit validate": "Failed"})
    assert printed.count("error SLA302: 'tuch' is not an event; did you mean 'touch'?") == 1


@needs_pre_commit
def test_what_has_nothing_to_do_with_them_is_left_alone(repository: Path, home: Path) -> None:
    (repository / "notes.txt").write_text("Nothing.\n", encoding="utf-8")
    git(repository, "add", "--all")
    code, printed = pre_commit(repository, home, "run")
    assert code == 0
    assert set(states(printed).values()) == {"Skipped"}
    (repository / starter.DOCUMENT).write_text("Edited by hand.\n", encoding="utf-8")
    git(repository, "add", "--all")
    code, printed = pre_commit(repository, home, "run")
    assert (code, states(printed)["slakit validate"], states(printed)["slakit render --check"]) == (
        1,
        "Skipped",
        "Failed",
    )


@needs_pre_commit
def test_the_manifest_is_one(home: Path) -> None:
    code, printed = pre_commit(ROOT, home, "validate-manifest", ".pre-commit-hooks.yaml")
    assert code == 0, printed
