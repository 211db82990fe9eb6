"""A runner of composite actions, as far as action.yml needs one: its own steps, in a folder, with inputs."""

import os
import re
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]

_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
_COMPARED = re.compile(r"([a-z.-]+) (==|!=) '([^']*)'\Z")


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a step ended: its exit code, what its log shows, and what it wrote for the summary of the job."""

    code: int
    log: str
    summary: str

    @property
    def annotations(self) -> list[str]:
        """The workflow commands in the log that make annotations, in order."""
        return [line for line in self.commands if re.match(r"::(error|warning|notice)[ :]", line)]

    @property
    def commands(self) -> list[str]:
        """Every line of the log that the runner would obey."""
        return commands(self.log)


@dataclass(frozen=True, kw_only=True)
class Runner:
    """A machine that runs the steps: its folder for temporary files, and what steps have told each other.

    A step that is `done` once for all is run again only where it is asked for.
    """

    temp: Path
    outputs: dict[str, str] = field(default_factory=dict)
    done: Collection[str] = ()

    def run(self, workspace: Path, inputs: Mapping[str, str] | None = None, only: str = "") -> dict[str, Ended]:
        """Run the steps that have a command, each if its condition holds, by their last word; or `only` that one."""
        values = {f"inputs.{name}": one.get("default", "") for name, one in ACTION["inputs"].items()}
        values |= {f"inputs.{name}": value for name, value in (inputs or {}).items()}
        values |= {"steps.python.outputs.python-path": sys.executable, "steps.install.outcome": "success"}
        values |= {"steps.validate.outcome": "success"}  # unless it is run and fails
        ended: dict[str, Ended] = {}
        for step in STEPS:
            name = step.get("run", "").rpartition(" ")[2]
            wanted = name == only if only else name not in self.done
            if name and wanted and _holds(step.get("if", ""), values):
                ended[name] = self._step(step, workspace, values)
                values[f"steps.{step.get('id', name)}.outcome"] = "failure" if ended[name].code else "success"
        return ended

    def _step(self, step: Mapping[str, Any], workspace: Path, values: Mapping[str, str]) -> Ended:
        script, summary, output = (self.temp / name for name in ("step.sh", "summary.md", "output.txt"))
        script.write_text(step["run"], encoding="utf-8")
        summary.write_text("")
        output.write_text("")
        given = {name: _EXPRESSION.sub(lambda found: values[found[1]], text) for name, text in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=workspace,
            env=self._environment() | {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)} | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.outputs.update(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        return Ended(code=done.returncode, log=done.stdout, summary=summary.read_text(encoding="utf-8"))

    def _environment(self) -> dict[str, str]:
        kept = ("PATH", "HOME", "LANG", "SSL_CERT_FILE", "TMPDIR")
        kept_too = ("PIP_", "http", "HTTP", "no_proxy", "NO_PROXY")
        of_machine = {name: text for name, text in os.environ.items() if name in kept or name.startswith(kept_too)}
        return of_machine | {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "RUNNER_TEMP": str(self.temp),
        }


def commands(log: str) -> list[str]:
    """The lines of a log that the runner obeys: none between `::stop-commands::TOKEN` and `::TOKEN::`."""
    found: list[str] = []
    stopped = ""
    for line in log.splitlines():
        text = line.lstrip()
        if stopped:
            stopped = "" if text == f"::{stopped}::" else stopped
        elif text.startswith("::stop-commands::"):
            stopped = text.removeprefix("::stop-commands::")
        elif text.startswith("::") or "##[" in text:
            found.append(text)
    assert not stopped, "commands are never taken again"
    return found


def _holds(condition: str, values: Mapping[str, str]) -> bool:
    """Whether a step's `if` holds; of the language of expressions, only what action.yml uses."""
    if not condition:
        return True
    expression = _EXPRESSION.fullmatch(condition)
    assert expression is not None, condition
    holds = True
    for clause in expression[1].split(" && "):
        if clause == "!cancelled()":
            continue
        compared = _COMPARED.match(clause)
        assert compared is not None, clause
        holds &= (values[compared[1]] == compared[3]) == (compared[2] == "==")
    return holds
