"""docs/spark.md: its commands run, and print what is shown."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.examples.running import run
from tests.house.pages import ROOT, fences

PAGE = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")
SHOWN = [
    (command, output.splitlines())
    for language, text in fences(PAGE)
    if language == "console"
    for command, output in re.findall(r"^\$ (slakit .*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
]


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=range(len(SHOWN)))
def test_a_command_does_what_the_page_shows(command: str, output: list[str], master: str, tmp_path: Path) -> None:
    for name in ("examples", "policies"):
        shutil.copytree(ROOT / name, tmp_path / name)
    # Spark, which runs already, sees the paths of the folder that it was started in.
    for path in ("examples/northwind/events.csv", "outcomes"):
        command = command.replace(f" {path}", f" {tmp_path / path}")
    _, *arguments = shlex.split(command.replace("spark://127.0.0.1:7077", master))
    done = run(*arguments, folder=tmp_path)
    assert done.code == 1, done.out + done.err
    printed = done.out.splitlines()
    for line in output:
        assert line == "…" or line in printed, done.out
    assert ("--outcomes" in command) == (tmp_path / "outcomes").is_dir()


def test_the_page_starts_a_master_and_workers() -> None:
    commands = "\n".join(text for language, text in fences(PAGE) if language == "sh")
    assert "org.apache.spark.deploy.master.Master" in commands
    assert "org.apache.spark.deploy.worker.Worker" in commands
